namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// Folds Latin letters into the classes of the coarse consonant key, one letter at a time. Classes: 1 b p f v; 2 k g q c x; 3 s z sh ch j
/// and c before e, i, y; 4 d t; 5 l r; 6 m n. Vowels, h, w and y are dropped, repeats merged, and t before a sibilant is part of it (ts,
/// tz, dz, dj, tch).
/// </summary>
/// <param name="Key">The classes so far, three bits each, the first one in the highest place used.</param>
/// <param name="AfterStop">Whether the last letter was d or t with no vowel after it.</param>
internal readonly record struct KeyAutomaton(ulong Key, bool AfterStop)
{
    /// <summary>How many classes a key holds; later consonants of a very long token no longer count.</summary>
    public const int MaxClasses = 20;

    private const int Labial = 1, Velar = 2, Sibilant = 3, Dental = 4, Liquid = 5, Nasal = 6, ClassBits = 3;
    private const ulong LastClass = 7;

    /// <summary>The state after a whole label.</summary>
    public KeyAutomaton After(ReadOnlySpan<char> label)
    {
        var state = this;
        for (var i = 0; i < label.Length; i++)
        {
            state = state.After(label[i], i + 1 < label.Length ? label[i + 1] : '\0');
        }

        return state;
    }

    /// <summary>The classes a label adds, as digits, with <c>0</c> for vowels that part it from a d or t before.</summary>
    public static string ClassesOf(string label)
    {
        Span<char> classes = stackalloc char[(label.Length * 2) + 1];
        var length = 0;
        for (var i = 0; i < label.Length; i++)
        {
            var before = default(KeyAutomaton);
            var after = before.After(label[i], i + 1 < label.Length ? label[i + 1] : '\0');
            if (label[i] is 'h' or 'w')
            {
                continue;
            }

            if (after.Key == 0)
            {
                if (length == 0 || classes[length - 1] == '4')
                {
                    classes[length++] = '0';
                }

                continue;
            }

            if (after.Key > LastClass)
            {
                classes[length++] = (char)('0' + (int)(after.Key >> ClassBits));
            }

            classes[length++] = (char)('0' + (int)(after.Key & LastClass));
        }

        return string.Intern(classes[..length].ToString());
    }

    /// <summary>The state after classes that <see cref="ClassesOf"/> gave.</summary>
    public KeyAutomaton AfterClasses(string classes)
    {
        var state = this;
        foreach (var c in classes)
        {
            state = c switch
            {
                '0' => state with { AfterStop = false },
                '4' => state.Push(Dental) with { AfterStop = true },
                _ => state.Push(c - '0'),
            };
        }

        return state;
    }

    private KeyAutomaton After(char letter, char next) => letter switch
    {
        'b' or 'p' or 'f' or 'v' => Push(Labial),
        'k' or 'g' or 'q' => Push(Velar),
        'c' => Push(next is 'e' or 'i' or 'y' or 'h' ? Sibilant : Velar),
        'x' => Push(Velar).Push(Sibilant),
        's' or 'z' or 'j' => Push(Sibilant),
        'd' or 't' => Push(Dental) with { AfterStop = true },
        'l' or 'r' => Push(Liquid),
        'm' or 'n' => Push(Nasal),
        'h' or 'w' => this,
        _ => this with { AfterStop = false },
    };

    private KeyAutomaton Push(int consonantClass)
    {
        unchecked
        {
            var key = consonantClass == Sibilant && AfterStop ? Key >> ClassBits : Key;
            var repeated = (key & LastClass) == (ulong)consonantClass;
            return repeated || key >> (ClassBits * (MaxClasses - 1)) != 0
                ? new KeyAutomaton(key, false)
                : new KeyAutomaton((key << ClassBits) | (uint)consonantClass, false);
        }
    }
}

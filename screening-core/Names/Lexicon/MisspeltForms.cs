using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// Legal forms with one slip of the pen: "limited liabilty company", "joint stokc company". A form of several words is still that form
/// where one long word is one letter off and the others are right; a form of one long word only at the end of a name, before other
/// forms.
/// </summary>
internal static class MisspeltForms
{
    // One letter makes another word of a shorter one.
    private const int MinLettersAmongThree = 5;
    private const int MinLetters = 7;
    private const int MinWordsOfShort = 3;

    private static readonly FrozenDictionary<string, string[]> WordsByFrame = FormFrames.Of(
        OrganisationForms.All.Select(form => form.Key), words => words >= MinWordsOfShort ? MinLettersAmongThree : MinLetters);

    private static readonly FrozenSet<string> FormWords = OrganisationForms.All.SelectMany(form => form.Key.Split(' '))
        .Where(word => word.Length >= 3).ToFrozenSet(StringComparer.Ordinal);
    private static readonly int MostWords = OrganisationForms.All.Max(form => Words(form.Key));

    /// <summary>The longest form that begins at <paramref name="start"/> with one word misspelt and that takes more words than
    /// <paramref name="beyond"/>.</summary>
    /// <param name="tokens">Folded tokens of one name.</param>
    /// <param name="start">Index of the first token of the form.</param>
    /// <param name="beyond">Words that a form spelt right takes there; 0 where there is none.</param>
    /// <param name="length">How many tokens it takes.</param>
    /// <param name="formClass">The classes it may stand for.</param>
    public static bool TryMatchAt(IReadOnlyList<string> tokens, int start, int beyond, out int length, out OrganisationClass formClass)
    {
        (length, formClass) = (0, OrganisationClass.None);
        var most = Math.Min(MostWords, tokens.Count - start);
        if (most > 1 && (FormWords.Contains(tokens[start]) || FormWords.Contains(tokens[start + 1])))
        {
            for (var count = most; count > Math.Max(1, beyond); count--)
            {
                if (TryMend(tokens, start, count, out formClass))
                {
                    length = count;
                    return true;
                }
            }
        }

        if (beyond > 0 || start == 0 || !AreForms(tokens, start + 1) || !TryMend(tokens, start, 1, out formClass))
        {
            return false;
        }

        length = 1;
        return true;
    }

    // Nothing but forms from here to the end of the name.
    private static bool AreForms(IReadOnlyList<string> tokens, int from)
    {
        while (from < tokens.Count && OrganisationForms.TryMatchAt(tokens, from, out var length, out _))
        {
            from += length;
        }

        return from == tokens.Count;
    }

    private static bool TryMend(IReadOnlyList<string> tokens, int start, int count, out OrganisationClass formClass)
    {
        var words = new string[count + 2];
        (words[0], words[^1]) = (start > 0 ? "x" : "", start + count < tokens.Count ? "x" : "");
        for (var i = 0; i < count; i++)
        {
            words[i + 1] = tokens[start + i];
        }

        for (var i = 1; i <= count; i++)
        {
            var written = words[i];
            words[i] = FormFrames.Gap;
            if (written.Length >= MinLettersAmongThree - 1 && WordsByFrame.TryGetValue(string.Join(' ', words, 1, count), out var meant))
            {
                foreach (var word in meant.Where(word => IsOneSlip(written, word)))
                {
                    words[i] = word;
                    var name = words.Where(one => one.Length > 0).ToArray();
                    if (OrganisationForms.TryMatchAt(name, start > 0 ? 1 : 0, out var length, out formClass) && length == count)
                    {
                        return true;
                    }
                }
            }

            words[i] = written;
        }

        formClass = OrganisationClass.None;
        return false;
    }

    /// <summary>True where the words are one letter apart: one more, one less, another one, or two neighbours exchanged.</summary>
    internal static bool IsOneSlip(string left, string right)
    {
        if (left == right || Math.Abs(left.Length - right.Length) > 1)
        {
            return false;
        }

        var begin = left.AsSpan().CommonPrefixLength(right);
        var a = left.AsSpan(begin);
        var b = right.AsSpan(begin);
        return a.Length == b.Length
            ? a[1..].SequenceEqual(b[1..]) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]))
            : a.Length > b.Length ? a[1..].SequenceEqual(b) : b[1..].SequenceEqual(a);
    }

    private static int Words(string form) => form.Count(letter => letter == ' ') + 1;
}

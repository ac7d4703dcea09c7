using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>
/// The names that stand in the one field of a form: the whole of it, without words that are no name ("c/o", "(director)", a place
/// behind a dash), and each of several names ("Vexil Ltd d/b/a Zorin Trade", "Anna Vexil aka Anna Zorin", "A B &amp; C D"). The whole is
/// always the first, so what is ambiguous need not be decided.
/// </summary>
internal static class NamesOfField
{
    // A part of one word is a name only where a mark says so, and where it is long enough to name somebody.
    private const int LeastWords = 2;
    private const int LeastLettersOfOneWord = 5;
    private const int LeastNamesOfAList = 3;

    // What joins another name of the same party, or parts the party from whom it acts for.
    private static readonly FrozenSet<string> Marks = new[]
    {
        "aka", "a.k.a", "a.k.a.", "a/k/a", "alias", "fka", "f.k.a", "f.k.a.", "f/k/a", "formerly", "dba", "d.b.a.", "d/b/a", "t/a",
            "n/k/a", "nka",
        "né", "now", "previously", "prev.", "prev", "ex", "ex.", "f/n", "ex-name", "dit", "dite", "detto", "vulgo", "c/o", "или", "она",
            "он", "бывш.",
        "бывшая", "бывший",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The same of two words; what may stand before them belongs to them.
    private static readonly FrozenDictionary<string, string> MarksOfTwo = new Dictionary<string, string>
    {
        ["known"] = "as",
        ["business"] = "as",
        ["trading"] = "as",
        ["behalf"] = "of",
        ["now"] = "called",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> BeforeMarks =
        FrozenSet.ToFrozenSet(["also", "better", "doing", "on", "formerly", "now", "previously", "и"], StringComparer.OrdinalIgnoreCase);

    // Words that are only marks in small letters inside a name: they are names and abbreviations of their own.
    private static readonly FrozenSet<string> SmallOnly = FrozenSet.ToFrozenSet(["ex", "dit", "dite", "now", "prev", "она", "он"]);

    private static readonly FrozenSet<string> Joints = FrozenSet.ToFrozenSet(["&", "and", "und", "y", "et", "и", "+", "or", "oder"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Alternatives = FrozenSet.ToFrozenSet(["or", "oder"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The names, the whole first; each once.</summary>
    /// <param name="name">The field.</param>
    /// <param name="kind">What bears it: two people may stand in one field, while "and" is a word of companies.</param>
    public static IEnumerable<string> Of(string name, PartyKind kind)
    {
        yield return name;
        if (name.Length > NameFolding.MaxNameLengthChars)
        {
            yield break;
        }

        var person = kind is PartyKind.Individual;
        var list = kind is PartyKind.Individual or PartyKind.Unknown && IsList(name);
        if (FieldWords.Without(name, person) is { } plain)
        {
            yield return plain;
        }

        foreach (var part in Parts(name, person, list))
        {
            yield return part;
        }
    }

    // All of them: one that is left out would be cleared unread. The length of a field bounds them, and the request its work.
    private static List<string> Parts(string name, bool person, bool list)
    {
        var parts = new List<string>();
        if (!name.Contains(' ', StringComparison.Ordinal))
        {
            return parts;
        }

        var (start, marked, found) = (0, false, false);
        foreach (var (at, length, isMark) in Breaks(name, person, list))
        {
            Add(parts, name[start..at], marked || isMark, person);
            (start, marked, found) = (at + length, isMark, true);
        }

        if (found)
        {
            Add(parts, name[start..], marked, person);
        }

        return parts;
    }

    // Three names or more of two words each, with commas or joints between them, or two that "or" joins: whatever bears them, no one name
    // is written so.
    private static bool IsList(string name)
    {
        var (names, words, alternative) = (1, 0, false);
        foreach (var word in name.Replace(",", " , ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word != "," && !IsJoint(word))
            {
                words++;
            }
            else if (words >= LeastWords)
            {
                (names, words, alternative) = (names + 1, 0, alternative || Alternatives.Contains(word));
            }
            else if (words > 0)
            {
                return false;
            }
        }

        return words >= LeastWords && names >= (alternative ? 2 : LeastNamesOfAList);
    }

    // In capitals one or two letters are initials.
    private static bool IsJoint(string word) => Joints.Contains(word) && (!char.IsUpper(word[0]) || word.Length > 2);

    // Where one name ends and the next begins: brackets, signs, marks of words.
    private static IEnumerable<(int At, int Length, bool IsMark)> Breaks(string name, bool person, bool list)
    {
        var at = 0;
        while (at < name.Length)
        {
            var letter = name[at];
            if (letter is '(' or '[' && !person && EndOfPlace(name, at) is var end and > 0)
            {
                at = end;
                continue;
            }

            if (letter is '(' or ')' or '[' or ']' or ';' or '|' or '\n' || (letter == '/' && PartsNames(name, at)))
            {
                yield return (at, 1, letter is ';' or '|' or '\n' || (letter == '/' && name[at - 1] == ' '));
                at++;
                continue;
            }

            if (letter is ' ' or ',' or ':' or '"')
            {
                if (letter == ',' && list)
                {
                    yield return (at, 1, false);
                }

                at++;
                continue;
            }

            end = at;
            while (end < name.Length && name[end] is not (' ' or ',' or ';' or ':' or '(' or ')' or '[' or ']' or '"' or '\n' or '|')
                && (end == at || name[end] != '/' || !PartsNames(name, end)))
            {
                end++;
            }

            var length = MarkAt(name, at, end, person || list, out var isMark);
            if (length > 0)
            {
                yield return (at, length, isMark);
                at += length;
                continue;
            }

            at = end;
        }
    }

    // Brackets around one word or a place are part of an organisation's name: where it is incorporated tells it from its sisters.
    private static int EndOfPlace(string name, int open)
    {
        var close = name.AsSpan(open).IndexOfAny(')', ']') + open;
        if (close <= open)
        {
            return 0;
        }

        var words = name[(open + 1)..close].Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries);
        var isPlace = words.All(word => DistinctWords.Folded(word) is var folded
            && (Lexicon.PlaceWords.IsPlaceWord(folded) || folded is "hong" or "kong" || folded.Length < 2));
        return isPlace || (words.Length == 1 && !words[0].StartsWith("ex-", StringComparison.Ordinal)) ? close + 1 : 0;
    }

    // A stroke between blanks, or between words of several letters: "S/A" and "A/S" are forms.
    private static bool PartsNames(string name, int at)
    {
        if (at == 0 || at + 1 >= name.Length)
        {
            return false;
        }

        return name[at - 1] == ' ' ? name[at + 1] == ' ' : at > 1 && at + 2 < name.Length && char.IsLetter(name[at - 2])
            && char.IsLetter(name[at - 1]) && char.IsLetter(name[at + 1]) && char.IsLetter(name[at + 2]);
    }

    private static int MarkAt(string name, int at, int end, bool joined, out bool isMark)
    {
        var word = name.AsSpan(at, end - at);
        isMark = true;
        if (word.StartsWith("ex-", StringComparison.Ordinal) && word.Length > 5 && at > 0)
        {
            return 3;
        }

        var text = word.Length <= 9 ? word.ToString() : "";
        if (text.Length > 0 && MarksOfTwo.TryGetValue(text, out var second) && NextIs(name, end, second, out var behind))
        {
            return behind - at;
        }

        if (text.Length > 0 && Marks.Contains(text) && (!SmallOnly.Contains(text.ToLowerInvariant()) || (at > 0
            && char.IsLower(text[0]))))
        {
            return end - at;
        }

        isMark = false;
        return joined && at > 0 && IsJoint(text) ? end - at : 0;
    }

    private static bool NextIs(string name, int from, string word, out int behind)
    {
        while (from < name.Length && name[from] == ' ')
        {
            from++;
        }

        behind = from + word.Length;
        return name.AsSpan(from).StartsWith(word, StringComparison.OrdinalIgnoreCase)
            && (behind == name.Length || !char.IsLetter(name[behind]));
    }

    private static void Add(List<string> parts, string part, bool marked, bool person)
    {
        var words = part.Split([' ', ',', '"', '“', '”', ':', '-', '–'], StringSplitOptions.RemoveEmptyEntries).ToList();
        while (words.Count > 0 && BeforeMarks.Contains(words[^1]))
        {
            words.RemoveAt(words.Count - 1);
        }

        if (words.Count == 0)
        {
            return;
        }

        var text = part.AsSpan().Trim(" ,\"“”:;-–").ToString();
        text = text.EndsWith(words[^1], StringComparison.Ordinal) ? text
            : text[..(text.LastIndexOf(words[^1], StringComparison.Ordinal) + words[^1].Length)];
        var isName = words.Count >= LeastWords ? marked || person || DistinctWords.Any(words)
            : marked && !person && words[0].Count(char.IsLetter) >= LeastLettersOfOneWord && DistinctWords.Any(words);
        if (isName && !parts.Contains(text))
        {
            parts.Add(text);
        }
    }
}

using System.Buffers;
using System.Collections.Frozen;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// The name of the company whose branch or office a name states: "Vexil Bank, Moscow Branch" is Vexil Bank. A branch and a representative
/// office are no legal persons of their own, so whoever lists the company lists them.
/// </summary>
internal static class BranchNames
{
    // Words of a place and of the branch behind the name: "New York City Regional Branch Office".
    private const int MostWords = 6;

    private const int LeastLetters = 4;

    private static readonly SearchValues<char> Marks = SearchValues.Create(",(–—");

    private static readonly FrozenSet<string> Words = new[]
    {
        "branch", "branches", "office", "headquarters", "hq", "filial", "filiale", "filialen", "filialas", "filiali", "sucursal",
        "succursale", "agencia", "zweigniederlassung", "niederlassung", "oddzial", "pobocka", "fioktelep", "sube", "subesi", "cabang",
        "predstavitelstvo", "филиал", "філія", "представительство", "представництво",
    }.ToFrozenSet(StringComparer.Ordinal);

    // "Office" alone names a body of a state ("Second Academy, General Office" may be listed so): it needs a word that says which.
    private static readonly FrozenSet<string> OfAnOffice = new[]
    {
        "head", "main", "representative", "regional", "liaison", "branch", "local", "overseas", "foreign", "country", "rep", "sales",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The name before the branch; null where none is stated.</summary>
    /// <param name="raw">The name as written.</param>
    public static string? Head(string raw)
    {
        // From the last mark that parts a name from its branch to the first: "Vexil Bank, Branch of Rome, Italy".
        for (var at = LastBreak(raw, raw.Length); at >= LeastLetters; at = LastBreak(raw, at))
        {
            var words = raw[(at + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > MostWords)
            {
                break;
            }

            if (IsBranch(Array.ConvertAll(words, Folded)))
            {
                return raw[..at].TrimEnd();
            }
        }

        return Trailing(raw);
    }

    // The place of the last comma, bracket or dash before a place; a hyphen parts only between blanks.
    private static int LastBreak(string raw, int before) => Math.Max(raw.AsSpan(0, before).LastIndexOfAny(Marks),
        raw.AsSpan(0, before).LastIndexOf(" - ", StringComparison.Ordinal));

    private static bool IsBranch(string[] words) => words.Length > 0 && Array.Exists(words, Words.Contains)
        && (!Array.Exists(words, word => word == "office") || Array.Exists(words, OfAnOffice.Contains));

    // Without a mark the branch ends the name, at most with one word of a place before it.
    private static string? Trailing(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 3)
        {
            return null;
        }

        var last = Folded(words[^1]);
        var isOffice = last == "office";
        if (!Words.Contains(last) || (isOffice && !OfAnOffice.Contains(Folded(words[^2]))))
        {
            return null;
        }

        var end = words.Length - (isOffice ? 2 : 1);
        end -= end > 2 && PlaceWords.IsPlaceWord(Folded(words[end - 1])) ? 1 : 0;
        return end >= 2 ? string.Join(' ', words[..end]) : null;
    }

    private static string Folded(string word) =>
        string.Concat(NameFolding.Fold(word).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

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
        var at = raw.LastIndexOfAny([',', '(', '–', '—']);
        if (at < 0)
        {
            at = raw.LastIndexOf(" - ", StringComparison.Ordinal);
        }

        return at >= LeastLetters && IsBranch(WordsOf(raw[(at + 1)..])) ? raw[..at].TrimEnd() : Trailing(raw);
    }

    private static bool IsBranch(string[] words) => words.Length is > 0 and <= MostWords && Array.Exists(words, Words.Contains)
        && (!Array.Exists(words, word => word == "office") || Array.Exists(words, OfAnOffice.Contains));

    // Without a comma the branch ends the name, at most with one word of a place before it.
    private static string? Trailing(string raw)
    {
        var words = raw.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var folded = Array.ConvertAll(words, Folded);
        var end = words.Length;
        if (end < 3 || !Words.Contains(folded[^1]) || (folded[^1] == "office" && !OfAnOffice.Contains(folded[^2])))
        {
            return null;
        }

        end -= folded[^1] == "office" ? 2 : 1;
        end -= end > 2 && PlaceWords.IsPlaceWord(folded[end - 1]) ? 1 : 0;
        return end >= 2 ? string.Join(' ', words[..end]) : null;
    }

    private static string[] WordsOf(string text) => Array.ConvertAll(text.Split(' ', StringSplitOptions.RemoveEmptyEntries), Folded);

    private static string Folded(string word) =>
        string.Concat(NameFolding.Fold(word).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

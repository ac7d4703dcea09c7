using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Names.Fields;

/// <summary>Words that tell one organisation from another: no form, no place, no word of trade and none of the dictionary.</summary>
internal static class DistinctWords
{
    private const int LeastLetters = 4;

    /// <summary>True where one of the words is such a word.</summary>
    /// <param name="words">Words as written.</param>
    public static bool Any(IEnumerable<string> words) => words.Any(Is);

    /// <summary>True for such a word.</summary>
    /// <param name="word">A word as written.</param>
    public static bool Is(string word)
    {
        var folded = Folded(word);
        return folded.Length >= LeastLetters && !PlaceWords.IsPlaceWord(folded) && !OrganisationForms.TryClass(folded, out _)
            && !GenericWords.TryConcept(folded, out _) && !CommonWords.Contains(folded);
    }

    /// <summary>Letters and digits of the word, folded, in small letters.</summary>
    /// <param name="word">A word as written.</param>
    public static string Folded(string word) =>
        string.Concat(NameFolding.Fold(word).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

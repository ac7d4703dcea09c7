using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>One place in several languages, with the words made from it (see <c>PlaceConcepts.tsv</c>): Syrie and Syrian are Syria, and
/// never Serbia. Tokens are folded.</summary>
public static class PlaceConcepts
{
    private static readonly FrozenDictionary<string, int> Places = LexiconTable.Rows("PlaceConcepts.tsv", columns: 1)
        .SelectMany((row, number) => row[0].Split(' ').Select(word => (word, number)))
        .ToFrozenDictionary(place => place.word, place => place.number, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All words of the table.</summary>
    public static IEnumerable<string> AllWords => Places.Keys;

    /// <summary>The place of a word, in numbers that no generic word has as its concept; false where the table does not know it.</summary>
    public static bool TryConcept(ReadOnlySpan<char> token, out int concept)
    {
        var found = Lookup.TryGetValue(token, out var number);
        concept = found ? GenericWords.Concepts.Count + number : 0;
        return found;
    }
}

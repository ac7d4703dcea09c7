using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Countries, peoples, large cities and compass words (see <c>PlaceWords.tsv</c>): they set organisations apart only weakly.
/// Tokens are folded.</summary>
public static class PlaceWords
{
    private static readonly FrozenDictionary<string, CountryCode> Places = LexiconTable.Rows("PlaceWords.tsv", columns: 2)
        .ToFrozenDictionary(row => row[0], row => row[1] == "-" ? default : CountryCode.Parse(row[1]), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, CountryCode>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Places.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for any word of the table.</summary>
    public static bool IsPlaceWord(ReadOnlySpan<char> token) => Lookup.ContainsKey(token);

    /// <summary>The one country that a word names; false for other words and for places that lie in several (asia, korea, north).</summary>
    public static bool TryCountry(ReadOnlySpan<char> token, out CountryCode country)
        => Lookup.TryGetValue(token, out country) && country.IsStated;
}

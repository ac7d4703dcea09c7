using Compliance.ScreeningCore.Names.Lexicon;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class PlaceWordsTests
{
    [Theory]
    [InlineData("iran", "IR")]
    [InlineData("iranian", "IR")]
    [InlineData("tehran", "IR")]
    [InlineData("rossiya", "RU")]
    [InlineData("pyongyang", "KP")]
    [InlineData("suriya", "SY")]
    public void Places_and_peoples_name_their_country(string word, string expected)
    {
        Assert.True(PlaceWords.TryCountry(word, out var country));
        Assert.Equal(CountryCode.Parse(expected), country);
    }

    [Theory]
    [InlineData("north")]
    [InlineData("korea")]
    [InlineData("georgia")]
    [InlineData("asia")]
    public void Words_of_several_countries_are_places_without_a_country(string word)
    {
        Assert.True(PlaceWords.IsPlaceWord(word));
        Assert.False(PlaceWords.TryCountry(word, out _));
    }

    [Fact]
    public void A_place_word_is_never_a_generic_word_of_a_trade_Invariant() =>
        Assert.Equal("",
        string.Join(' ', LexiconTable.Rows("PlaceWords.tsv", columns: 2).Select(row => row[0])
        .Where(word => GenericWords.TryConcept(word, out _))));
}

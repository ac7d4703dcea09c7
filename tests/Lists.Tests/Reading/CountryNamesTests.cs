using Compliance.Lists.Reading;

namespace Compliance.Lists.Tests.Reading;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData("Korea, North", "KP")]
    [InlineData("Democratic People's Republic of Korea", "KP")]
    [InlineData("Iran (Islamic Republic of)", "IR")]
    [InlineData("Congo, Democratic Republic of the", "CD")]
    [InlineData("Congo, Republic of the", "CG")]
    [InlineData("Côte d’Ivoire", "CI")]
    [InlineData("Cote d Ivoire", "CI")]
    [InlineData("Virgin Islands, British", "VG")]
    [InlineData("The Gambia", "GM")]
    [InlineData("Bahamas, The", "BS")]
    [InlineData("Türkiye", "TR")]
    [InlineData("Turkey", "TR")]
    [InlineData("Burma", "MM")]
    [InlineData("Palestinian", "PS")]
    [InlineData("Region: Crimea", "UA")]
    [InlineData("UNITED STATES", "US")]
    [InlineData("USA", "US")]
    [InlineData("RU", "RU")]
    [InlineData("RUS", "RU")]
    [InlineData("former Soviet Union", "SU")]
    [InlineData("Kosovo", "XK")]
    public void A_published_spelling_has_its_code(string text, string code) => Assert.Equal(code, CountryNames.Find(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("na")]
    [InlineData("Atlantis")]
    [InlineData("Region: Commonwealth of Independent States")]
    public void What_is_no_country_has_none(string text) => Assert.False(CountryNames.Find(text).IsStated);

    [Fact]
    public void The_table_has_all_countries_of_the_standard() =>
        Assert.Equal(249 + 1 + 5, EmbeddedTable.Rows("Reading/countries.tsv").Select(row => row[0]).Distinct(StringComparer.Ordinal)
        .Count());
}

using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching.Features;

public sealed class CountryFeatureTests
{
    [Theory]
    [InlineData("KZ", "", "KZ", "", CountryRelation.SameNationality)]
    [InlineData("PE KZ", "", "RU KZ", "", CountryRelation.SameNationality)]
    [InlineData("KZ", "", "", "KZ", CountryRelation.SameCountry)]
    [InlineData("PE", "KZ", "KZ", "", CountryRelation.SameCountry)]
    [InlineData("", "KZ", "", "KZ", CountryRelation.SameCountry)]
    [InlineData("PE", "", "KZ", "", CountryRelation.OtherNationality)]
    [InlineData("", "PE", "KZ", "", CountryRelation.OtherCountry)]
    [InlineData("PE", "", "", "KZ", CountryRelation.OtherCountry)]
    [InlineData("", "", "KZ", "RU", CountryRelation.Missing)]
    [InlineData("PE", "PE", "", "", CountryRelation.Missing)]
    public void Nationalities_are_compared_before_all_countries(string nationalities, string residence, string listedNationalities,
    string listedCountries, CountryRelation relation)
    {
        var subject = new ScreeningSubject { Nationalities = Codes(nationalities), ResidenceCountry = Codes(residence).FirstOrDefault() };
        Assert.Equal(relation, CountryFeature.Compare(subject, Codes(listedNationalities), Codes(listedCountries)).Relation);
    }

    private static ImmutableArray<CountryCode> Codes(string text)
        => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(CountryCode.Parse)];
}

using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists.Tests.Location;

/// <summary>Codes that name no country were taken for countries that are not embargoed.</summary>
public sealed class PseudoCountriesTests
{
    [Theory]
    [InlineData("ZZ", Decision.Review)]
    [InlineData("EU", Decision.Review)]
    [InlineData("AP", Decision.Review)]
    [InlineData("SU", Decision.Review)]
    [InlineData("YU", Decision.Review)]
    [InlineData("NO", Decision.Allow)]
    [InlineData("XK", Decision.Allow)]
    public void A_location_without_a_country_of_today_is_unknown(string country, Decision expected)
    {
        var outcome = ScreeningEngine.Decide(
            new ScreeningRequest
            {
                Subject = new ScreeningSubject { Kind = PartyKind.Individual, Name = "Maren Lindqvist" },
                Signals = new LocationSignals
                {
                    Ip = "192.0.2.1",
                    Geo = new GeoIpFact { Country = CountryCode.Parse(country), Connection = ConnectionType.Residential },
                },
            },
            new ScreeningContext
            {
                Corpus = ScreeningCorpus.Build([]),
                Profile = ScoringProfile.All[0],
                Now = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero),
                Policy = PolicyLibrary.Load(),
            });
        Assert.Equal(expected, outcome.Gates.Single(gate => gate.Gate == Gate.Location).Decision);
    }
}

using Compliance.EnforcementCore.Routing;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Routing;

/// <summary>The rows that routing is decided by say what the gate of a screening says, for every country, provider and way of being
/// somewhere.</summary>
public sealed class RegionMigrationTests
{
    private static readonly ScreeningContext Context = new()
    {
        Corpus = ScreeningCorpus.Build([WatchlistSnapshot.Of(
            new ListVersion(ListCode.Parse("us-ofac-sdn"), new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero)), [])]),
        Profile = ScoringProfile.Named("onboarding"),
        Now = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero),
        Policy = PolicyLibrary.Load(),
    };

    [Theory]
    [InlineData("residence")]
    [InlineData("established")]
    [InlineData("billing")]
    [InlineData("located")]
    [InlineData("masked")]
    [InlineData("headquarters")]
    [InlineData("owners")]
    [InlineData("minority")]
    public void No_decision_changes(string way)
    {
        var differences = new List<string>();
        foreach (var provider in RouteWorld.Shipped.Providers.Select(one => one.Provider))
        {
            foreach (var country in RouteWorld.Countries)
            {
                var gate = Gate(provider, country, way);
                var excluded = RouteWorld.Excluded(RouteWorld.Shipped, RouteWorld.Plain("") with { Origin = Origin(country, way) },
                    RouteWorld.Endpoint(provider));
                var route = excluded is null ? Decision.Allow : excluded.Verdict == "block" ? Decision.Block : Decision.Review;
                if (gate != route)
                {
                    differences.Add($"{provider} {way} {country}: gate {gate}, route {route} ({excluded?.Row})");
                }
            }
        }

        Assert.Empty(differences);
    }

    private static RouteOrigin Origin(string country, string way)
    {
        var home = RouteOrigin.Unknown with { Parts = [], Owners = [] };
        return way switch
        {
            "residence" => home with { Residence = country },
            "established" => home with { Established = country },
            "billing" => home with { Billing = country },
            "located" => home with { Located = country },
            "masked" => home with { Residence = "US", MaskedLocation = country },
            "headquarters" => home with { Established = "US", Headquarters = country },
            "owners" => home with { Established = "US", Owners = [new RouteOwner(country, 6000)] },
            _ => home with { Established = "US", Owners = [new RouteOwner(country, 3000)] },
        };
    }

    private static Decision Gate(string provider, string country, string way)
    {
        var (code, us) = (CountryCode.Parse(country), CountryCode.Parse("US"));
        var person = new ScreeningSubject { Kind = PartyKind.Individual, Name = "Ines Invented" };
        var company = new ScreeningSubject { Kind = PartyKind.Organization, Name = "Invented Company", Country = us };
        GeoIpFact Geo(ConnectionType connection) => new() { Country = code, Connection = connection };
        OwnerStake Owner(decimal percent) => new() { Name = "Owner", Percent = percent, HeadquartersCountry = code };
        var (subject, signals) = way switch
        {
            "residence" => (person with { ResidenceCountry = code }, new LocationSignals()),
            "established" => (company with { Country = code }, new LocationSignals()),
            "billing" => (person, new LocationSignals { Payment = new PaymentSignals { BillingCountry = code } }),
            "located" => (person, new LocationSignals { Geo = Geo(ConnectionType.Residential) }),
            "masked" => (person with { ResidenceCountry = us }, new LocationSignals { Geo = Geo(ConnectionType.Vpn) }),
            "headquarters" => (company with { HeadquartersCountry = code }, new LocationSignals()),
            "owners" => (company with { Owners = [Owner(60)] }, new LocationSignals()),
            _ => (company with { Owners = [Owner(30)] }, new LocationSignals()),
        };
        var request = new ScreeningRequest { Subject = subject, Signals = signals, Use = new IntendedUse { Provider = provider } };
        return ProviderGate.Decide(request, Context).Decision;
    }
}

using Compliance.EnforcementCore.Routing;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Routing;

/// <summary>The rows by which a screening and routing decide say what the tables of regions say, for every country, provider and way of
/// being somewhere.</summary>
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
                var table = Table(provider, country, way);
                if (gate != table)
                {
                    differences.Add($"{provider} {way} {country}: gate {gate}, table {table}");
                }

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

    [Fact]
    public void No_decision_changes_where_two_places_are_known()
    {
        string[] others = ["US", "DE", "CN", "HK", "IR", "RU", "UA", "ZZ"];
        foreach (var provider in RouteWorld.Shipped.Providers.Select(one => one.Provider))
        {
            foreach (var (country, other) in RouteWorld.Countries.SelectMany(country => others.Select(other => (country, other))))
            {
                var subject = new ScreeningSubject
                {
                    Kind = PartyKind.Individual,
                    Name = "Ines Invented",
                    ResidenceCountry = CountryCode.Parse(country),
                };
                var signals = new LocationSignals { Payment = new PaymentSignals { BillingCountry = CountryCode.Parse(other) } };
                var decided = ProviderGate.Decide(new ScreeningRequest
                {
                    Subject = subject,
                    Signals = signals,
                    Use = new IntendedUse { Provider = provider },
                }, Context).Decision;
                var (one, two) = (Table(provider, country, "residence"), Table(provider, other, "billing"));
                Assert.True(decided == (one > two ? one : two), $"{provider} {country} {other}: {decided}");
            }
        }
    }

    [Fact]
    public void A_part_that_a_provider_leaves_out_is_blocked_wherever_the_customer_says_to_be()
    {
        var excluded = Context.Policy!.Tables.ProviderRegions.Where(row => !row.IsServed && row.Basis.IsCertain
            && row.Code.Contains('-', StringComparison.Ordinal) && row.Basis.HoldsOn(new DateOnly(2026, 11, 30))).ToArray();
        Assert.NotEmpty(excluded);
        foreach (var row in excluded)
        {
            foreach (var residence in new[] { "US", row.Code[..2] })
            {
                var request = new ScreeningRequest
                {
                    Subject = new ScreeningSubject
                    {
                        Kind = PartyKind.Individual,
                        Name = "Ines Invented",
                        ResidenceCountry = CountryCode.Parse(residence),
                    },
                    Signals = new LocationSignals
                    {
                        Geo = new GeoIpFact
                        {
                            Country = CountryCode.Parse(row.Code[..2]),
                            Subdivision = row.Code,
                            Connection = ConnectionType.Residential,
                        },
                    },
                    Use = new IntendedUse { Provider = row.Provider },
                };
                Assert.Equal(Decision.Block, ProviderGate.Decide(request, Context).Decision);
                var route = RouteWorld.Plain("") with { Origin = Origin(residence, "residence") with { Parts = [row.Code] } };
                Assert.Equal("block", RouteWorld.Excluded(RouteWorld.Shipped, route, RouteWorld.Endpoint(row.Provider))?.Verdict);
            }
        }
    }

    [Fact]
    public void Known_owners_below_the_line_are_for_a_person_also_where_the_parent_is_from_there()
    {
        var company = new ScreeningSubject
        {
            Kind = PartyKind.Organization,
            Name = "Invented Company",
            Country = CountryCode.Parse("US"),
            HeadquartersCountry = CountryCode.Parse("CN"),
        };
        Decision Decide(ScreeningSubject subject) => ProviderGate.Decide(new ScreeningRequest
        {
            Subject = subject,
            Use = new IntendedUse { Provider = "anthropic" },
        }, Context).Decision;
        Assert.Equal(Decision.Block, Decide(company));
        Assert.Equal(Decision.Review, Decide(company with
        {
            Owners = [new OwnerStake { Name = "Owner", Percent = 10, HeadquartersCountry = CountryCode.Parse("CN") }],
        }));
    }

    // What the tables say, read by hand.
    private static Decision Table(string provider, string country, string way)
    {
        var day = new DateOnly(2026, 11, 30);
        var rule = Context.Policy!.ProviderOn(provider, day)!;
        if (!rule.ListsRegions)
        {
            return Decision.Allow;
        }

        var region = Context.Policy.RegionOf(provider, country, day) switch
        {
            { IsServed: true, Basis.IsCertain: true } => Decision.Allow,
            { Basis.IsCertain: false } => Decision.Review,
            _ => Decision.Block,
        };
        return way switch
        {
            "masked" => region == Decision.Allow ? Decision.Allow : Decision.Review,
            "headquarters" or "owners" => rule.OwnershipPercent is not null && region == Decision.Block ? Decision.Block : Decision.Allow,
            "minority" => rule.OwnershipPercent is not null && region == Decision.Block ? Decision.Review : Decision.Allow,
            _ => region,
        };
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

using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Lists.Tests.Screening;

/// <summary>Requests and lists for the tests of the gates: invented parties, the shipped policy.</summary>
internal static class GateCases
{
    public static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly ListCode Sdn = ListCode.Parse("us-ofac-sdn");
    private static readonly ListCode Csl = ListCode.Parse("us-bis-el");

    public static readonly ListEntryId BlockedOwner = ListEntryId.Of(Sdn, "1001");
    public static readonly ListEntryId BlockedPartner = ListEntryId.Of(Sdn, "1002");
    public static readonly ListEntryId ExportListed = ListEntryId.Of(Csl, "2001");

    /// <summary>What a request may search is its own: one that is shared runs out.</summary>
    public static ScreeningContext Context => Made with { Budget = new WorkBudget() };

    private static ScreeningContext Made { get; } = new()
    {
        Corpus = ScreeningCorpus.Build(
        [
            WatchlistSnapshot.Of(new ListVersion(Sdn, Now),
            [
                Party(BlockedOwner, PartyKind.Individual, "Grigory Testovich Wexfordsky", Measures.Freeze)
                    with { Identifiers = [new Identifier(IdentifierType.Email, "listed@wexfordsky.example")] },
                Party(BlockedPartner, PartyKind.Individual, "Arkadiy Quillmarov", Measures.Freeze),
                Party(ListEntryId.Of(Sdn, "37809"), PartyKind.Organization, "Invented Card Operator", Measures.Freeze),
            ]),
            WatchlistSnapshot.Of(new ListVersion(Csl, Now),
                [Party(ExportListed, PartyKind.Organization, "Vexillum Quantum Works", Measures.ExportLicence)]),
        ]),
        Profile = ScoringProfile.Named("onboarding"),
        Now = Now,
        Policy = PolicyLibrary.Load(),
    };

    public static ScreeningContext On(string day)
        => Context with { Now = DateTimeOffset.Parse(day + "T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture) };

    public static CountryCode Code(string text) => CountryCode.Parse(text);

    public static ScreeningRequest Person(LocationSignals? signals = null, string? address = null, string? residence = null,
        string? phone = null, string? mail = null, Channel channel = Channel.Signup) => new()
        {
            Channel = channel,
            Subject = new ScreeningSubject
            {
                Name = "Ysolde Brankenhurst",
                Kind = PartyKind.Individual,
                Addresses = address is null ? [] : [address],
                ResidenceCountry = residence is null ? default : Code(residence),
                Identifiers = [.. Identifiers(phone, mail)],
            },
            Signals = signals ?? new LocationSignals(),
        };

    public static ScreeningRequest Company(params OwnerStake[] owners) => new()
    {
        Channel = Channel.OrgVerification,
        Subject = new ScreeningSubject
        { Name = "Brankenhurst Holdings", Kind = PartyKind.Organization, Country = Code("SG"), Owners = [.. owners] },
    };

    public static LocationSignals Ip(string country, ConnectionType connection = ConnectionType.Residential, double? confidence = 0.95,
        string? subdivision = null) => new()
        {
            Geo = new GeoIpFact
            {
                Country = CountryCode.TryParse(country, out var code) ? code
            : default,
                Connection = connection,
                Confidence = confidence,
                Subdivision = subdivision,
                Source = "caller"
            },
        };

    public static OwnerStake Owner(ListEntryId entry, decimal? percent) => new() { Entry = entry, Percent = percent };

    public static OwnerStake Parent(string headquarters, decimal percent)
        => new() { Name = "Parent of Brankenhurst", Percent = percent, HeadquartersCountry = Code(headquarters) };

    private static ListedParty Party(ListEntryId entry, PartyKind kind, string name, Measures measures) =>
        new(entry, kind, [new ListedName(name)]) { Designations = [new Designation("TEST") { Measures = measures }] };

    private static IEnumerable<Identifier> Identifiers(string? phone, string? mail)
    {
        if (phone is not null)
        {
            yield return new Identifier(IdentifierType.Phone, phone);
        }

        if (mail is not null)
        {
            yield return new Identifier(IdentifierType.Email, mail);
        }
    }
}

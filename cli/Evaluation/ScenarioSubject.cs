using System.Collections.Immutable;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>The parties of a scenario as screening subjects.</summary>
internal static class ScenarioSubject
{
    /// <summary>The customer: <c>party</c> with the contact, address and wallet that stand beside it.</summary>
    public static ScreeningSubject Customer(JsonFields input, ScenarioStandIns standIns)
    {
        var subject = Party(input, "party") with { Owners = ScenarioOwners.Of(input, standIns) };
        var identifiers = subject.Identifiers.ToBuilder();
        Add(identifiers, IdentifierType.Passport, input.Text("party.id.passport"));
        Add(identifiers, IdentifierType.Email, input.Text("contact.email"));
        Add(identifiers, IdentifierType.Phone, input.Text("contact.phone"));
        if (input.Text("payment.address") is { Length: > 0 } wallet)
        {
            identifiers.Add(new Identifier(IdentifierType.Wallet, wallet) { Asset = input.Text("payment.asset") });
        }

        return subject with
        {
            Identifiers = identifiers.ToImmutable(),
            Addresses = input.Text("address") is { Length: > 0 } address ? [address] : [],
            HeadquartersCountry = Country(input.Text("party.parent.hq") ?? input.Text("party.hq")),
            RegisteredOn = ScenarioSignals.Day(input.Text("party.registered")),
            HasKnownActivity = input.Text("party.activity") is { } activity
                ? !activity.StartsWith("none", StringComparison.OrdinalIgnoreCase) : null,
        };
    }

    /// <summary>Another party of the case, a ship or an aircraft included.</summary>
    public static ScreeningSubject Party(JsonFields input, string path)
    {
        var nationality = Country(input.Text(path + ".nationality"));
        var subject = new ScreeningSubject
        {
            Kind = Kind(path, input.Text(path + ".type")),
            Name = input.Text(path + ".name") ?? "",
            Aliases = [.. input.Items(path + ".aliases").Select(JsonFields.Text).Append(input.Text(path + ".latin")).OfType<string>()],
            BirthDate = CaseFacts.Date(input.Text(path + ".dob")),
            Nationalities = nationality.IsStated ? [nationality] : [],
            ResidenceCountry = Country(input.Text(path + ".residence_country")),
            Country = Country(input.Text(path + ".country")),
        };
        var identifiers = ImmutableArray.CreateBuilder<Identifier>();
        Add(identifiers, IdentifierType.Imo, input.Text(path + ".imo"));
        Add(identifiers, IdentifierType.AircraftTail, input.Text(path + ".tail"));
        return subject with { Identifiers = identifiers.ToImmutable() };
    }

    /// <summary>A country code; not stated for XX and the like.</summary>
    public static CountryCode Country(string? text) => CountryCode.TryParse(text, out var code) ? code : default;

    private static PartyKind Kind(string path, string? type) => (type, path) switch
    {
        ("individual", _) => PartyKind.Individual,
        ("organization", _) => PartyKind.Organization,
        (_, "vessel") => PartyKind.Vessel,
        (_, "aircraft") => PartyKind.Aircraft,
        _ => PartyKind.Unknown,
    };

    private static void Add(ImmutableArray<Identifier>.Builder identifiers, IdentifierType type, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            identifiers.Add(new Identifier(type, value));
        }
    }
}

/// <summary>Who owns or runs a scenario's organisation.</summary>
internal static class ScenarioOwners
{
    private static readonly ListCode Sdn = ListCode.Parse("us-ofac-sdn");

    /// <summary>The owners of <c>party</c>: stated shares, a parent, directors, or a chain of shares that ends at the party.</summary>
    public static ImmutableArray<OwnerStake> Of(JsonFields input, ScenarioStandIns standIns) =>
    [
        .. input.Items("party.owners").Select(owner => Stated(owner, standIns)),
        .. Parent(input, standIns),
        .. input.Items("party.directors")
            .Select(director => new OwnerStake { Name = Text(director, "name"), Entry = Entry(director), Controls = true }),
        .. Above(input.Text("party.name") ?? "", [.. input.Items("party.chain")], standIns),
    ];

    private static OwnerStake Stated(JsonElement owner, ScenarioStandIns standIns) => new()
    {
        Name = Text(owner, "name"),
        Entry = owner.TryGetProperty("eu_listed", out _) ? standIns.EuListed : Entry(owner),
        Percent = Percent(owner),
        Controls = owner.TryGetProperty("control", out var control) && control.ValueKind == JsonValueKind.True,
        HeadquartersCountry = ScenarioSubject.Country(Text(owner, "hq") ?? Text(owner, "country")),
    };

    private static IEnumerable<OwnerStake> Parent(JsonFields input, ScenarioStandIns standIns) => input.Find("party.parent") is { } parent
        ?
        [
            new OwnerStake
            {
                Name = Text(parent, "name"),
                Entry = Text(parent, "name") is { } name && parent.TryGetProperty("entity_list", out _) ? standIns.Named(name) : default,
                Percent = Percent(parent),
                HeadquartersCountry = ScenarioSubject.Country(Text(parent, "hq")),
            },
        ]
        : [];

    private static ImmutableArray<OwnerStake> Above(string owned, IReadOnlyList<JsonElement> chain, ScenarioStandIns standIns) =>
    [
        .. chain.Where(link => Text(link, "to") == owned).Select(link => new OwnerStake
        {
            Name = Text(link, "from"),
            Entry = Text(link, "from")!.StartsWith("SDN", StringComparison.Ordinal) ? standIns.UsListed : default,
            Percent = Percent(link),
            OwnedBy = Above(Text(link, "from")!, chain, standIns),
        }),
    ];

    private static ListEntryId Entry(JsonElement owner) => Text(owner, "uid") is { } uid ? ListEntryId.Of(Sdn, uid) : default;

    private static decimal? Percent(JsonElement owner)
        => owner.TryGetProperty("pct", out var share) && share.ValueKind == JsonValueKind.Number ? share.GetDecimal() : null;

    private static string? Text(JsonElement value, string property)
        => value.TryGetProperty(property, out var found) ? JsonFields.Text(found) : null;
}

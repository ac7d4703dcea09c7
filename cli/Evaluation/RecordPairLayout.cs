using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>JSON lines with a record on each side whose <c>features</c> are attribute groups in the words of entity-resolution systems
/// (<c>NAME_FIRST</c>, <c>ADDR_LINE1</c> …).</summary>
internal static class RecordPairLayout
{
    private static readonly ListCode List = ListCode.Parse("evaluation");

    private static readonly (string Attribute, string Country, IdentifierType Type)[] Documents =
    [
        ("PASSPORT_NUMBER", "PASSPORT_COUNTRY", IdentifierType.Passport),
            ("NATIONAL_ID_NUMBER", "NATIONAL_ID_COUNTRY", IdentifierType.NationalId),
        ("SSN_NUMBER", "SSN_COUNTRY", IdentifierType.NationalId), ("TAX_ID_NUMBER", "TAX_ID_COUNTRY", IdentifierType.TaxId),
        ("DRIVERS_LICENSE_NUMBER", "DRIVERS_LICENSE_COUNTRY", IdentifierType.DriverLicence),
            ("LEI_NUMBER", "LEI_COUNTRY", IdentifierType.Lei),
        ("EMAIL_ADDRESS", "", IdentifierType.Email), ("PHONE_NUMBER", "", IdentifierType.Phone),
            ("WEBSITE_ADDRESS", "", IdentifierType.Website),
    ];

    /// <summary>Reads one case; null where it cannot be measured.</summary>
    public static LabelledPair? Read(int line, JsonElement value)
    {
        if (PairFile.Label(Text(value, "expected")) is not { } isMatch)
        {
            return null;
        }

        var id = Text(value, "id") is { Length: > 0 } stated ? stated : line.ToString(CultureInfo.InvariantCulture);
        var (query, candidate) = (Features(value.GetProperty("query")), Features(value.GetProperty("candidate")));
        var names = Names(candidate);
        if (names.IsEmpty)
        {
            // No list has an entry without a name, so the record cannot stand for one.
            return null;
        }

        var party = new ListedParty(ListEntryId.Of(List, id), Kind(candidate),
            [.. names.Select((name, at) => new ListedName(name, at == 0 ? NameKind.Primary : NameKind.Alias))])
        {
            BirthDates = [.. BirthDates(candidate)],
            Gender = GenderOf(candidate),
            Nationalities = Countries(candidate, "NATIONALITY", "CITIZENSHIP"),
            Countries = Countries(candidate, "ADDR_COUNTRY", "COUNTRY_OF_ASSOCIATION"),
            Addresses = [.. Addresses(candidate).Select(address => new PartyAddress { Street = address })],
            Identifiers = Identifiers(candidate),
        };
        return new LabelledPair(id, Subject(query, party.BirthDates), party, isMatch)
        { Schema = Text(value, "schema"), Quality = Text(value, "quality"), Category = Text(value, "category") };
    }

    private static ScreeningSubject Subject(JsonElement[] features, ImmutableArray<PartialDate> listed)
    {
        var names = Names(features);
        return new ScreeningSubject
        {
            Kind = Kind(features),
            Name = names.FirstOrDefault(""),
            Aliases = [.. names.Skip(1)],
            BirthDate = CaseFacts.Nearest(BirthDates(features), listed),
            Gender = GenderOf(features),
            Nationalities = Countries(features, "NATIONALITY", "CITIZENSHIP"),
            ResidenceCountry = Countries(features, "ADDR_COUNTRY").FirstOrDefault(),
            Addresses = [.. Addresses(features)],
            Identifiers = Identifiers(features),
        };
    }

    private static JsonElement[] Features(JsonElement record) => [.. record.GetProperty("features").EnumerateArray()];

    private static PartyKind Kind(JsonElement[] features) => CaseFacts.Kind(Values(features, "RECORD_TYPE").FirstOrDefault(""));

    private static ImmutableArray<string> Names(JsonElement[] features) =>
    [
        .. features
            .Select(feature => Text(feature, "NAME_FULL") is { Length: > 0 } full ? full
                : Text(feature, "NAME_ORG") is { Length: > 0 } organisation ? organisation
                : Joined(feature, " ", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX"))
            .Where(name => name.Length > 0),
    ];

    private static IEnumerable<PartialDate> BirthDates(JsonElement[] features) =>
        Values(features, "DATE_OF_BIRTH").Select(CaseFacts.Date).Where(date => date.IsStated);

    private static Gender GenderOf(JsonElement[] features) => CaseFacts.GenderOf(Values(features, "GENDER").FirstOrDefault());

    private static ImmutableArray<CountryCode> Countries(JsonElement[] features, params string[] attributes) =>
        [.. attributes.SelectMany(attribute => Values(features, attribute)).SelectMany(text => CaseFacts.Countries(text)).Distinct()];

    private static IEnumerable<string> Addresses(JsonElement[] features) => features
        .Select(feature =>
            Joined(feature, ", ", "ADDR_FULL", "ADDR_LINE1", "ADDR_LINE2", "ADDR_CITY", "ADDR_STATE", "ADDR_POSTAL_CODE", "ADDR_COUNTRY"))
        .Where(address => address.Length > 0);

    private static ImmutableArray<Identifier> Identifiers(JsonElement[] features) =>
    [
        .. features.SelectMany(feature => Documents
            .Where(document => Text(feature, document.Attribute).Length > 0)
            .Select(document => new Identifier(document.Type, Text(feature, document.Attribute))
            {
                Country = CaseFacts.Countries(Text(feature, document.Country)).FirstOrDefault(),
            })),
    ];

    private static IEnumerable<string> Values(JsonElement[] features, string attribute) =>
        features.Select(feature => Text(feature, attribute)).Where(value => value.Length > 0);

    private static string Joined(JsonElement feature, string separator, params string[] attributes) =>
        string.Join(separator, attributes.Select(attribute => Text(feature, attribute)).Where(text => text.Length > 0));

    private static string Text(JsonElement value, string property) =>
        property.Length > 0 && value.TryGetProperty(property, out var found) && found.ValueKind == JsonValueKind.String
        ? found.GetString()!.Trim() : "";
}

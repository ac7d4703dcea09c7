using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>JSON lines with an entity on each side, its properties in the words of the FollowTheMoney model; a property is one text or a
/// list of texts.</summary>
internal static class EntityPairLayout
{
    private static readonly ListCode List = ListCode.Parse("evaluation");

    private static readonly (string Property, IdentifierType Type)[] Identifiers =
    [
        ("passportNumber", IdentifierType.Passport), ("idNumber", IdentifierType.NationalId), ("taxNumber", IdentifierType.TaxId),
            ("innCode", IdentifierType.TaxId),
        ("vatCode", IdentifierType.TaxId), ("registrationNumber", IdentifierType.RegistrationNumber),
            ("ogrnCode", IdentifierType.RegistrationNumber),
        ("imoNumber", IdentifierType.Imo), ("mmsi", IdentifierType.Mmsi), ("callSign", IdentifierType.CallSign),
            ("swiftBic", IdentifierType.Bic),
        ("leiCode", IdentifierType.Lei), ("dunsCode", IdentifierType.Duns), ("isin", IdentifierType.Isin), ("email", IdentifierType.Email),
        ("phone", IdentifierType.Phone), ("website", IdentifierType.Website),
    ];

    /// <summary>Reads one case; null where it cannot be measured.</summary>
    public static LabelledPair? Read(int line, JsonElement value)
    {
        if (PairFile.Label(Text(value, "expected")) is not { } isMatch)
        {
            return null;
        }

        var id = Text(value, "id") is { Length: > 0 } stated ? stated : line.ToString(CultureInfo.InvariantCulture);
        var (query, candidate) = (Entity(value.GetProperty("query")), Entity(value.GetProperty("candidate")));
        if (Names(candidate).IsEmpty)
        {
            // No list has an entry without a name, so the record cannot stand for one.
            return null;
        }

        var schema = Text(value, "schema");
        var party = Party(id, candidate, Schema(value.GetProperty("candidate"), schema));
        return new LabelledPair(id, Subject(query, Schema(value.GetProperty("query"), schema), party.BirthDates), party, isMatch)
        {
            Schema = schema,
            Quality = Text(value, "quality"),
            Category = Text(value, "category"),
        };
    }

    private static ScreeningSubject Subject(JsonElement entity, string schema, ImmutableArray<PartialDate> listed)
    {
        var names = Names(entity);
        return new ScreeningSubject
        {
            Kind = CaseFacts.Kind(schema),
            Name = names.FirstOrDefault("").Trim(),
            Aliases = [.. names.Skip(1)],
            BirthDate = CaseFacts.Nearest(Texts(entity, "birthDate").Select(CaseFacts.Date), listed),
            Gender = CaseFacts.GenderOf(Texts(entity, "gender").FirstOrDefault()),
            BirthPlace = Texts(entity, "birthPlace").FirstOrDefault(),
            Nationalities = Countries(entity, "nationality", "citizenship"),
            Country = Countries(entity, "country", "jurisdiction", "flag").FirstOrDefault(),
            Addresses = [.. Texts(entity, "address")],
            Identifiers = IdentifiersOf(entity),
        };
    }

    private static ListedParty Party(string id, JsonElement entity, string schema)
    {
        var names = Names(entity);
        return new ListedParty(ListEntryId.Of(List, id), CaseFacts.Kind(schema),
            [.. names.Select((name, at) => new ListedName(name, at == 0 ? NameKind.Primary : NameKind.Alias))])
        {
            BirthDates = [.. Texts(entity, "birthDate").Select(CaseFacts.Date).Where(date => date.IsStated)],
            BirthPlaces = [.. Texts(entity, "birthPlace").Select(place => new Place(place, default))],
            Gender = CaseFacts.GenderOf(Texts(entity, "gender").FirstOrDefault()),
            Nationalities = Countries(entity, "nationality", "citizenship"),
            Countries = Countries(entity, "country", "jurisdiction", "flag"),
            Addresses = [.. Texts(entity, "address").Select(address => new PartyAddress { Street = address })],
            Identifiers = IdentifiersOf(entity),
        };
    }

    // A given name beside a full name repeats a part of it; the parts are joined only where the entity has no full name.
    private static ImmutableArray<string> Names(JsonElement entity)
    {
        ImmutableArray<string> names = [.. Texts(entity, "name"), .. Texts(entity, "alias"), .. Texts(entity, "previousName")];
        if (!names.IsEmpty)
        {
            return names;
        }

        var joined = string.Join(' ',
            new[] { "firstName", "secondName", "middleName", "fatherName", "lastName" }.SelectMany(part => Texts(entity, part).Take(1)));
        return joined.Length == 0 ? [] : [joined];
    }

    private static ImmutableArray<Identifier> IdentifiersOf(JsonElement entity) =>
        [.. Identifiers.SelectMany(known => Texts(entity, known.Property).Select(value => new Identifier(known.Type, value)))];

    private static ImmutableArray<CountryCode> Countries(JsonElement entity, params string[] properties) =>
        [.. properties.SelectMany(property => Texts(entity, property)).SelectMany(text => CaseFacts.Countries(text)).Distinct()];

    // An entity of the FollowTheMoney model holds its facts in an object of their own, beside its id and schema.
    private static JsonElement Entity(JsonElement value) =>
        value.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object ? properties : value;

    private static string Schema(JsonElement entity, string schema) => Texts(entity, "schema").FirstOrDefault(schema);

    private static string Text(JsonElement value, string property) => Texts(value, property).FirstOrDefault("");

    private static IEnumerable<string> Texts(JsonElement value, string property)
    {
        if (!value.TryGetProperty(property, out var found))
        {
            return [];
        }

        return (found.ValueKind == JsonValueKind.Array ? found.EnumerateArray() : Enumerable.Repeat(found, 1))
            .Select(text => text.ValueKind == JsonValueKind.String ? text.GetString()! : text.GetRawText())
            .Where(text => !string.IsNullOrWhiteSpace(text) && text != "null");
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Lists.OpenSanctions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>An example as it was understood: what is searched, and what the answer repeats.</summary>
/// <param name="Echo">The query of the answer.</param>
/// <param name="Subjects">What is searched: one for each birth date that is stated, since one of several may be right.</param>
internal sealed record ReadExample(ExampleAnswer Echo, ImmutableArray<ScreeningSubject> Subjects);

/// <summary>From an entity by example to the subjects of the engine.</summary>
internal static class ExampleReading
{
    private const int MostValues = PartyMatcher.MaxSubjectNames;
    private const int MostChars = 512;
    private const int MostBirthDates = 4;
    private static readonly string[] Names = ["name", "alias", "previousName", "weakAlias", "abbreviation"];
    private static readonly string[] NameParts = ["firstName", "secondName", "middleName", "fatherName", "lastName"];
    private static readonly string[] Nationalities = ["nationality", "citizenship"];
    private static readonly string[] Countries = ["country", "jurisdiction", "mainCountry", "flag"];

    /// <summary>Reads an example.</summary>
    /// <param name="name">The name of the query in its batch.</param>
    /// <param name="body">The example.</param>
    /// <param name="facts">What the algorithm looks at.</param>
    /// <exception cref="YenteFailure">The schema is none that can be asked for, or there is more than can be searched.</exception>
    public static ReadExample Read(string name, ExampleBody body, YenteFacts facts)
    {
        var schema = FtmModel.Find(body.Schema) ?? throw Unparsable($"Unknown schema: '{body.Schema}'");
        if (!schema.IsMatchable && schema.Name != FtmModel.Base)
        {
            throw Unparsable($"Non-matchable schema for query: {schema.Name}");
        }

        var texts = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var property in schema.Properties)
        {
            if (body.Properties.TryGetValue(property.Name, out var value) && Texts(name, property, value) is { Length: > 0 } found)
            {
                texts[property.Name] = found;
            }
        }

        var subjects = SubjectsOf(name, schema, Only(texts, facts));
        // yente leaves out what its model does not know. Where that leaves nothing to look for, no result would look like a clear name.
        return subjects[0] is { Name: "", Identifiers.IsEmpty: true, Addresses.IsEmpty: true }
            && body.Properties.Keys.FirstOrDefault(property => !schema.Properties.Any(known => known.Name == property)) is { } unknown
            ? throw YenteFailure.Unfit(["body", "queries", name, "properties", unknown],
                $"{schema.Name} has no such property, and nothing else of the query can be looked for", unknown)
            : new ReadExample(new ExampleAnswer(body.Id, schema.Name, new Dictionary<string, string[]>(texts)), subjects);
    }

    private static YenteFailure Unparsable(string why) => YenteFailure.Of(400, $"Cannot parse example entity: {why}");

    /// <summary>The values of a property; countries as lower-case codes, as clients get them back.</summary>
    private static string[] Texts(string name, FtmProperty property, JsonElement value)
    {
        var texts = (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().AsEnumerable() : [value])
            .Select(one => one.ValueKind switch
            {
                JsonValueKind.String => one.GetString()!.Trim(),
                JsonValueKind.Number => one.GetRawText(),
                JsonValueKind.Null => "",
                _ => throw YenteFailure.Unfit(["body", "queries", name, "properties", property.Name],
                    "Input should be a valid string", one.ValueKind.ToString()),
            }).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (texts.Length > MostValues || texts.Any(text => text.Length > MostChars))
        {
            // What is not searched must not look as if it were clear.
            throw Unparsable($"{property.Name} has more than {MostValues} values, or one of more than {MostChars} characters");
        }

        return property.Type == "country" ? [.. texts.Select(text => CountryOf(text) is { IsStated: true } code
            ? code.Value.ToLowerInvariant() : text).Distinct(StringComparer.Ordinal)] : texts;
    }

    private static CountryCode CountryOf(string text) =>
        CountryNames.TryFind(text.Length <= 3 ? text.ToUpperInvariant() : text, out var code) ? code : default;

    private static SortedDictionary<string, string[]> Only(SortedDictionary<string, string[]> texts, YenteFacts facts)
    {
        var kept = new SortedDictionary<string, string[]>(texts, StringComparer.Ordinal);
        foreach (var property in texts.Keys.Where(property => !Names.Contains(property) && !NameParts.Contains(property)
            && (facts is YenteFacts.Names or YenteFacts.Ofac || (facts == YenteFacts.Qualified && !IsQualifier(property)))))
        {
            kept.Remove(property);
        }

        return kept;
    }

    private static bool IsQualifier(string property) => property is "birthDate" or "gender" || Nationalities.Contains(property)
        || Countries.Contains(property)
        || FtmProperties.TypeOf(property) is IdentifierType.RegistrationNumber or IdentifierType.TaxId or IdentifierType.Lei;

    private static ImmutableArray<ScreeningSubject> SubjectsOf(string name, FtmSchema schema, SortedDictionary<string, string[]> texts)
    {
        var names = Names.SelectMany(All).Distinct(StringComparer.Ordinal).ToArray();
        if (names.Length == 0 && string.Join(' ', NameParts.SelectMany(All)) is { Length: > 0 } parts)
        {
            names = [parts];
        }

        var countries = Countries.SelectMany(All).Select(CountryOf).Where(code => code.IsStated).Distinct().ToArray();
        var subject = new ScreeningSubject
        {
            Kind = KindOf(schema),
            Name = names.FirstOrDefault() ?? "",
            Aliases = [.. names.Skip(1)],
            Gender = All("gender").FirstOrDefault()?.ToUpperInvariant() switch
            {
                "MALE" or "M" => Gender.Male,
                "FEMALE" or "F" => Gender.Female,
                _ => Gender.Unknown,
            },
            BirthPlace = All("birthPlace").FirstOrDefault(),
            Nationalities = [.. Nationalities.SelectMany(All).Select(CountryOf).Concat(countries.Skip(1))
                .Where(code => code.IsStated).Distinct()],
            Country = countries.FirstOrDefault(),
            Addresses = [.. All("address").Concat(All("full"))],
            Identifiers = [.. texts.Keys.SelectMany(property => FtmProperties.TypeOf(property) is { } type
                ? texts[property].Select(value => new Identifier(type, value)) : [])],
        };
        var dates = All("birthDate").Select(text => PublishedDates.TryParse(text, out var date) ? date : default)
            .Where(date => date.IsStated).Distinct().ToArray();
        if (dates.Length > MostBirthDates)
        {
            // A date that is not searched must not look as if it were clear.
            throw YenteFailure.Unfit(["body", "queries", name, "properties", "birthDate"],
                $"At most {MostBirthDates} birth dates are allowed", $"{dates.Length} dates");
        }

        return dates.Length == 0 ? [subject] : [.. dates.Select(date => subject with { BirthDate = date })];

        IEnumerable<string> All(string property) => texts.GetValueOrDefault(property, []);
    }

    private static PartyKind KindOf(FtmSchema schema) => schema switch
    {
        { Name: "Person" } => PartyKind.Individual,
        { Name: "Vessel" } => PartyKind.Vessel,
        { Name: "Airplane" } => PartyKind.Aircraft,
        _ when schema.Is("Organization") => PartyKind.Organization,
        _ => PartyKind.Unknown,
    };
}

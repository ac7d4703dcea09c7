using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>Shows parties of any list as entities of the FollowTheMoney model: the way back of the reader.</summary>
public static class FtmView
{
    /// <summary>The list that files of this model are.</summary>
    public static ListCode Code => FtmFormat.Code;

    /// <summary>Properties that hold countries.</summary>
    public static readonly ImmutableArray<string> CountryProperties =
        ["birthCountry", "citizenship", "country", "flag", "jurisdiction", "mainCountry", "nationality", "pastFlags"];

    private static readonly FrozenDictionary<IdentifierType, string> PropertyOf = new Dictionary<IdentifierType, string>
    {
        [IdentifierType.Passport] = "passportNumber",
        [IdentifierType.NationalId] = "idNumber",
        [IdentifierType.TaxId] = "taxNumber",
        [IdentifierType.RegistrationNumber] = "registrationNumber",
        [IdentifierType.Imo] = "imoNumber",
        [IdentifierType.Mmsi] = "mmsi",
        [IdentifierType.CallSign] = "callSign",
        [IdentifierType.AircraftTail] = "registrationNumber",
        [IdentifierType.AircraftSerial] = "serialNumber",
        [IdentifierType.Bic] = "swiftBic",
        [IdentifierType.Lei] = "leiCode",
        [IdentifierType.Duns] = "dunsCode",
        [IdentifierType.Isin] = "isin",
        [IdentifierType.Email] = "email",
        [IdentifierType.Phone] = "phone",
        [IdentifierType.Website] = "website",
        [IdentifierType.Wallet] = "publicKey",
    }.ToFrozenDictionary();

    /// <summary>The dataset that a list is called by: its code with underscores.</summary>
    public static string DatasetOf(ListCode list) => list.Value.Replace('-', '_');

    /// <summary>The id of an entry as an entity.</summary>
    public static string IdOf(ListEntryId entry) => entry.List == FtmFormat.Code ? entry.Key : entry.ToString();

    /// <summary>The schema of a kind.</summary>
    public static string SchemaOf(PartyKind kind) => kind switch
    {
        PartyKind.Individual => "Person",
        PartyKind.Organization => "Organization",
        PartyKind.Vessel => "Vessel",
        PartyKind.Aircraft => "Airplane",
        _ => "LegalEntity",
    };

    /// <summary>A party as an entity.</summary>
    public static FtmRecord Of(ListedParty party)
    {
        var texts = new FtmTexts();
        AddNames(texts, party);
        AddFacts(texts, party);
        foreach (var identifier in party.Identifiers)
        {
            // The publisher's own property where it is one; files of this model name it.
            texts.Add(identifier.Label is { } label && FtmSchemas.Identifiers.GetValueOrDefault(label, IdentifierType.Other)
                == identifier.Type && FtmSchemas.Identifiers.ContainsKey(label) ? label
                : PropertyOf.GetValueOrDefault(identifier.Type, "idNumber"), identifier.Value);
        }

        return new FtmRecord(IdOf(party.Entry), FtmRemarks.SchemaOf(party) ?? SchemaOf(party.Kind), party.PrimaryName.Text)
        {
            Properties = texts.ToImmutable(),
            Datasets = [.. FtmRemarks.SourcesOf(party).Prepend(DatasetOf(party.Entry.List)).Distinct(StringComparer.Ordinal)],
            Referents = FtmRemarks.ReferentsOf(party),
            FirstSeen = FtmRemarks.FirstSeenOf(party) ?? Iso(party.Designations.Min(one => one.ListedOn)),
            LastChange = FtmRemarks.LastChangeOf(party) ?? Iso(party.Designations.Max(one => one.AmendedOn ?? one.ListedOn)),
        };
    }

    /// <summary>The topics of a party.</summary>
    public static ImmutableArray<string> TopicsOf(ListedParty party) =>
        [.. party.Designations.SelectMany(one => FtmTopics.Of(party.Entry.List == FtmFormat.Code, one))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void AddNames(FtmTexts texts, ListedParty party)
    {
        foreach (var name in party.Names)
        {
            texts.Add(name switch
            {
                { Strength: AliasStrength.Weak } => "weakAlias",
                { Kind: NameKind.FormerName } => "previousName",
                { Kind: NameKind.Alias } => "alias",
                _ => "name",
            }, name.Text);
        }
    }

    private static void AddFacts(FtmTexts texts, ListedParty party)
    {
        texts.Add("topics", TopicsOf(party));
        texts.Add("birthDate", party.BirthDates.SelectMany(Dates));
        texts.Add("birthPlace", party.BirthPlaces.Select(place => place.Text));
        texts.Add("birthCountry", Codes(party.BirthPlaces.Select(place => place.Country)));
        texts.Add("nationality", Codes(party.Nationalities));
        texts.Add("citizenship", Codes(party.Citizenships));
        texts.Add("country", Codes(party.Countries.Concat(party.Addresses.Select(address => address.Country))));
        texts.Add("address", party.Addresses.Select(address => address.AsText()));
        texts.Add("title", party.Titles);
        texts.Add("position", party.Positions);
        texts.Add("notes", party.Remarks.Where(remark => party.Entry.List != FtmFormat.Code || !FtmRemarks.IsOwn(remark)));
        texts.Add("gender", party.Gender switch { Gender.Male => ["male"], Gender.Female => ["female"], _ => [] });
        texts.Add("programId", party.Designations.Where(one => one.Measures.HasFlag(Measures.Freeze)).Select(one => one.Programme));
        if (party.Vessel is { } vessel)
        {
            texts.Add("type", [vessel.Type]);
            texts.Add("flag", [vessel.Flag]);
            texts.Add("pastFlags", vessel.FormerFlags);
            texts.Add("deadweightTonnage", [vessel.Tonnage]);
            texts.Add("grossRegisteredTonnage", [vessel.GrossTonnage]);
        }

        texts.Add("model", [party.Aircraft?.Model]);
    }

    private static IEnumerable<string> Codes(IEnumerable<CountryCode> countries) =>
        countries.Where(country => country.IsStated).Select(country => country.Value.ToLowerInvariant());

    /// <summary>A date as the model writes it: as much of an ISO day as is known; both ends of a range.</summary>
    private static IEnumerable<string> Dates(PartialDate date) => date.Precision switch
    {
        DatePrecision.Day => [Iso(date.Earliest)!],
        DatePrecision.Month => [date.Earliest.ToString("yyyy-MM", CultureInfo.InvariantCulture)],
        DatePrecision.None => [],
        _ => new[] { date.Earliest, date.Latest }.Select(day => day.ToString("yyyy", CultureInfo.InvariantCulture)).Distinct(),
    };

    internal static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Gathers the texts of an entity: empty ones and repetitions are left out.</summary>
internal sealed class FtmTexts
{
    private readonly SortedDictionary<string, List<string>> _texts = new(StringComparer.Ordinal);

    /// <summary>Adds a text.</summary>
    public void Add(string property, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (!_texts.TryGetValue(property, out var texts))
        {
            _texts[property] = texts = [];
        }

        if (!texts.Contains(text, StringComparer.Ordinal))
        {
            texts.Add(text);
        }
    }

    /// <summary>Adds several texts.</summary>
    public void Add(string property, IEnumerable<string?> texts)
    {
        foreach (var text in texts)
        {
            Add(property, text);
        }
    }

    /// <summary>The texts.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> ToImmutable() =>
        _texts.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal);
}

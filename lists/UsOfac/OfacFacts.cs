using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>One labelled fact or document of an entry, whatever form of the list it comes from.</summary>
/// <param name="Label">OFAC's label, such as <c>Passport</c> or <c>DOB</c>.</param>
/// <param name="Value">The value as published.</param>
internal sealed record OfacFact(string Label, string Value)
{
    /// <summary>Issuing country as published.</summary>
    public string? Country { get; init; }

    /// <summary>Date of issue.</summary>
    public PartialDate IssuedOn { get; init; }

    /// <summary>Date of expiry.</summary>
    public PartialDate ExpiresOn { get; init; }

    /// <summary>Note, such as "Fraudulent".</summary>
    public string? Note { get; init; }
}

/// <summary>Puts labelled facts where they belong in a party: one mapping for all forms of the OFAC lists.</summary>
internal static partial class OfacFacts
{
    /// <summary>Adds the fact; what the label table does not know is kept as a remark.</summary>
    public static void Add(PartyDraft draft, OfacFact fact)
    {
        var known = OfacLabels.Split(fact.Label) is { } label && (label.Value.Length == 0 || label.Meaning == "wallet") ? label
            : ((string, string, string)?)null;
        if (known is null || !AddFact(draft, known.Value.Item2, fact))
        {
            AddIdentifier(draft, known, fact);
        }
    }

    /// <summary>The country at the end of "Culiacan, Sinaloa, Mexico" or "Sinuiju, Korea, North".</summary>
    public static CountryCode CountryAtEnd(string place)
    {
        var last = place.LastIndexOf(',');
        if (last < 0)
        {
            return CountryNames.Find(place);
        }

        var before = place.LastIndexOf(',', last - 1);
        return CountryNames.TryFind(place[(before + 1)..], out var both) ? both : CountryNames.Find(place[(last + 1)..]);
    }

    private static bool AddFact(PartyDraft draft, string meaning, OfacFact fact)
    {
        var value = fact.Value;
        switch (meaning)
        {
            case "birthDate" when PublishedDates.TryParse(value, out var birth): draft.AddBirthDate(birth); break;
            case "birthPlace": draft.AddBirthPlace(value, CountryAtEnd(value)); break;
            case "nationality": draft.AddNationality(value); break;
            case "citizenship": draft.AddCitizenship(value); break;
            case "registrationCountry": draft.AddCountryTie(value, fact.Label); break;
            case "gender": draft.Gender = GenderOf(value); break;
            case "title": draft.AddTitle(value); break;
            case "linkedTo": draft.Add(new PartyRelation("Linked To", value)); break;
            case "location": draft.Add(new PartyAddress { Street = value, Country = CountryAtEnd(value) }); break;
            case "wallet": AddWallet(draft, fact); break;
            case "flag": draft.Vessel = draft.Vessel with { Flag = value }; draft.AddCountryTie(value, "Vessel Flag"); break;
            case "formerFlag":
                draft.Vessel =
                draft.Vessel with { FormerFlags = [.. draft.Vessel.FormerFlags.Append(value).Distinct().Order(StringComparer.Ordinal)] };
                break;
            case "vesselType": draft.Vessel = draft.Vessel with { Type = draft.Vessel.Type ?? value }; break;
            case "owner": draft.Vessel = draft.Vessel with { Owner = value }; break;
            case "tonnage": draft.Vessel = draft.Vessel with { Tonnage = OfacVessels.TonnageOf(value) }; break;
            case "grossTonnage": draft.Vessel = draft.Vessel with { GrossTonnage = OfacVessels.TonnageOf(value) }; break;
            case "vesselBuilt" when PublishedDates.TryParse(value, out var built):
                draft.Vessel = draft.Vessel with { BuiltOn = built };
                break;
            case "aircraftBuilt" when PublishedDates.TryParse(value, out var made):
                draft.Aircraft =
                draft.Aircraft with { BuiltOn = made }; break;
            case "aircraftModel": draft.Aircraft = draft.Aircraft with { Model = value }; break;
            case "aircraftOperator": draft.Aircraft = draft.Aircraft with { Operator = value }; break;
            default: return false;
        }

        return true;
    }

    private static void AddIdentifier(PartyDraft draft, (string Label, string Meaning, string Value)? known, OfacFact fact)
    {
        if (known is null || !Enum.TryParse<IdentifierType>(known.Value.Meaning, out var type))
        {
            draft.AddRemark($"{fact.Label} {fact.Value}".TrimEnd('.'));
            return;
        }

        fact = WithCountryOfValue(fact);
        var value = fact.Value;
        if (type is IdentifierType.Imo or IdentifierType.NationalId or IdentifierType.RegistrationNumber)
        {
            var imo = ImoOf(value, type == IdentifierType.Imo);
            type = imo is not null ? IdentifierType.Imo : type == IdentifierType.Imo ? IdentifierType.RegistrationNumber : type;
            value = imo ?? value;
        }

        draft.Add(new Identifier(type, value)
        {
            Country = CountryNames.Find(fact.Country),
            Label = IsPlain(type, known.Value.Label) ? null : known.Value.Label,
            IssuedOn = fact.IssuedOn,
            ExpiresOn = fact.ExpiresOn,
            Note = fact.Note ?? (fact.Country is not null && !CountryNames.TryFind(fact.Country, out _) ? fact.Country : null),
        });
    }

    /// <summary>Some numbers carry their country: "1026303117642 (Russia)".</summary>
    private static OfacFact WithCountryOfValue(OfacFact fact)
    {
        var open = fact.Country is null && fact.Value.EndsWith(')') ? fact.Value.LastIndexOf(" (", StringComparison.Ordinal) : -1;
        return open > 0 && CountryNames.TryFind(fact.Value[(open + 2)..^1], out _)
            ? fact with { Value = fact.Value[..open].TrimEnd(), Country = fact.Value[(open + 2)..^1] }
            : fact;
    }

    /// <summary>Types whose label says nothing that the type does not.</summary>
    private static bool IsPlain(IdentifierType type, string label) => type switch
    {
        IdentifierType.Passport => label == "Passport",
        IdentifierType.Phone => label != "Fax",
        IdentifierType.AircraftTail => label == "Aircraft Tail Number",
        IdentifierType.AircraftSerial => label.Contains("(MSN)", StringComparison.Ordinal),
        IdentifierType.CallSign => label == "Vessel Call Sign",
        IdentifierType.Imo or IdentifierType.Mmsi or IdentifierType.Bic or IdentifierType.Email or IdentifierType.Website
            or IdentifierType.Isin
            or IdentifierType.Duns or IdentifierType.Lei or IdentifierType.AircraftModeS or IdentifierType.DriverLicence => true,
        _ => false,
    };

    private static void AddWallet(PartyDraft draft, OfacFact fact)
    {
        var wallet = Wallet().Match($"{fact.Label} {fact.Value}");
        if (wallet.Success)
        {
            draft.Add(new Identifier(IdentifierType.Wallet, wallet.Groups["address"].Value) { Asset = wallet.Groups["asset"].Value });
        }
        else
        {
            draft.AddRemark($"{fact.Label} {fact.Value}");
        }
    }

    /// <summary>
    /// The number of "IMO 7406784"; on a ship's registration also seven bare digits whose check digit is right (the sum of the first six,
    /// weighted 7 to 2, ends in the seventh). Null where the value is another registration, such as "RS 150443".
    /// </summary>
    private static string? ImoOf(string value, bool mayBeBare)
    {
        var imo = Imo().Match(value);
        if (imo.Success)
        {
            return imo.Groups["number"].Value;
        }

        var bare = mayBeBare && value.Length == 7 && value.All(char.IsAsciiDigit);
        return bare && Enumerable.Range(0, 6).Sum(i => (value[i] - '0') * (7 - i)) % 10 == value[6] - '0' ? value : null;
    }

    private static Gender GenderOf(string value) => value.ToUpperInvariant() switch
    {
        "MALE" => Gender.Male,
        "FEMALE" => Gender.Female,
        _ => Gender.Unknown,
    };

    [GeneratedRegex(@"^IMO\s*(?<number>\d{6,7})$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Imo();

    [GeneratedRegex(@"^Digital Currency Address\s*-?\s*(?<asset>[A-Z0-9]{2,10})\s+(?<address>\S+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Wallet();
}

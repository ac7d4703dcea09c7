using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.EuFsf;

/// <summary>Births, citizenships, addresses and documents of EU entries.</summary>
internal static class EuFacts
{
    /// <summary>Adds a birth: its date and its place.</summary>
    public static void AddBirth(PartyDraft draft, EuObject birth)
    {
        var date = DateOf(birth);
        draft.AddBirthDate(date);
        if (!date.IsStated && (birth.Text("year") ?? birth.Text("birthdate")) is { } year)
        {
            draft.AddRemark(
                $"Date of birth: {birth.Text("dayOfMonth")}/{birth.Text("monthOfYear")}/{year} "
                    + $"({birth.Text("calendarType") ?? "calendar not stated"})");
        }

        draft.AddBirthPlace(Joined(birth, "place", "city", "region"), CountryOf(birth));
        AddRemarks(draft, "Birth", birth);
    }

    /// <summary>Adds a citizenship.</summary>
    public static void AddCitizenship(PartyDraft draft, EuObject citizenship)
    {
        draft.AddCitizenship(CountryOf(citizenship) is { IsStated: true } country ? country.Value : citizenship.Text("countryDescription"));
        AddRemarks(draft, "Citizenship", citizenship);
    }

    /// <summary>Adds an address.</summary>
    public static void AddAddress(PartyDraft draft, EuObject address)
    {
        var box = address.Text("poBox");
        draft.Add(new PartyAddress
        {
            Street = Join(address.Text("street"), box is null ? null : $"P.O. Box {box}", address.Text("place")),
            City = address.Text("city"),
            Region = address.Text("region"),
            PostalCode = address.Text("zipCode"),
            Country = CountryOf(address),
        });
        AddRemarks(draft, "Address", address);
    }

    /// <summary>Adds a way to reach the party, by its published label.</summary>
    public static void AddContact(PartyDraft draft, string? label, string? value)
    {
        if (value is null || PublishedValue.IsPlaceholder(value))
        {
            return;
        }

        var key = label?.ToUpperInvariant() ?? "";
        IdentifierType? type = key.Contains("PHONE", StringComparison.Ordinal) || key.Contains("FAX", StringComparison.Ordinal)
            || key.Contains("TEL", StringComparison.Ordinal) ? IdentifierType.Phone
            : key.Contains("MAIL", StringComparison.Ordinal) ? IdentifierType.Email
            : key.Contains("WEB", StringComparison.Ordinal) ? IdentifierType.Website
            : null;
        if (type is { } known)
        {
            draft.Add(new Identifier(known, value));
        }
        else
        {
            draft.AddRemark($"{label ?? "Contact"}: {value}");
        }
    }

    /// <summary>Adds a document; one without number becomes a remark.</summary>
    public static void AddDocument(PartyDraft draft, EuObject document)
    {
        var label = document.Text("identificationTypeDescription") ?? document.Text("identificationTypeCode") ?? "Document";
        var number = document.Text("number") ?? document.Text("latinNumber");
        if (number is null || !number.Any(char.IsLetterOrDigit))
        {
            AddRemarks(draft, label, document);
            return;
        }

        draft.Add(new Identifier(TypeOf(document.Text("identificationTypeCode"), label), number)
        {
            Country = CountryOf(document),
            Label = label,
            IssuedOn = PublishedDates.Find(document.Text("issueDate")),
            ExpiresOn = PublishedDates.Find(document.Text("validTo")),
            Note = NoteOf(document),
        });
        if (document.Text("latinNumber") is { } latin && latin != number)
        {
            draft.Add(new Identifier(TypeOf(document.Text("identificationTypeCode"), label), latin)
            { Country = CountryOf(document), Label = label });
        }
    }

    /// <summary>For the Islamic calendar day, month and year are hijri, while <c>birthdate</c> is already converted: only that one is
    /// used.</summary>
    private static PartialDate DateOf(EuObject birth)
    {
        var circa = birth.Is("circa") ? "circa " : "";
        if (birth.Text("birthdate") is { } day && PublishedDates.TryParse(circa + day, out var stated))
        {
            return stated;
        }

        if (birth.Text("yearRangeFrom") is { } from && birth.Text("yearRangeTo") is { } to
            && PublishedDates.TryParse($"{circa}{from} to {to}", out var range))
        {
            return range;
        }

        if (birth.Text("calendarType") is { } calendar && !calendar.Equals("GREGORIAN", StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var (year, month, date) = (birth.Text("year"), birth.Text("monthOfYear") ?? "0", birth.Text("dayOfMonth") ?? "0");
        return PublishedDates.Find(year is null ? null : $"{circa}{date}/{month}/{year}");
    }

    private static IdentifierType TypeOf(string? code, string label) => code?.ToUpperInvariant() switch
    {
        "PASSPORT" or "DIPLOMATIC" or "SERVICEID" or "TRAVELDOC" or "TRAVEL" => IdentifierType.Passport,
        "ID" or "SSN" or "BIRTHCERT" or "ELECTIONID" or "NATIONALID" => IdentifierType.NationalId,
        "FISCALCODE" or "TAXID" => IdentifierType.TaxId,
        "REGNUMBER" or "TRADELIC" => IdentifierType.RegistrationNumber,
        "DRIVINGLICENCE" or "DRIVING" => IdentifierType.DriverLicence,
        "RESIDENTPERM" or "RESIDENCE" => IdentifierType.ResidencePermit,
        "IMO" => IdentifierType.Imo,
        "SWIFTBIC" or "SWIFT" or "BIC" => IdentifierType.Bic,
        _ when label.Contains("passport", StringComparison.OrdinalIgnoreCase) => IdentifierType.Passport,
        _ when label.Contains("fiscal", StringComparison.OrdinalIgnoreCase) || label.Contains("tax", StringComparison.OrdinalIgnoreCase) =>
            IdentifierType.TaxId,
        _ when label.Contains("regist", StringComparison.OrdinalIgnoreCase) => IdentifierType.RegistrationNumber,
        _ => IdentifierType.Other,
    };

    private static string? NoteOf(EuObject document)
    {
        var notes = new[]
            { ("knownFalse", "false"), ("knownExpired", "expired"), ("reportedLost", "reported lost"),
            ("revokedByIssuer", "revoked by issuer"), ("diplomatic", "diplomatic") }
            .Where(flag => document.Is(flag.Item1)).Select(flag => flag.Item2)
            .Concat(document.Text("nameOnDocument") is { } name ? [$"in the name of {name}"] : [])
            .Concat(document.Text("issuedBy") is { } issuer ? [$"issued by {issuer}"] : [])
            .Concat(document.Remarks);
        return PublishedValue.Clean(string.Join("; ", notes));
    }

    private static CountryCode CountryOf(EuObject one) => CountryNames.Find(one.Text("countryIso2Code")) is { IsStated: true } code ? code
        : CountryNames.Find(one.Text("countryDescription"));

    private static string? Joined(EuObject one, params string[] attributes) => Join([.. attributes.Select(one.Text)]);

    private static string? Join(params string?[] parts)
        => PublishedValue.Clean(string.Join(", ", parts.Where(part => part is not null).Distinct(StringComparer.Ordinal)));

    private static void AddRemarks(PartyDraft draft, string what, EuObject one)
    {
        foreach (var remark in one.Remarks)
        {
            draft.AddRemark($"{what}: {remark}");
        }
    }
}

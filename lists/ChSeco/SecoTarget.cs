using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.ChSeco;

/// <summary>One target of the Swiss list as a party. Modification blocks repeat former states; only the state at the top is read.</summary>
internal static partial class SecoTarget
{
    /// <summary>What the target is.</summary>
    public static PartyKind KindOf(XElement target) =>
        target.Child("individual") is not null ? PartyKind.Individual
        : target.Child("entity") is not null ? PartyKind.Organization
        : target.Child("object")
            .Attr("object-type") switch
        { "vessel" => PartyKind.Vessel, "aircraft" => PartyKind.Aircraft, _ => PartyKind.Unknown };

    /// <summary>The country of an element by its code, else by its name.</summary>
    public static CountryCode CountryOf(XElement? country)
        => CountryNames.Find(country.Attr("iso-code")) is { IsStated: true } code ? code : CountryNames.Find(country.Text());

    /// <summary>Reads the target.</summary>
    public static void Read(PartyDraft draft, XElement target, SecoReferences references)
    {
        var body = target.Child("individual") ?? target.Child("entity") ?? target.Child("object");
        draft.Gender = body.Attr("sex") switch { "male" => Gender.Male, "female" => Gender.Female, _ => Gender.Unknown };
        AddDesignations(draft, target, references);
        foreach (var identity in body.Children("identity"))
        {
            SecoNames.Add(draft, identity);
            AddIdentity(draft, identity, references);
        }

        AddRemarks(draft, body);
        foreach (var relation in body.Children("relation"))
        {
            if (relation.Attr("target-id") is { } other && relation.Text("remark") is { } words)
            {
                draft.Add(new PartyRelation(relation.Attr("relation-type") ?? "related to", words)
                { Entry = ListEntryId.Of(SecoFormat.Code, other) });
            }
        }
    }

    private static void AddDesignations(PartyDraft draft, XElement target, SecoReferences references)
    {
        var listed = target.Children("modification").Where(one => one.Attr("modification-type") == "listed")
            .Select(one => PublishedDates.DayOf(one.Attr("effective-date"))).Min();
        var amended = target.Children("modification").Select(one => PublishedDates.DayOf(one.Attr("effective-date"))).Max();
        foreach (var id in target.Children("sanctions-set-id").Select(id => id.Text()))
        {
            var set = references.Set(id);
            draft.Add(new Designation(set?.Programme ?? $"sanctions set {id}")
            {
                Measures = set?.Measures ?? Measures.Partial,
                ListedOn = listed,
                AmendedOn = amended == listed ? null : amended,
                LegalBasis = set?.Name,
                Reference = target.Child("foreign-identifier").Text(),
            });
        }
    }

    private static void AddIdentity(PartyDraft draft, XElement identity, SecoReferences references)
    {
        foreach (var nationality in identity.Children("nationality").Select(one => one.Child("country")))
        {
            draft.AddNationality(CountryOf(nationality) is { IsStated: true } country ? country.Value : nationality.Text());
        }

        foreach (var birth in identity.Children("day-month-year"))
        {
            AddBirthDate(draft, birth);
        }

        foreach (var place in identity.Children("place-of-birth").Select(one => references.Place(one.Attr("place-id"))).OfType<SecoPlace>())
        {
            draft.AddBirthPlace(string.Join(", ", new[] { place.Location, place.Area }.Where(part => part is not null)), place.Country);
        }

        foreach (var address in identity.Children("address"))
        {
            var place = references.Place(address.Attr("place-id"));
            var parts = new[] { address.Text("c-o"), address.Text("address-details"), address.Text("p-o-box") };
            draft.Add(new PartyAddress
            {
                Street = PublishedValue.Clean(string.Join(", ", parts.Where(part => part is not null))),
                City = place?.Location,
                Region = place?.Area,
                PostalCode = address.Text("zip-code"),
                Country = place?.Country ?? default,
            });
        }

        foreach (var document in identity.Children("identification-document"))
        {
            AddDocument(draft, document);
        }
    }

    private static void AddBirthDate(PartyDraft draft, XElement birth)
    {
        var (year, month, day) = (birth.Attr("year"), birth.Attr("month") ?? "0", birth.Attr("day") ?? "0");
        if (birth.Attr("calendar") is { } calendar && !calendar.Equals("Gregorian", StringComparison.OrdinalIgnoreCase))
        {
            draft.AddRemark(string.Create(CultureInfo.InvariantCulture, $"Date of birth: {day}/{month}/{year} ({calendar})"));
            return;
        }

        var date = PublishedDates.Find(year is null ? null : $"{(birth.Attr("quality") == "low" ? "circa " : "")}{day}/{month}/{year}");
        draft.AddBirthDate(date);
        draft.AddRemark(date.IsStated || year is null ? null : $"Date of birth not read: {day}/{month}/{year}");
    }

    private static void AddDocument(PartyDraft draft, XElement document)
    {
        var label = document.Attr("document-type");
        draft.Add(new Identifier(TypeOf(label), document.Text("number") ?? "")
        {
            Country = CountryOf(document.Child("issuer")),
            Label = label,
            IssuedOn = PublishedDates.Find(document.Text("date-of-issue")),
            ExpiresOn = PublishedDates.Find(document.Text("expiry-date")),
            Note = document.Text("remark"),
        });
    }

    private static IdentifierType TypeOf(string? label) =>
        label is null ? IdentifierType.Other
        : label.Contains("passport", StringComparison.OrdinalIgnoreCase) ? IdentifierType.Passport
        : label.Contains("driv", StringComparison.OrdinalIgnoreCase) ? IdentifierType.DriverLicence
        : label.Contains("id", StringComparison.OrdinalIgnoreCase) ? IdentifierType.NationalId
        : IdentifierType.Other;

    /// <summary>Ships' IMO numbers stand in the free text; for other targets that number may belong to a related ship and stays
    /// text.</summary>
    private static void AddRemarks(PartyDraft draft, XElement? body)
    {
        foreach (var text in body.Children("justification").Concat(body.Children("other-information")).Select(one => one.Text())
            .OfType<string>())
        {
            draft.AddRemark(text);
            if (draft.Kind == PartyKind.Vessel && Imo().Match(text) is { Success: true } imo)
            {
                draft.Add(new Identifier(IdentifierType.Imo, imo.Groups["number"].Value));
            }
        }

        foreach (var attribute in body.Children("generic-attribute"))
        {
            draft.AddRemark($"{attribute.Attr("name")}: {attribute.Text()}");
        }
    }

    [GeneratedRegex(@"IMO\D{0,20}(?<number>\d{7})(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Imo();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UnSc;

/// <summary>Documents of UN entries. Types come in English, French and Spanish and with line breaks; numbers may hold a label of their
/// own.</summary>
internal static partial class UnDocuments
{
    /// <summary>Adds all documents that have a number; the note of one without number is kept as remark.</summary>
    public static void Add(PartyDraft draft, XElement entity)
    {
        foreach (var document in entity.Children("INDIVIDUAL_DOCUMENT"))
        {
            var type = document.Text("TYPE_OF_DOCUMENT2")?.TrimEnd(':') ?? document.Text("TYPE_OF_DOCUMENT");
            var number = document.Text("NUMBER");
            var note = document.Text("NOTE");
            if (number is null || !number.Any(char.IsLetterOrDigit) || PublishedValue.IsPlaceholder(number))
            {
                draft.AddRemark(note is null ? null : $"{type ?? "Document"}: {note}");
                continue;
            }

            var kind = TypeOf(type, document.Text("TYPE_OF_DOCUMENT"));
            draft.Add(new Identifier(kind, number)
            {
                Country = CountryNames.Find(document.Text("ISSUING_COUNTRY") ?? document.Text("COUNTRY_OF_ISSUE")),
                Label = type is null || IsPlain(kind, type) ? null : type,
                IssuedOn = PublishedDates.Find(document.Text("DATE_OF_ISSUE")),
                Note = note,
            });
        }
    }

    private static bool IsPlain(IdentifierType kind, string type) =>
        (kind == IdentifierType.Passport && type is "Passport")
        || (kind == IdentifierType.NationalId && type is "National Identification Number");

    /// <summary>The finer of the two type elements decides; "passport" wins because national passports mention both.</summary>
    private static IdentifierType TypeOf(string? fine, string? coarse) => (fine, coarse) switch
    {
        ({ } text, _) when Passport().IsMatch(text) => IdentifierType.Passport,
        ({ } text, _) when Tax().IsMatch(text) => IdentifierType.TaxId,
        ({ } text, _) when Licence().IsMatch(text) => IdentifierType.DriverLicence,
        ({ } text, _) when Residence().IsMatch(text) => IdentifierType.ResidencePermit,
        ({ } text, _) when National().IsMatch(text) => IdentifierType.NationalId,
        (_, { } text) when Passport().IsMatch(text) => IdentifierType.Passport,
        (_, { } text) when National().IsMatch(text) => IdentifierType.NationalId,
        _ => IdentifierType.Other,
    };

    [GeneratedRegex("passport|pas(s)?eport|pasaporte|travel document", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Passport();

    [GeneratedRegex("fiscal|tax", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tax();

    [GeneratedRegex("driv|permis de conduire", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Licence();

    [GeneratedRegex("residen|visa|refugee", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Residence();

    [GeneratedRegex("identi|nationality|tazkira|social security|national number|birth|\\bID\\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex National();
}

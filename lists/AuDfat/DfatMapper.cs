using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.AuDfat;

/// <summary>Puts rows of the Australian workbook into parties; the facts of an entry repeat in every row of it.</summary>
internal static partial class DfatMapper
{
    /// <summary>What is listed.</summary>
    public static PartyKind KindOf(string? type) => type?.ToUpperInvariant() switch
    {
        "INDIVIDUAL" => PartyKind.Individual,
        "ENTITY" => PartyKind.Organization,
        "VESSEL" => PartyKind.Vessel,
        _ => PartyKind.Unknown,
    };

    /// <summary>Reads a row.</summary>
    public static void Read(PartyDraft draft, TableRow row, string name)
    {
        var kind = row["Name Type"]?.ToUpperInvariant() switch
        {
            "PRIMARY NAME" => NameKind.Primary,
            "ORIGINAL SCRIPT" =>
            NameKind.Variation,
            _ => NameKind.Alias
        };
        var strength = row["Alias Strength"]?.ToUpperInvariant() switch
        {
            "STRONG" => AliasStrength.Strong,
            "WEAK" =>
            AliasStrength.Weak,
            _ => AliasStrength.Unstated
        };
        foreach (var one in NotedName.Of(name))
        {
            draft.AddName(one.Text, one.IsFormer ? NameKind.FormerName : one.IsOriginal ? NameKind.Variation : kind, strength);
        }

        draft.Add(DesignationOf(row));
        AddBirthDates(draft, row["Date of Birth"]);
        foreach (var place in Pieces(row["Place of Birth"]))
        {
            draft.AddBirthPlace(place, CountryAtEnd(place));
        }

        foreach (var country in Pieces(row["Citizenship"]).SelectMany(Countries))
        {
            draft.AddCitizenship(country);
        }

        foreach (var address in Pieces(row["Address"]))
        {
            var country = CountryAtEnd(address);
            draft.Add(new PartyAddress
            {
                Street = country.IsStated && address.LastIndexOf(',') is > 0 and var comma
                ? address[..comma].Trim() : address,
                Country = country
            });
        }

        draft.Add(new Identifier(IdentifierType.Imo, row["IMO Number"] ?? ""));
        var information = row["Additional Information"];
        if (information is not null && UnReference().Match(information) is { Success: true } reference)
        {
            draft.Add(new Identifier(IdentifierType.Other, reference.Value) { Label = "UN reference number" });
        }

        draft.AddRemark(information);
    }

    private static Designation DesignationOf(TableRow row) => new(row["Committees"] ?? "AU")
    {
        Measures = (Is(row, "Targeted Financial Sanction") ? Measures.Freeze : Measures.None)
            | (Is(row, "Travel Ban") ? Measures.TravelBan : Measures.None)
            | (Is(row, "Arms Embargo") || Is(row, "Maritime Restriction") ? Measures.Partial : Measures.None),
        ListedOn = row["Listing Information"] is { } listing && FirstDay().Match(listing) is { Success: true } day
            ? PublishedDates.DayOf(day.Value) : null,
        AmendedOn = DateOf(row["Control Date"] ?? "") is { Precision: DatePrecision.Day } control ? control.Earliest : null,
        LegalBasis = row["Instrument of Designation"],
    };

    /// <summary>Cells hold days as serial numbers of the spreadsheet, or text: "1945, 1946", "Approximately 1960", dd/MM/yyyy.</summary>
    private static void AddBirthDates(PartyDraft draft, string? text)
    {
        if (text is null)
        {
            return;
        }

        if (DateOf(text) is { IsStated: true } only)
        {
            draft.AddBirthDate(only);
            return;
        }

        var dates = Pieces(text).SelectMany(piece => PublishedDates.ParseAll(piece)).ToList();
        draft.AddRemark(dates.Count == 0 ? $"Date of birth: {text}" : null);
        dates.ForEach(draft.AddBirthDate);
    }

    private static PartialDate DateOf(string text) =>
        text.Length == 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial)
            ? PartialDate.OfDay(DateOnly.FromDateTime(DateTime.FromOADate(serial)))
            : PublishedDates.Find(text);

    private static IEnumerable<string> Pieces(string? text)
        => NumberedText.Split(text).Where(piece => !PublishedValue.IsPlaceholder(piece));

    /// <summary>Commas separate countries, and stand inside the names of some ("Congo, Democratic Republic of the").</summary>
    private static IEnumerable<string> Countries(string text)
    {
        var pieces = text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < pieces.Length; i++)
        {
            var isJoined = i + 1 < pieces.Length && CountryNames.TryFind($"{pieces[i]}, {pieces[i + 1]}", out _);
            yield return isJoined ? $"{pieces[i]}, {pieces[++i]}" : pieces[i];
        }
    }

    private static CountryCode CountryAtEnd(string place) => CountryNames.Find(place[(place.LastIndexOf(',') + 1)..].Trim(' ', '.'));

    private static bool Is(TableRow row, string column) => row[column]?.ToUpperInvariant() is "1" or "YES" or "TRUE";

    [GeneratedRegex(@"\b\d{1,2} [A-Z][a-z]+\.? \d{4}\b", RegexOptions.CultureInvariant)]
    private static partial Regex FirstDay();

    [GeneratedRegex(@"\b[A-Z]{2}[ei]\.\d{3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex UnReference();
}

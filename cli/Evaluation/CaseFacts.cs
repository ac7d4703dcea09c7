using System.Collections.Immutable;
using System.Globalization;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Evaluation;

/// <summary>Facts of labelled cases in the words of their makers, read into ours. What cannot be read is not stated.</summary>
internal static class CaseFacts
{
    // Codes of two and of three letters, in any case.
    private const int CodeLetters = 3;

    // Month before day is how American record systems write a day; a day-first reading is never tried, because it would turn 3 December
    // into 12 March.
    private static readonly string[] DayForms = ["M/d/yyyy", "M/d/yy", "MMM d yyyy", "d-MMM-yy", "d MMM yyyy", "yyyy/MM/dd"];

    // A birth year of two digits is in the past: 31 is 1931, 06 is 2006.
    private static readonly CultureInfo TwoDigitYearsInThePast = PastYears(2029);

    /// <summary>The kind that a schema of the case files means.</summary>
    public static PartyKind Kind(string schema) => schema.ToUpperInvariant() switch
    {
        "PERSON" or "GIVEN-NAME" or "SURNAME" or "NAME-TOKEN" => PartyKind.Individual,
        "COMPANY" or "ORGANIZATION" or "ORGANISATION" or "PUBLICBODY" => PartyKind.Organization,
        "VESSEL" => PartyKind.Vessel,
        "AIRPLANE" or "AIRCRAFT" => PartyKind.Aircraft,
        _ => PartyKind.Unknown,
    };

    /// <summary>A date in ISO form or as <c>12/31/1978</c>, <c>Mar 1 1970</c>, <c>25-Jun-08</c>.</summary>
    public static PartialDate Date(string? text)
    {
        if (PartialDate.TryParse(text, out var date))
        {
            return date;
        }

        return DateOnly.TryParseExact(text, DayForms, TwoDigitYearsInThePast, DateTimeStyles.None, out var day) ? PartialDate.OfDay(day)
            : default;
    }

    /// <summary>Of a subject's dates, the one that agrees best with a party's: where several are stated, the best relation
    /// counts.</summary>
    public static PartialDate Nearest(IEnumerable<PartialDate> stated, ImmutableArray<PartialDate> listed) =>
        stated.Where(date => date.IsStated).OrderBy(date => BirthDateFeature.Compare(date, listed).Relation).FirstOrDefault();

    /// <summary>Countries by code or English name, several separated by semicolons.</summary>
    public static ImmutableArray<CountryCode> Countries(string? text) =>
        [.. (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(name => CountryNames.Find(name.Length <= CodeLetters ? name.ToUpperInvariant() : name)).Where(code => code.IsStated)];

    /// <summary>A gender as <c>M</c>, <c>male</c> and the like.</summary>
    public static Gender GenderOf(string? text) => text?.ToUpperInvariant() switch
    {
        "M" or "MALE" => Gender.Male,
        "F" or "FEMALE" => Gender.Female,
        _ => Gender.Unknown,
    };

    private static CultureInfo PastYears(int last)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar.TwoDigitYearMax = last;
        return culture;
    }
}

using System.Globalization;

namespace Compliance.ScreeningCore.Parties;

/// <summary>How much of a date is known.</summary>
public enum DatePrecision
{
    /// <summary>Nothing: the default value of <see cref="PartialDate"/>.</summary>
    None,

    /// <summary>Year, month and day.</summary>
    Day,

    /// <summary>Year and month.</summary>
    Month,

    /// <summary>Year only.</summary>
    Year,

    /// <summary>Somewhere between two dates, each of its own precision.</summary>
    Range,
}

/// <summary>
/// A date as the source knows it: a day, a month, a year, or a range, possibly "circa". It is the span of days the true date may lie in;
/// it never pretends to be a day it is not. The default value means "not stated".
/// </summary>
public readonly record struct PartialDate
{
    private PartialDate(DateOnly earliest, DateOnly latest, DatePrecision precision, bool circa) =>
        (Earliest, Latest, Precision, IsCirca) = (earliest, latest, precision, circa);

    /// <summary>First day the true date may be (before any allowance for circa).</summary>
    public DateOnly Earliest { get; }

    /// <summary>Last day the true date may be (before any allowance for circa).</summary>
    public DateOnly Latest { get; }

    /// <summary>How much is known.</summary>
    public DatePrecision Precision { get; }

    /// <summary>True where the publisher wrote "circa", "approximately" or the like.</summary>
    public bool IsCirca { get; }

    /// <summary>True where a date is stated.</summary>
    public bool IsStated => Precision != DatePrecision.None;

    /// <summary>A full date.</summary>
    public static PartialDate OfDay(DateOnly day, bool circa = false) => new(day, day, DatePrecision.Day, circa);

    /// <summary>A month of a year, months 1 to 12.</summary>
    public static PartialDate OfMonth(int year, int month, bool circa = false)
    {
        var first = new DateOnly(year, month, 1);
        return new PartialDate(first, first.AddMonths(1).AddDays(-1), DatePrecision.Month, circa);
    }

    /// <summary>A whole year, 1 to 9999.</summary>
    public static PartialDate OfYear(int year, bool circa = false)
        => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31), DatePrecision.Year, circa);

    /// <summary>From the first day of one date to the last day of the other.</summary>
    /// <exception cref="ArgumentException">The range ends before it begins, or an end is not stated.</exception>
    public static PartialDate OfRange(PartialDate from, PartialDate to)
    {
        if (!from.IsStated || !to.IsStated || to.Latest < from.Earliest)
        {
            throw new ArgumentException($"The range {from} to {to} has no days.", nameof(to));
        }

        return new PartialDate(from.Earliest, to.Latest, DatePrecision.Range, from.IsCirca || to.IsCirca);
    }

    /// <summary>
    /// Reads the written form: <c>1976-10-05</c>, <c>1976-10</c>, <c>1976</c>, <c>1960..1965-03</c> for a range, each with <c>~</c> in
    /// front for circa.
    /// </summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (string.IsNullOrEmpty(text) || text.Length > 32)
        {
            return false;
        }

        var circa = text[0] == '~';
        var body = circa ? text[1..] : text;
        var dots = body.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            return TryParseSingle(body, circa, out date);
        }

        if (!TryParseSingle(body[..dots], circa, out var from) || !TryParseSingle(body[(dots + 2)..], circa, out var to)
            || to.Latest < from.Earliest)
        {
            return false;
        }

        date = OfRange(from, to);
        return true;
    }

    /// <summary>Reads the written form of <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not a partial date.</exception>
    public static PartialDate Parse(string text) => TryParse(text, out var date)
        ? date
        : throw new FormatException($"'{text}' is not a date: write yyyy-MM-dd, yyyy-MM or yyyy, a range as yyyy..yyyy, circa as ~yyyy.");

    /// <summary>The written form that <see cref="TryParse"/> reads; empty where not stated.</summary>
    public override string ToString()
    {
        var circa = IsCirca ? "~" : "";
        return Precision switch
        {
            DatePrecision.Day => circa + Day(Earliest),
            DatePrecision.Month => circa + Day(Earliest)[..7],
            DatePrecision.Year => circa + Day(Earliest)[..4],
            DatePrecision.Range => circa + EndOf(Earliest, atStart: true) + ".." + EndOf(Latest, atStart: false),
            DatePrecision.None => "",
            _ => throw new InvalidOperationException($"Unknown precision {Precision}."),
        };
    }

    private static string EndOf(DateOnly day, bool atStart) => atStart
        ? day is { Month: 1, Day: 1 } ? Day(day)[..4] : Day(day)
        : day is { Month: 12, Day: 31 } ? Day(day)[..4] : Day(day);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool TryParseSingle(string text, bool circa, out PartialDate date)
    {
        date = default;
        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            date = OfDay(day, circa);
        }
        else if (text.Length == 7
            && DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            date = OfMonth(month.Year, month.Month, circa);
        }
        else if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 1)
        {
            date = OfYear(year, circa);
        }

        return date.IsStated;
    }
}

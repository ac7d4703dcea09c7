using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>The ADVANCED and ENHANCED forms write every date as a first and a last day; a whole month or year means that no more is
/// known.</summary>
internal static class OfacSpans
{
    /// <summary>The date of a span; the default value where the first day is not stated or the span is empty.</summary>
    public static PartialDate Read(DateOnly? first, DateOnly? last, bool circa)
    {
        if (first is not { } from)
        {
            return default;
        }

        var to = last ?? from;
        var wholeYears = from is { Month: 1, Day: 1 } && to is { Month: 12, Day: 31 };
        var wholeMonths = from.Day == 1 && to.AddDays(1).Day == 1;
        return to < from ? default
            : to == from ? PartialDate.OfDay(from, circa)
            : wholeYears && from.Year == to.Year ? PartialDate.OfYear(from.Year, circa)
            : wholeMonths && (from.Year, from.Month) == (to.Year, to.Month) ? PartialDate.OfMonth(from.Year, from.Month, circa)
            : PartialDate.OfRange(PartialDate.OfDay(from, circa), PartialDate.OfDay(to, circa));
    }

    /// <summary>A date as the flat forms write it: <c>10 Dec 1948</c>, <c>Dec 1948</c>, <c>circa 1948</c>, <c>01 Mar 1962 to 31 Mar
    /// 1963</c>.</summary>
    public static string TextOf(PartialDate date)
    {
        var circa = date.IsCirca ? "circa " : "";
        return date.Precision switch
        {
            DatePrecision.Day => circa + date.Earliest.ToString("dd MMM yyyy", CultureInfo.InvariantCulture),
            DatePrecision.Month => circa + date.Earliest.ToString("MMM yyyy", CultureInfo.InvariantCulture),
            DatePrecision.Year => circa + date.Earliest.ToString("yyyy", CultureInfo.InvariantCulture),
            DatePrecision.Range =>
                $"{circa}{date.Earliest.ToString("dd MMM yyyy", CultureInfo.InvariantCulture)} to "
                + $"{date.Latest.ToString("dd MMM yyyy", CultureInfo.InvariantCulture)}",
            DatePrecision.None => "",
            _ => throw new InvalidOperationException($"Unknown precision {date.Precision}."),
        };
    }
}

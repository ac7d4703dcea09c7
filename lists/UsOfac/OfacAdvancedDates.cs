using System.Globalization;
using System.Xml.Linq;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.UsOfac;

/// <summary>Dates of the ADVANCED form.</summary>
internal static class OfacAdvancedDates
{
    /// <summary>The day of an element with Year, Month and Day; null where it is no day.</summary>
    public static DateOnly? DayOf(XElement? element) => DayOf(element.Text("Year"), element.Text("Month"), element.Text("Day"));

    /// <summary>The day of three numbers; null where they are no day.</summary>
    public static DateOnly? DayOf(string? year, string? month, string? day) =>
        int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is >= 1 and <= 9999
        && int.TryParse(month ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m is >= 1 and <= 12
        && int.TryParse(day ?? "1", NumberStyles.None, CultureInfo.InvariantCulture, out var d) && d >= 1 && d <= DateTime.DaysInMonth(y, m)
            ? new DateOnly(y, m, d)
            : null;

    /// <summary>A DatePeriod: from the first day of its start to the last day of its end.</summary>
    public static PartialDate Read(XElement? period)
    {
        var (start, end) = (period.Child("Start"), period.Child("End"));
        var circa = start.Attr("Approximate") == "true" || end.Attr("Approximate") == "true";
        return OfacSpans.Read(DayOf(start.Child("From")), DayOf(end.Child("To")) ?? DayOf(start.Child("To")), circa);
    }
}

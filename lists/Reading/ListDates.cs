using System.Globalization;
using System.Text.RegularExpressions;

namespace Compliance.Lists.Reading;

/// <summary>The date that a path gives a file: <c>2024-05-03</c>, <c>2025-12</c>, <c>2026-08_rebuilt</c>, <c>mof_2026-03-05</c>,
/// <c>20250929_4.xlsx</c>.</summary>
public static partial class ListDates
{
    /// <summary>The date of the innermost part of the path that bears one; a month counts as its first day, so that a day of the same month
    /// is newer. Null where none does.</summary>
    public static DateTimeOffset? OfPath(string path)
    {
        foreach (var part in path.Split('/').Reverse())
        {
            var match = Shape().Match(part);
            if (!match.Success)
            {
                continue;
            }

            var day = match.Groups["d"].Success ? match.Groups["d"].Value : "01";
            if (DateOnly.TryParseExact($"{match.Groups["y"].Value}{match.Groups["m"].Value}{day}", "yyyyMMdd",
                CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            }
        }

        return null;
    }

    [GeneratedRegex(@"(?<!\d)(?<y>20\d\d|19\d\d)(?:-(?<m>\d\d)(?:-(?<d>\d\d))?|(?<m>\d\d)(?<d>\d\d))(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}

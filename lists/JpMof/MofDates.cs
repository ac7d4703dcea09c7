using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.JpMof;

/// <summary>Dates as the Japanese lists write them: 1941年8月20日, 1963年頃, 1955年-1958年, 2001.9.22, serial numbers of the
/// spreadsheet.</summary>
internal static partial class MofDates
{
    /// <summary>All dates of a cell, in the order they stand.</summary>
    public static IEnumerable<PartialDate> All(string? text)
    {
        if (PublishedValue.Clean(text)?.Normalize(NormalizationForm.FormKC) is not { } body)
        {
            return [];
        }

        if (body.Length == 5 && int.TryParse(body, NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return [PartialDate.OfDay(DateOnly.FromDateTime(DateTime.FromOADate(serial)))];
        }

        var japanese = Japanese().Matches(body);
        return japanese.Count > 0 ? japanese.Select(Read).Where(date => date.IsStated)
            : PublishedDates.TryParse(body, out var only) ? [only]
            : Dotted().Matches(body)
                .Select(match => PublishedDates.Find(match.Value.Replace('.', '-'), SlashOrder.DayFirst) is { IsStated: true } date ? date
                : Read(match)).Where(date => date.IsStated);
    }

    private static PartialDate Read(Match match)
    {
        var from = Single(match, "y", "m", "d");
        var circa = match.Groups["circa"].Success;
        if (match.Groups["y2"].Success && Single(match, "y2", "m2", "d2") is { IsStated: true } to && from.IsStated
            && to.Latest >= from.Earliest)
        {
            from = PartialDate.OfRange(from, to);
        }

        return circa && from.IsStated ? PartialDate.Parse("~" + from) : from;
    }

    private static PartialDate Single(Match match, string year, string month, string day) => PublishedDates.Find(
        $"{Part(match, day)}/{Part(match, month)}/{match.Groups[year].Value}");

    private static string Part(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : "0";

    [GeneratedRegex(@"(?<y>\d{4}) ?年(?: ?(?<m>\d{1,2}) ?月(?: ?(?<d>\d{1,2}) ?日)?)?(?<circa>頃)?(?:\s*(?:-|~|から|ー|―|–)\s*(?<y2>\d{4}) ?年(?: ?(?<m2>\d{1,2}) ?月(?: ?(?<d2>\d{1,2}) ?日)?)?(?<circa>頃)?)?", RegexOptions.CultureInvariant)]
    private static partial Regex Japanese();

    [GeneratedRegex(@"(?<!\d)(?<y>(?:19|20)\d\d)[./](?<m>\d{1,2})[./](?<d>\d{1,2})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Dotted();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Reading;

/// <summary>Which part comes first in dates written with slashes.</summary>
public enum SlashOrder
{
    /// <summary>dd/MM/yyyy: the United Kingdom, the EU, Australia.</summary>
    DayFirst,

    /// <summary>MM/dd/yyyy: the United States.</summary>
    MonthFirst,
}

/// <summary>
/// Reads dates as publishers write them into <see cref="PartialDate"/>, without inventing precision: "circa 1965", "Mar 1961", "1962 to
/// 1964",
/// "01 Feb 1970 to 28 Feb 1970", "1956-1958", "Approximately 1980", "dd/mm/1945", "00/00/1980", "1970s", "1976-10-05".
/// </summary>
public static partial class PublishedDates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Reads one date or range; false where the text is something else.</summary>
    public static bool TryParse(string? text, out PartialDate date, SlashOrder order = SlashOrder.DayFirst)
    {
        date = default;
        var body = PublishedValue.Clean(text)?.Trim('.', ',', ';', ' ');
        if (string.IsNullOrEmpty(body) || body.Length > 80)
        {
            return false;
        }

        var circa = Circa().Match(body);
        if (circa.Success)
        {
            body = body[circa.Length..].Trim();
        }

        if (!TryParseRange(body, order, out date) && !TryParseSingle(body, order, out date))
        {
            return false;
        }

        date = circa.Success ? AsCirca(date) : date;
        return true;
    }

    /// <summary>Reads one date or range; the default value where the text is something else.</summary>
    public static PartialDate Find(string? text, SlashOrder order = SlashOrder.DayFirst)
        => TryParse(text, out var date, order) ? date : default;

    /// <summary>Reads several dates joined by "or", "and", commas, semicolons or bars; pieces that are no dates are left out.</summary>
    public static ImmutableArray<PartialDate> ParseAll(string? text, SlashOrder order = SlashOrder.DayFirst)
    {
        if (TryParse(text, out var only, order))
        {
            return [only];
        }

        var dates = ImmutableArray.CreateBuilder<PartialDate>();
        foreach (var piece in Separators().Split(text ?? ""))
        {
            if (TryParse(piece, out var date, order) && !dates.Contains(date))
            {
                dates.Add(date);
            }
        }

        return dates.ToImmutable();
    }

    /// <summary>The day of a date that is known to the day; null for coarser ones.</summary>
    public static DateOnly? DayOf(string? text, SlashOrder order = SlashOrder.DayFirst) =>
        TryParse(text, out var date, order) && date is { Precision: DatePrecision.Day, IsCirca: false } ? date.Earliest : null;

    private static PartialDate AsCirca(PartialDate date)
        => PartialDate.TryParse(date.IsCirca ? date.ToString() : "~" + date, out var circa) ? circa : date;

    private static bool TryParseRange(string body, SlashOrder order, out PartialDate date)
    {
        date = default;
        var range = Range().Match(body);
        if (!range.Success
            || !TryParseSingle(range.Groups["to"].Value, order, out var to)
            || !TryParseSingle(CompleteFrom(range.Groups["from"].Value, to), order, out var from)
            || to.Latest < from.Earliest)
        {
            return false;
        }

        date = PartialDate.OfRange(from, to);
        return true;
    }

    /// <summary>"Aug to Sep 1977": the first end borrows the year of the second.</summary>
    private static string CompleteFrom(string from, PartialDate to) =>
        MonthOf(from.Trim().TrimEnd('.')) > 0 ? $"{from.Trim()} {to.Latest.Year.ToString(CultureInfo.InvariantCulture)}" : from;

    private static bool TryParseSingle(string text, SlashOrder order, out PartialDate date)
    {
        date = default;
        var body = text.Trim().TrimEnd('.', ',');
        return TryIso(body, out date) || TryDecade(body, out date) || TryWords(body, out date) || TryNumbers(body, order, out date);
    }

    private static bool TryIso(string body, out PartialDate date)
    {
        date = default;
        var time = body.IndexOf('T', StringComparison.Ordinal);
        var day = time == 10 ? body[..10] : body;
        return IsoShape().IsMatch(day) && day.IndexOf("-00", StringComparison.Ordinal) < 0 && PartialDate.TryParse(day, out date);
    }

    private static bool TryDecade(string body, out PartialDate date)
    {
        date = default;
        var decade = Decade().Match(body);
        if (!decade.Success || !TryYear(decade.Groups["year"].Value, out var first))
        {
            return false;
        }

        var (from, to) = decade.Groups["part"].Value.ToUpperInvariant() switch
        {
            "EARLY" => (first, first + 3),
            "MID" => (first + 3, first + 6),
            "LATE" => (first + 6, first + 9),
            _ => (first, first + 9),
        };
        date = PartialDate.OfRange(PartialDate.OfYear(from, circa: true), PartialDate.OfYear(to));
        return true;
    }

    /// <summary>"10 Dec 1948", "Dec 1948", "December 10, 1948", "Nov. 1973".</summary>
    private static bool TryWords(string body, out PartialDate date)
    {
        date = default;
        var words = Words().Match(body);
        if (!words.Success || MonthOf(words.Groups["month"].Value) is not (> 0 and var month)
            || !TryYear(words.Groups["year"].Value, out var year))
        {
            return false;
        }

        var dayText = words.Groups["day"].Value + words.Groups["day2"].Value;
        if (dayText.Length == 0)
        {
            date = PartialDate.OfMonth(year, month);
            return true;
        }

        return TryDay(year, month, int.Parse(dayText, CultureInfo.InvariantCulture), out date);
    }

    /// <summary>"05/10/1976", "00/00/1980", "dd/mm/1945", "15.03.1961", "05/1973".</summary>
    private static bool TryNumbers(string body, SlashOrder order, out PartialDate date)
    {
        date = default;
        var parts = body.Split('/', '.', '-');
        if (parts.Length == 2 && body.Contains('/', StringComparison.Ordinal) && TryPart(parts[0], out var only) && only is > 0 and <= 12
            && TryYear(parts[1], out var yearOfMonth))
        {
            date = PartialDate.OfMonth(yearOfMonth, only);
            return true;
        }

        if (parts.Length != 3 || !TryYear(parts[2], out var year))
        {
            return false;
        }

        var (dayText, monthText) = order == SlashOrder.DayFirst ? (parts[0], parts[1]) : (parts[1], parts[0]);
        if (!TryPart(dayText, out var day) || !TryPart(monthText, out var month) || month > 12)
        {
            return false;
        }

        date = month == 0 ? PartialDate.OfYear(year) : day == 0 ? PartialDate.OfMonth(year, month) : default;
        return date.IsStated || TryDay(year, month, day, out date);
    }

    private static bool TryPart(string text, out int value)
    {
        value = 0;
        return text.Length is 1 or 2 && (text.All(letter => letter is 'd' or 'm' or 'D' or 'M')
            || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value));
    }

    private static bool TryDay(int year, int month, int day, out PartialDate date)
    {
        var exists = day >= 1 && day <= DateTime.DaysInMonth(year, month);
        date = exists ? PartialDate.OfDay(new DateOnly(year, month, day)) : default;
        return exists;
    }

    private static bool TryYear(string text, out int year) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && text.Length == 4 && year >= 1;

    private static int MonthOf(string text)
    {
        var key = text.Length >= 3 ? text[..3] : "";
        var known = text.All(char.IsAsciiLetter) && text.Length is >= 3 and <= 9;
        return known ? Array.FindIndex(Months, month => month.Equals(key, StringComparison.OrdinalIgnoreCase)) + 1 : 0;
    }

    [GeneratedRegex(@"^(circa|approximately|approx\.?|about|around|c\.|ca\.?|~|born in the|born in|born)\s*(?=[\dA-Za-z])(?!.*\bcirca\b)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Circa();

    [GeneratedRegex(@"^(?:between\s+)?(?<from>.+?)\s*(?:\bto\b|\band\b|–|(?<=^\s*(?:between\s+)?\d{4}\s*)-(?=\s*\d{4}$))\s*(?:circa\s+)?(?<to>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\d{4}(-\d{2}(-\d{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoShape();

    [GeneratedRegex(@"^(?:the\s+)?(?:(?<part>early|mid|late)[ -])?(?<year>\d{3}0)'?s$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decade();

    [GeneratedRegex(@"^(?:(?<day>\d{1,2})(?:st|nd|rd|th)?[ -]+)?(?<month>[A-Za-z]{3,9})\.?(?:[ ]+(?<day2>\d{1,2})(?:st|nd|rd|th)?,)?[, -]+(?<year>\d{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"\s*(?:\bor\b|\band\b|[,;|])\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Separators();
}

namespace Compliance.ScreeningCore.Review;

/// <summary>
/// Federal holidays of the United States as observed (5 U.S.C. 6103; Executive Order 11582): on Saturday the Friday before, on Sunday the
/// Monday after. Juneteenth counts from 2021 (Public Law 117-17). Inauguration Day, a holiday around Washington only, does not count.
/// </summary>
public static class FederalHolidays
{
    /// <summary>True where the day is observed as a federal holiday.</summary>
    public static bool IsHoliday(DateOnly day) =>
        Of(day.Year).Contains(day) || (day is { Month: 12, Day: 31 } && Observed(new DateOnly(day.Year + 1, 1, 1)) == day);

    /// <summary>The holidays of a year on the days they are observed; New Year's Day may fall on the last day of the year before.</summary>
    public static IEnumerable<DateOnly> Of(int year)
    {
        yield return Observed(new DateOnly(year, 1, 1));
        yield return Nth(year, 1, DayOfWeek.Monday, 3);
        yield return Nth(year, 2, DayOfWeek.Monday, 3);
        yield return Last(year, 5, DayOfWeek.Monday);
        if (year >= 2021)
        {
            yield return Observed(new DateOnly(year, 6, 19));
        }

        yield return Observed(new DateOnly(year, 7, 4));
        yield return Nth(year, 9, DayOfWeek.Monday, 1);
        yield return Nth(year, 10, DayOfWeek.Monday, 2);
        yield return Observed(new DateOnly(year, 11, 11));
        yield return Nth(year, 11, DayOfWeek.Thursday, 4);
        yield return Observed(new DateOnly(year, 12, 25));
    }

    private static DateOnly Observed(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    private static DateOnly Nth(int year, int month, DayOfWeek weekday, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((((int)weekday - (int)first.DayOfWeek + 7) % 7) + (7 * (nth - 1)));
    }

    private static DateOnly Last(int year, int month, DayOfWeek weekday)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)weekday + 7) % 7));
    }
}

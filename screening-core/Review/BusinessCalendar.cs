namespace Compliance.ScreeningCore.Review;

/// <summary>Which days are business days. Days are days of UTC.</summary>
/// <param name="isHoliday">True for a holiday that may fall on a weekday.</param>
public sealed class BusinessCalendar(Func<DateOnly, bool> isHoliday)
{
    /// <summary>Monday to Friday without the federal holidays of the United States.</summary>
    public static BusinessCalendar UnitedStates { get; } = new(FederalHolidays.IsHoliday);

    /// <summary>True where the day is a business day.</summary>
    public bool IsBusinessDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !isHoliday(day);

    /// <summary>The day that is a number of business days after another; the first day does not count (as in 31 CFR 501.603: "within 10
    /// business days").</summary>
    public DateOnly Add(DateOnly day, int businessDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(businessDays);
        for (var left = businessDays; left > 0;)
        {
            day = day.AddDays(1);
            if (IsBusinessDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>Business days after the first day up to and including the last; 0 where the last is not later.</summary>
    public int Between(DateOnly first, DateOnly last)
    {
        var count = 0;
        for (var day = first; day < last;)
        {
            day = day.AddDays(1);
            if (IsBusinessDay(day))
            {
                count++;
            }
        }

        return count;
    }
}

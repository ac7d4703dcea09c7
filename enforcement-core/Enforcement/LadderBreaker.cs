using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Automatic actions of a time.</summary>
/// <param name="At">Where the time begins.</param>
/// <param name="Actions">How many.</param>
/// <param name="Subjects">How many subjects they touch, what is contained included.</param>
public sealed record LadderCount(DateTimeOffset At, int Actions, int Subjects);

/// <summary>How many automatic actions there were: of the last day by five minutes, of the last four weeks by day.</summary>
/// <param name="Recent">By five minutes, oldest first.</param>
/// <param name="Days">By day, oldest first.</param>
public sealed record LadderTraffic(ImmutableArray<LadderCount> Recent, ImmutableArray<LadderCount> Days)
{
    /// <summary>None yet.</summary>
    public static LadderTraffic None { get; } = new([], []);

    /// <summary>How often it was counted: an older state that is put back has a lower number.</summary>
    public long Number { get; init; }

    /// <summary>The sum of a time before a moment; the five minutes in which it begins count whole.</summary>
    public LadderCount Since(DateTimeOffset now, TimeSpan time)
    {
        var from = now - time - LadderBreaker.Step;
        var some = Recent.Where(one => one.At > from).ToList();
        return new LadderCount(now - time, some.Sum(one => one.Actions), some.Sum(one => one.Subjects));
    }
}

/// <summary>What opened the breaker.</summary>
/// <param name="Limit">Which bound: actions_hour, subjects_hour or subjects_day; counts_lost where they were changed by another
/// hand.</param>
/// <param name="Count">What there would have been.</param>
/// <param name="Bound">The most there may be.</param>
/// <param name="Active">How many subjects there are.</param>
public sealed record LadderTrip(string Limit, int Count, int Bound, int Active);

/// <summary>
/// Stops automatic actions before they touch many: a rule that is wrong is wrong for everybody it meets. It is asked before each action,
/// and counts it before it is taken, so a crash counts one too many and never one too few.
/// </summary>
public sealed record LadderBreaker
{
    /// <summary>The bounds in force; proposals.</summary>
    public static LadderBreaker Current { get; } = new();

    /// <summary>Counts are kept for so long each.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Most actions of an hour, as a multiple of the mean of the last four weeks.</summary>
    public int TimesMean { get; init; } = 3;

    /// <summary>Actions of an hour that are never too many, whatever the mean; one in a thousand subjects where that is more.</summary>
    public int FewestActions { get; init; } = 10;

    /// <summary>Of a thousand subjects fewer than this are touched in an hour.</summary>
    public int HourPermille { get; init; } = 5;

    /// <summary>Of a thousand subjects fewer than this are touched in a day.</summary>
    public int DayPermille { get; init; } = 10;

    /// <summary>Subjects touched in an hour that are never too many: a platform of a few hundred would else have no ladder.</summary>
    public int FewestSubjects { get; init; } = 4;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private const int DaysOfMean = 28;

    /// <summary>Asks for one more action.</summary>
    /// <param name="traffic">What there was.</param>
    /// <param name="now">The moment.</param>
    /// <param name="touched">Subjects that it would touch, 1 or more.</param>
    /// <param name="active">How many subjects there are.</param>
    /// <returns>The counts with it, or what it would break.</returns>
    public (LadderTraffic? Counted, LadderTrip? Trip) Ask(LadderTraffic traffic, DateTimeOffset now, int touched, int active)
    {
        var (hour, day) = (traffic.Since(now, Hour), traffic.Since(now, Day));
        var mean = traffic.Days.Where(one => one.At > now.AddDays(-DaysOfMean)).Sum(one => one.Actions) / (24.0 * DaysOfMean);
        var actions = (int)Math.Max(Math.Max(FewestActions, active / 1000), TimesMean * mean);
        var trip = hour.Actions + 1 > actions ? new LadderTrip("actions_hour", hour.Actions + 1, actions, active)
            : Over("subjects_hour", hour.Subjects + touched, HourPermille, FewestSubjects, active)
                ?? Over("subjects_day", day.Subjects + touched, DayPermille, 2 * FewestSubjects, active);
        return trip is null ? (Count(traffic, now, touched), null) : (null, trip);
    }

    /// <summary>What one action would break by its own size, whatever there was before: no rule is wrong by it, so the ladder goes on for
    /// others, and people decide on this one.</summary>
    /// <param name="touched">Subjects that it would touch.</param>
    /// <param name="active">How many subjects there are.</param>
    /// <returns>The bound of an hour, which is the least; null where the action fits in.</returns>
    public LadderTrip? Alone(int touched, int active) => Over("subjects_hour", touched, HourPermille, FewestSubjects, active);

    /// <summary>From when there is room for one more action that touches one subject; null where there is room now.</summary>
    /// <param name="traffic">What there was.</param>
    /// <param name="now">The moment.</param>
    /// <param name="active">How many subjects there are.</param>
    public DateTimeOffset? RoomFrom(LadderTraffic traffic, DateTimeOffset now, int active)
        => Ask(traffic, now, 1, active).Trip is null ? null : traffic.Recent.SelectMany(one => new[] { one.At + Hour + Step, one.At + Day
            + Step }).Where(at => at > now).Order().Cast<DateTimeOffset?>().FirstOrDefault(at => Ask(traffic, at!.Value, 1, active).Trip
                is null) ?? now + Day + Step;

    // Fewer than the share, so that the bound itself is never reached.
    private static LadderTrip? Over(string limit, int count, int permille, int fewest, int active)
    {
        var most = Math.Max(fewest, (int)((((long)active * permille) - 1) / 1000));
        return count > most ? new LadderTrip(limit, count, most, active) : null;
    }

    /// <summary>The counts with one more action.</summary>
    public static LadderTraffic Count(LadderTraffic traffic, DateTimeOffset now, int touched)
    {
        var step = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Step.Ticks), TimeSpan.Zero);
        var day = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Day.Ticks), TimeSpan.Zero);
        return new LadderTraffic(Added(traffic.Recent, step, touched, now - Day - Step),
            Added(traffic.Days, day, touched, now.AddDays(-DaysOfMean - 1)))
        { Number = traffic.Number + 1 };
    }

    private static ImmutableArray<LadderCount> Added(ImmutableArray<LadderCount> counts, DateTimeOffset at, int touched,
        DateTimeOffset from)
    {
        var last = counts.LastOrDefault(one => one.At == at) ?? new LadderCount(at, 0, 0);
        return [.. counts.Where(one => one.At > from && one.At != at)
            .Append(last with { Actions = last.Actions + 1, Subjects = last.Subjects + touched }).OrderBy(one => one.At)];
    }
}

using System.Collections.Immutable;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Alerts;

/// <summary>Alerts opened and decided on a day of UTC.</summary>
public sealed record DayOfWork(DateOnly Day, int Opened, int Decided);

/// <summary>Verdicts that count on findings of one list or gate.</summary>
public sealed record SourceResults(string Source, int FalsePositives, int TrueMatches)
{
    /// <summary>Share of false positives, 0 to 1.</summary>
    public double FalsePositiveShare => FalsePositives / (double)Math.Max(1, FalsePositives + TrueMatches);
}

/// <summary>How the work goes: counts of what is open now, and of what was decided in the period. Computed from the queue's rows in one
/// pass.</summary>
public sealed record WorkMeasures
{
    /// <summary>Days of the period.</summary>
    public const int Days = 30;

    /// <summary>Upper ends of the bands of age in days; the last band has none.</summary>
    public static ImmutableArray<int> AgeBands { get; } = [2, 10, 30];

    public required int Open { get; init; }

    /// <summary>Open alerts by age: up to 2 days, 3 to 10, 11 to 30, more.</summary>
    public required ImmutableArray<int> OpenByAge { get; init; }

    /// <summary>Open alerts by how they stand against their deadline.</summary>
    public required ImmutableSortedDictionary<ClockState, int> OpenByClock { get; init; }

    public required DateTimeOffset? OldestOpenedAt { get; init; }

    public required int AwaitingSecondPerson { get; init; }

    public required int Escalated { get; init; }

    public required int Decided { get; init; }

    public required int DecidedInTime { get; init; }

    /// <summary>Hours from opening to the last verdict: the middle one, and the one that nine of ten stay below; null where nothing was
    /// decided.</summary>
    public required (double Median, double NinetyPercent)? HoursToDecide { get; init; }

    public required int SentBack { get; init; }

    public required int Reopened { get; init; }

    public required ImmutableArray<SourceResults> Results { get; init; }

    /// <summary>The days of the period in order.</summary>
    public required ImmutableArray<DayOfWork> ByDay { get; init; }

    /// <summary>Share of decided alerts that were decided before their deadline, 0 to 1.</summary>
    public double InTimeShare => DecidedInTime / (double)Math.Max(1, Decided);

    /// <summary>Measures.</summary>
    /// <param name="open">Open alerts.</param>
    /// <param name="decided">Decided alerts of the period or more.</param>
    /// <param name="now">The moment.</param>
    internal static WorkMeasures Of(IReadOnlyList<QueueRow> open, IReadOnlyList<QueueRow> decided, DateTimeOffset now)
    {
        var last = DateOnly.FromDateTime(now.UtcDateTime);
        var first = last.AddDays(1 - Days);
        var inPeriod = decided.Where(row => DayOf(row.DecidedAt!.Value) >= first).ToList();
        var hours = inPeriod.Select(row => (row.DecidedAt!.Value - row.OpenedAt).TotalHours).Order().ToList();
        var opened = open.Concat(decided).GroupBy(row => DayOf(row.OpenedAt)).ToDictionary(group => group.Key, group => group.Count());
        var ended = inPeriod.GroupBy(row => DayOf(row.DecidedAt!.Value)).ToDictionary(group => group.Key, group => group.Count());
        var ages = new int[AgeBands.Length + 1];
        foreach (var row in open)
        {
            var days = (int)(now - row.OpenedAt).TotalDays;
            ages[AgeBands.Count(band => days > band)]++;
        }

        return new WorkMeasures
        {
            Open = open.Count,
            OpenByAge = [.. ages],
            OpenByClock = open.GroupBy(row => row.ClockAt(now)).ToImmutableSortedDictionary(group => group.Key, group => group.Count()),
            OldestOpenedAt = open.Count == 0 ? null : open.Min(row => row.OpenedAt),
            AwaitingSecondPerson = open.Count(row => row.AwaitingApproval > 0),
            Escalated = open.Count(row => row.Escalated),
            Decided = inPeriod.Count,
            DecidedInTime = inPeriod.Count(row => row.DecidedAt < row.DueAt),
            HoursToDecide = hours.Count == 0 ? null : (At(hours, 0.5), At(hours, 0.9)),
            SentBack = inPeriod.Concat(open).Sum(row => row.SentBack),
            Reopened = inPeriod.Concat(open).Sum(row => row.Reopened),
            Results = ResultsOf(inPeriod),
            ByDay = [.. Enumerable.Range(0, Days).Select(i => first.AddDays(i))
                .Select(day => new DayOfWork(day, opened.GetValueOrDefault(day), ended.GetValueOrDefault(day)))],
        };
    }

    private static ImmutableArray<SourceResults> ResultsOf(IEnumerable<QueueRow> rows) =>
    [
        .. rows.SelectMany(row => row.Results).Select(result => result.Split('=')).GroupBy(parts => parts[0], StringComparer.Ordinal)
            .Select(group =>
                new SourceResults(group.Key, group.Count(parts => parts[1] == nameof(Disposition.FalsePositive)),
                group.Count(parts => parts[1] == nameof(Disposition.TrueMatch))))
            .OrderByDescending(one => one.FalsePositives + one.TrueMatches).ThenBy(one => one.Source, StringComparer.Ordinal),
    ];

    /// <summary>The value below which a share of the sorted values lies (nearest rank).</summary>
    private static double At(List<double> sorted, double share)
        => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}

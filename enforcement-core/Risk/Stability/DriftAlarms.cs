using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Risk.Stability.DriftEvent>;

namespace Compliance.EnforcementCore.Risk.Stability;

/// <summary>Something that happened to the alarms of drift.</summary>
/// <param name="By">The service.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(DriftRaised), "raised")]
[JsonDerivedType(typeof(DriftEnded), "ended")]
public abstract record DriftEvent(OfficerId By, DateTimeOffset At);

/// <summary>Columns have moved, and that was not known yet.</summary>
/// <param name="By">The service.</param>
/// <param name="At">When.</param>
/// <param name="Model">SHA-256 of the model.</param>
/// <param name="Columns">What has moved, with the index and its bound; the bins are left out.</param>
public sealed record DriftRaised(OfficerId By, DateTimeOffset At, string Model, ImmutableArray<StabilityLine> Columns) : DriftEvent(By, At);

/// <summary>What had moved is as before again, or another model scores.</summary>
/// <param name="By">The service.</param>
/// <param name="At">When.</param>
/// <param name="Columns">Which columns.</param>
public sealed record DriftEnded(OfficerId By, DateTimeOffset At, ImmutableArray<string> Columns) : DriftEvent(By, At);

/// <summary>The alarms of drift: the fold of what happened to them. One that stands is not raised again.</summary>
public sealed record DriftAlarms
{
    /// <summary>None yet.</summary>
    public static DriftAlarms First { get; } = new();

    /// <summary>Those that stand, by column.</summary>
    public ImmutableSortedDictionary<string, DriftRaised> Open { get; private init; } =
        ImmutableSortedDictionary.Create<string, DriftRaised>(StringComparer.Ordinal);

    /// <summary>The last event; null where there was none.</summary>
    public DriftEvent? Last { get; private init; }

    /// <summary>How many events there were.</summary>
    public int Count { get; private init; }

    /// <summary>The alarms after one more event.</summary>
    public DriftAlarms Apply(DriftEvent happened) => (happened switch
    {
        DriftRaised one => this with { Open = Open.SetItems(one.Columns.Select(line => KeyValuePair.Create(line.Column, one))) },
        DriftEnded one => this with { Open = Open.RemoveRange(one.Columns) },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    }) with
    { Last = happened, Count = Count + 1 };

    /// <summary>A report that is older than the last change by less was overtaken by another instance; by more, a clock went
    /// back.</summary>
    private static readonly TimeSpan Overtaken = TimeSpan.FromHours(1);

    /// <summary>What a report changes: columns that moved since are raised once, those that are as before again end. A report that another
    /// instance overtook changes nothing.</summary>
    public Result Judge(DriftReport report)
    {
        if (Last is { } last && last.At >= report.At && last.At - report.At < Overtaken)
        {
            return Result.Happened();
        }

        string[] ended = [.. Open.Where(one => one.Value.Model != report.Model
            || report.Lines.Any(line => line.Column == one.Key && line.IsOver)).Select(one => one.Key)];
        StabilityLine[] raised = [.. report.Moved.Where(line => !Open.ContainsKey(line.Column) || ended.Contains(line.Column))
            .Select(line => line with { Bins = [] })];
        DriftEvent[] happened =
        [
            .. ended.Length == 0 ? Array.Empty<DriftEvent>() : [new DriftEnded(OfficerId.System, report.At, [.. ended])],
            .. raised.Length == 0 ? Array.Empty<DriftEvent>() : [new DriftRaised(OfficerId.System, report.At, report.Model, [.. raised])],
        ];
        return Result.Happened(happened);
    }
}

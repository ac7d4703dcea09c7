using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Signals;

/// <summary>The signals about one subject: the fold of their events, in whatever order they come.</summary>
public sealed record SubjectSignals
{
    /// <summary>No signal yet.</summary>
    public static SubjectSignals None { get; } = new();

    /// <summary>Signals by id, retracted ones included.</summary>
    public ImmutableSortedDictionary<string, Signal> All { get; private init; } =
        ImmutableSortedDictionary.Create<string, Signal>(StringComparer.Ordinal);

    /// <summary>Ids of those that were retracted.</summary>
    public ImmutableSortedSet<string> Retracted { get; private init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>When each of them was retracted first.</summary>
    private ImmutableSortedDictionary<string, DateTimeOffset> RetractedAt { get; init; } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>The signals as they stood at a moment: what was retracted later stands.</summary>
    public SubjectSignals AsOf(DateTimeOffset moment) => RetractedAt.Values.All(at => at <= moment) ? this
        : this with { Retracted = [.. RetractedAt.Where(one => one.Value <= moment).Select(one => one.Key)] };

    /// <summary>Those that stand, newest first.</summary>
    public IEnumerable<Signal> Standing => All.Values.Where(signal => !Retracted.Contains(signal.Id))
        .OrderByDescending(signal => signal.ObservedAt).ThenBy(signal => signal.Id, StringComparer.Ordinal);

    /// <summary>The signals after one more event.</summary>
    public SubjectSignals Apply(SignalEvent happened) => happened switch
    {
        SignalObserved one => All.ContainsKey(one.Signal.Id) ? this : this with { All = All.Add(one.Signal.Id, one.Signal) },
        SignalRetracted one => this with
        {
            Retracted = Retracted.Add(one.Signal),
            RetractedAt = RetractedAt.TryGetValue(one.Signal, out var before) && before <= one.At ? RetractedAt
                : RetractedAt.SetItem(one.Signal, one.At),
        },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };
}

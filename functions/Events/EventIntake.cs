using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Networks;

namespace Compliance.Functions.Events;

/// <summary>How taking an event in ended.</summary>
internal enum EventOutcome
{
    /// <summary>It was stored.</summary>
    Accepted,

    /// <summary>It was stored before.</summary>
    Duplicate,

    /// <summary>An event of this source and id is there already, with other content.</summary>
    Reused,

    /// <summary>Its subject belongs to another account than it says.</summary>
    Foreign,
}

/// <summary>
/// Takes events in. An event counts for its subject and for those around it (account, end user); each of them takes its share in one batch
/// of its own partition, with the event's id, so a share counts once however often it comes. The sender is answered when all shares are
/// stored: after a crash in between it sends again, and what is missing is added.
/// </summary>
internal sealed class EventIntake(ShareStore shares, NetworkIntake networks)
{
    /// <summary>Takes events in; their outcomes in their order.</summary>
    public async Task<EventOutcome[]> TakeAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellation)
    {
        var outcomes = new EventOutcome[events.Count];
        var taken = events.Select(happened => new TakenEvent(happened)).ToArray();
        var own = taken.Select((one, place) => (one, place)).GroupBy(pair => pair.one.Happened.Subject).ToList();
        await Task.WhenAll(own.Select(group => TakeOwnAsync(group.Key, [.. group], outcomes, cancellation)));
        var others = taken.Where((_, place) => outcomes[place] is EventOutcome.Accepted or EventOutcome.Duplicate)
            .DistinctBy(one => one.Row).SelectMany(one => one.Others.Select(subject => (subject, one))).GroupBy(pair => pair.subject)
            .ToList();
        await Task.WhenAll(others.Select(group => shares.TakeAsync(group.Key, [.. group.Select(pair => pair.one)], cancellation)));
        await networks.TakeAsync(events.Select((happened, place) => (happened, outcomes[place])).Where(one
            => one.Item2 is EventOutcome.Accepted or EventOutcome.Duplicate)
            .Select(one => (one.happened, one.Item2 == EventOutcome.Duplicate)), cancellation);
        return outcomes;
    }

    private async Task TakeOwnAsync(SubjectRef subject, List<(TakenEvent Event, int Place)> events, EventOutcome[] outcomes,
        CancellationToken cancellation)
    {
        // The same event twice in one batch is one event; another one under its id is refused as it would be later.
        foreach (var (first, again) in events.GroupBy(one => one.Event.Row)
            .SelectMany(group => group.Skip(1).Select(again => (group.First(), again))).ToList())
        {
            outcomes[again.Place] = first.Event.Whole == again.Event.Whole ? EventOutcome.Duplicate : EventOutcome.Reused;
            events.Remove(again);
        }

        var results = await shares.TakeAsync(subject, [.. events.Select(one => one.Event)], cancellation);
        for (var number = 0; number < events.Count; number++)
        {
            outcomes[events[number].Place] = results[number];
        }
    }
}

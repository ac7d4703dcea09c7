using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Storage;

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
internal sealed class EventIntake(SubjectStreamStore streams, EnforcementIndex index, LeadStore leads, TimeProvider time)
{
    /// <summary>The severity from which a signal is something to look into.</summary>
    private const int LeadSeverity = 3;
    private const int LargestShare = 60;
    private const int MostRounds = 200;
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Takes events in; their outcomes in their order.</summary>
    public async Task<EventOutcome[]> TakeAsync(IReadOnlyList<PlatformEvent> events, CancellationToken cancellation)
    {
        var outcomes = new EventOutcome[events.Count];
        var primary = events.Select((happened, place) => (happened, place)).GroupBy(pair => pair.happened.Subject).ToList();
        await Task.WhenAll(primary.Select(group => TakeOwnAsync(group.Key, [.. group], outcomes, cancellation)));
        var others = events.Where((_, place) => outcomes[place] is EventOutcome.Accepted or EventOutcome.Duplicate)
            .DistinctBy(happened => happened.Key).SelectMany(happened => EventFeatures.Of(happened).Select(change => change.Subject)
                .Concat(new[] { happened.Account, happened.EndUser }.OfType<SubjectRef>()).Where(subject => subject != happened.Subject)
                .Distinct().Select(subject => (subject, happened))).GroupBy(pair => pair.subject);
        await Task.WhenAll(others.Select(group => TakeShareAsync(group.Key, [.. group.Select(pair => pair.happened)], cancellation)));
        return outcomes;
    }

    private async Task TakeOwnAsync(SubjectRef subject, List<(PlatformEvent Event, int Place)> events, EventOutcome[] outcomes,
        CancellationToken cancellation)
    {
        // The same event twice in one batch is one event; another one under its id is refused as it would be later.
        foreach (var (first, again) in events.GroupBy(one => one.Event.Key)
            .SelectMany(group => group.Skip(1).Select(again => (group.First(), again))).ToList())
        {
            outcomes[again.Place] = EventShare.WholeJson(first.Event) == EventShare.WholeJson(again.Event) ? EventOutcome.Duplicate
                : EventOutcome.Reused;
            events.Remove(again);
        }

        var results = await TakeShareAsync(subject, [.. events.Select(one => one.Event)], cancellation);
        for (var number = 0; number < events.Count; number++)
        {
            outcomes[events[number].Place] = results[number];
        }
    }

    private async Task<EventOutcome[]> TakeShareAsync(SubjectRef subject, IReadOnlyList<PlatformEvent> events,
        CancellationToken cancellation)
    {
        var gate = _locks[(subject.GetHashCode() & int.MaxValue) % _locks.Length];
        await gate.WaitAsync(cancellation);
        try
        {
            var outcomes = new EventOutcome[events.Count];
            for (var (start, size) = (0, LargestShare); start < events.Count;)
            {
                var part = events.Skip(start).Take(size).ToList();
                if (await StoreAsync(subject, part, cancellation) is not { } stored)
                {
                    size = Math.Max(1, size / 2);
                    continue;
                }

                stored.CopyTo(outcomes, start);
                start += part.Count;
            }

            return outcomes;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Stores one batch; null where it is too large for one.</summary>
    private async Task<EventOutcome[]?> StoreAsync(SubjectRef subject, List<PlatformEvent> events, CancellationToken cancellation)
    {
        var outcomes = new EventOutcome[events.Count];
        var check = false;
        for (var round = 0; round < MostRounds; round++)
        {
            var share = new EventShare(await streams.FindAsync(subject, cancellation),
                await streams.RowAsync(subject, EnforcementRows.Counters, cancellation), time.GetUtcNow());
            for (var place = 0; place < events.Count; place++)
            {
                outcomes[place] = await KnownAsync(share, events[place], check, cancellation) ?? share.Add(events[place]);
            }

            if (share.IsEmpty)
            {
                return outcomes;
            }

            if (share.Operations > StorageLimits.MaxBatchOperations - 1)
            {
                return events.Count == 1 ? throw new InvalidDataException("One event takes more than a batch.") : null;
            }

            await AnnounceAsync(share, cancellation);
            switch (await streams.CommitAsync(share.Stream, share.Events, share.Rows(), cancellation))
            {
                case CommitResult.Committed:
                    return outcomes;
                case CommitResult.Conflict { Index: > 0, Kind: ConflictKind.Exists }:
                    check = true; // Some came before: look at each.
                    break;
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while its events were taken in.");
    }

    private async Task<EventOutcome?> KnownAsync(EventShare share, PlatformEvent happened, bool check, CancellationToken cancellation)
    {
        if (!check || await streams.RowAsync(share.Stream.Subject.Ref, EventShare.RowOf(happened), cancellation) is not { } row)
        {
            return null;
        }

        return row.Json == share.JsonOf(happened) ? EventOutcome.Duplicate : EventOutcome.Reused;
    }

    /// <summary>What points to the change is written before it, so that nothing is stored that nobody finds.</summary>
    private async Task AnnounceAsync(EventShare share, CancellationToken cancellation)
    {
        var subject = share.Stream.Subject.Ref;
        if (!share.Stream.Subject.IsKnown || (share.Parent is not null && !share.Stream.Subject.ParentSeen))
        {
            await (share.Parent is { } parent ? index.ContainsAsync(parent, subject, cancellation) : Task.CompletedTask);
            await (subject.Kind == SubjectKind.EndUser ? index.NamesAsync(subject, cancellation) : Task.CompletedTask);
        }

        foreach (var signal in share.Signals.Where(signal => signal.Severity >= LeadSeverity))
        {
            await leads.ReceiveAsync(LeadOf(signal), signal.Id, cancellation);
        }
    }

    private static Lead LeadOf(Signal signal) => new(Lead.IdOf(LeadSource.Detector, $"{signal.Subject}\n{signal.Type}"),
        LeadSource.Detector,
        signal.Id, signal.Type.Split('.')[0], signal.Subject, signal.Ground, signal.Text, signal.Severity, signal.CertaintyPercent, 1,
        signal.ObservedAt, signal.ObservedAt, null);
}

using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Functions.Events;

/// <summary>
/// Stores the shares of events, each in one batch of its subject's partition. Subjects do not wait for one another; of one subject the
/// shares follow each other, and as long as nobody else writes to it nothing is read again.
/// </summary>
internal sealed class ShareStore(SubjectStreamStore streams, CounterStore counters, CounterCache cache, EnforcementIndex index,
    LeadStore leads, LadderRows ladder, RiskModels models, TimeProvider time, EmbeddedStorage? embedded = null)
{
    /// <summary>The severity from which a signal is something to look into.</summary>
    private const int LeadSeverity = 3;

    /// <summary>Events of one batch, which leaves room for what is observed in them.</summary>
    private const int LargestShare = 80;
    private const int MostRounds = 200;
    private readonly SubjectGates _gates = new();

    /// <summary>Stores what events change for one subject; their outcomes in their order.</summary>
    public async Task<EventOutcome[]> TakeAsync(SubjectRef subject, IReadOnlyList<TakenEvent> events, CancellationToken cancellation)
    {
        using var _ = await _gates.EnterAsync(subject, cancellation);
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

    /// <summary>Stores one batch; null where it is too large for one.</summary>
    private async Task<EventOutcome[]?> StoreAsync(SubjectRef subject, List<TakenEvent> events, CancellationToken cancellation)
    {
        var outcomes = new EventOutcome[events.Count];
        var check = false;
        for (var round = 0; round < MostRounds; round++)
        {
            var stream = await streams.FoldedAsync(subject, cancellation, fenced: true);
            var known = (embedded is null ? null : cache.Take(stream)) ?? await counters.ReadAsync(subject, cancellation);
            var share = new EventShare(stream, known.All, await models.LearnedAsync(cancellation), time.GetUtcNow());
            for (var place = 0; place < events.Count; place++)
            {
                outcomes[place] = await KnownAsync(subject, events[place], check, cancellation) ?? share.Add(events[place]);
            }

            if (share.IsEmpty)
            {
                Keep(stream, known);
                return outcomes;
            }

            if (share.Operations > StorageLimits.MaxBatchOperations)
            {
                return events.Count == 1 ? throw new InvalidDataException("One event takes more than a batch.") : null;
            }

            var (result, after) = await CommitAsync(share, cancellation);
            switch (result)
            {
                case CommitResult.Committed:
                    known.Deltas.Add(share.DeltaRow);
                    await KeepAsync(after, known, cancellation);
                    return outcomes;
                case CommitResult.Conflict { Index: > 0, Kind: ConflictKind.Exists }:
                    check = true; // Some came before: look at each.
                    break;
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while its events were taken in.");
    }

    /// <summary>Stores a share. Where nothing but counts changes, the order in which shares are stored does not matter, and the head stays
    /// as it is.</summary>
    private async Task<(CommitResult Result, SubjectStream After)> CommitAsync(EventShare share, CancellationToken cancellation)
    {
        if (share.Events.Count == 0)
        {
            return (await streams.WriteBesideAsync(share.Stream, [.. share.Rows()], cancellation) switch
            {
                CommitResult.Conflict conflict => conflict with { Index = conflict.Index + 1 }, // As if the head had been the first.
                var result => result,
            }, share.Stream);
        }

        await AnnounceAsync(share, cancellation);
        var stored = await streams.CommitAsync(share.Stream, share.Events, share.Rows(), cancellation);
        if (stored.Result.Succeeded && ConcernsLadder(share))
        {
            await ladder.NoticeAsync(share.Stream.Subject.Ref, cancellation);
        }

        return stored;
    }

    // A proof of identity may meet what the ladder asked for.
    private static bool ConcernsLadder(EventShare share) => share.Signals.Any(signal => signal.WeightMilli > 0
        || signal.Type == DetectorCatalogue.Verified);

    /// <summary>Keeps counters for the next share; where many additions wait, they go into the sums first.</summary>
    private async Task KeepAsync(SubjectStream stream, SubjectCounters? known, CancellationToken cancellation)
    {
        if (known!.Deltas.Count >= CounterStore.MostDeltas)
        {
            // Where somebody else did so meanwhile, what is there is read again.
            known = await streams.WriteBesideAsync(stream, known.Gather(), cancellation) is CommitResult.Committed gathered
                ? new SubjectCounters(known.All, [], gathered.ETags[0]) : null;
        }

        if (known is not null)
        {
            Keep(stream, known);
        }
    }

    /// <summary>Where others write too, what they add would not be seen here.</summary>
    private void Keep(SubjectStream stream, SubjectCounters known)
    {
        if (embedded is not null)
        {
            cache.Keep(stream, known);
        }
    }

    private async Task<EventOutcome?> KnownAsync(SubjectRef subject, TakenEvent taken, bool check, CancellationToken cancellation)
    {
        if (!check || await streams.RowAsync(subject, taken.Row, cancellation) is not { } row)
        {
            return null;
        }

        // What was erased came before, whatever it was.
        return row.Json == taken.JsonFor(subject) || ErasedPayload.Is(row.Json) ? EventOutcome.Duplicate : EventOutcome.Reused;
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

        if (ConcernsLadder(share))
        {
            await ladder.AnnounceAsync(subject, cancellation);
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

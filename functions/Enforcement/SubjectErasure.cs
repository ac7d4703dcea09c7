using System.Text.Json;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Appeals;
using Compliance.Functions.Events;
using Compliance.Functions.Extraction;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Routing;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Erases what is known of a subject and of what it contains: platform events, counters, signals, what providers said of its identity,
/// links and aliases, the texts of notices and appeals with their files, why bands were set, what was written in leads and in actions on
/// operations that name it, why officers said that it belongs to others, its name in decisions about routes, what it used in the networks,
/// and its streams in the radar. That it was there, what contains it, merges, actions, strikes, and how appeals were decided remain,
/// because what holds must go on holding. A mark takes the place of what stood there and the log keeps the salted hash, so it verifies as
/// before. Two people agree; an interrupted erasure is finished from the log.
/// </summary>
internal sealed class SubjectErasure(IRecordStore records, SubjectStreamStore streams, StreamCommands commands, EnforcementIndex index,
    TwoPersonActs approvals, RouteDecisionStore routes, AppealFiles files, NetworkErasure networks, RadarErasure radar, LeadTexts leads,
    RowSeal seal, TimeProvider time, EmbeddedStorage? embedded = null)
{
    private const string Act = "subject.erase_known";
    private const int ChildrenAtATime = 500;

    /// <summary>Asks to erase a subject; done when a second person asks for the same.</summary>
    public async Task<(TwoPersonResult Result, Refusal? Refusal)> AskAsync(SubjectRef subject, string reason, Officer officer,
        CancellationToken cancellation)
    {
        var stream = await streams.FindAsync(subject, cancellation);
        if (!stream.Subject.IsKnown && !await routes.NamesAsync(subject, cancellation))
        {
            return (new TwoPersonResult.Nothing(), null);
        }

        if (await index.IsHeldAsync(subject, cancellation))
        {
            return (new TwoPersonResult.Nothing(), new Refusal(RefusalCode.LegalHold, "A legal hold stands on the subject."));
        }

        switch (await approvals.AskAsync(Act, subject.Key, reason, officer, ReviewPermission.EraseSubjects, cancellation))
        {
            case Agreement.Refused refused:
                return (new TwoPersonResult.Refused(refused.Refusal), null);
            case Agreement.Proposed proposed:
                return (new TwoPersonResult.Proposed(proposed.First), null);
            case Agreement.Agreed agreed:
                return (new TwoPersonResult.Done(), await EraseAsync(subject, agreed.First.Reason, officer, cancellation));
            case var other:
                throw new InvalidOperationException($"Unknown agreement {other.GetType()}.");
        }
    }

    /// <summary>Erases a subject and what it contains; two people agreed before. The refusal where a hold stands.</summary>
    public async Task<Refusal?> EraseAsync(SubjectRef subject, string reason, Officer officer, CancellationToken cancellation)
    {
        var refusal = await EraseOneAsync(subject, reason, officer, null, cancellation);
        await (refusal is null ? EmptyLogAsync(cancellation) : Task.CompletedTask);
        return refusal;
    }

    /// <summary>Erases the payloads of an erased subject, then what it contains; what is erased already stays so.</summary>
    public async Task FinishAsync(SubjectRef subject, string reason, Officer officer, CancellationToken cancellation)
    {
        await EraseContentsAsync(subject, reason, officer, null, cancellation);
        await EmptyLogAsync(cancellation);
    }

    // Within is everybody whom the erasure takes that this one is part of; null where it is part of none.
    private async Task<Refusal?> EraseOneAsync(SubjectRef subject, string reason, Officer officer, List<SubjectRef>? within,
        CancellationToken cancellation)
    {
        var reply = await commands.GiveAsync(
            subject,
            async stream => StreamDecision.Of(
                SubjectDecider.Decide(stream.Subject, new SubjectCommand.Erase(reason), new SubjectContext(officer, time.GetUtcNow())
                { LegalHold = await index.IsHeldAsync(subject, cancellation) }), StreamEvent.Of),
            officer, null, null, cancellation);
        if (reply is ActionReply.Refused { Refusal: var refusal })
        {
            if (refusal.Code != RefusalCode.UnknownSubject)
            {
                return refusal;
            }

            // Decisions about routes may name somebody of whom nothing else is stored.
            within?.Add(subject);
            await (within is null ? routes.ForgetAsync([subject], cancellation) : Task.CompletedTask);
            return null;
        }

        await EraseContentsAsync(subject, reason, officer, within, cancellation);
        return null;
    }

    private async Task EraseContentsAsync(SubjectRef subject, string reason, Officer officer, List<SubjectRef>? within,
        CancellationToken cancellation)
    {
        var taken = within ?? [];
        taken.Add(subject);
        var payload = new ErasedPayload(reason, time.GetUtcNow());
        var mark = JsonSerializer.Serialize(payload, StoredJson.Default.ErasedPayload);
        await EraseRowsAsync(subject, EnforcementRows.Events, row => ErasedPayload.Is(row.Json) ? null
            : IsKnowledge(row) ? mark : ErasedEvents.MarkFor(row, payload, seal), cancellation);
        await EraseRowsAsync(subject, EnforcementRows.PlatformEvents, row => ErasedPayload.Is(row.Json) ? null : mark, cancellation);
        await EraseRowsAsync(subject, EnforcementRows.Samples, row => ErasedPayload.Is(row.Json) ? null : mark, cancellation);
        await files.ForgetAsync(subject, cancellation);
        await ForgetCountersAsync(subject, cancellation);
        await records.ForgetAsync(EnforcementRows.Table, subject.Key, [NoticeContacts.Row], cancellation);
        await streams.MoveHeadAsync(subject, cancellation);
        await (subject.Kind == SubjectKind.EndUser ? index.ForgetNameAsync(subject, cancellation) : Task.CompletedTask);
        foreach (var kind in SubjectKinds.All.Where(kind => SubjectKinds.MayContain(subject.Kind, kind)))
        {
            var after = (string?)null;
            do
            {
                var (children, next) = await index.ChildrenPageAsync(subject, kind, ChildrenAtATime, after, cancellation);
                foreach (var child in children)
                {
                    await EraseOneAsync(child, reason, officer, taken, cancellation);
                }

                after = next;
            }
            while (after is not null);
        }

        // Before it counts as finished, and once for all whom it took: each day of decisions about routes is read for all of them.
        if (within is null)
        {
            await routes.ForgetAsync(taken, cancellation);
            await radar.ForgetAsync(taken, cancellation);
            await networks.EraseAsync(taken, payload, cancellation);
            await leads.ForgetAsync(taken.ToHashSet(), payload, cancellation);
        }

        await records.CommitAsync(EnforcementRows.Table, subject.Key, [new RecordOperation.Put(EnforcementRows.Gone, mark)], cancellation);
    }

    /// <summary>Once for an erasure, however many subjects it took: the write-ahead log holds what was erased, and emptying it copies
    /// it.</summary>
    private Task EmptyLogAsync(CancellationToken cancellation) => embedded?.ForgetErasedAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>True where an erasure was carried out to its end: what came later is not erased with it.</summary>
    public async Task<bool> IsFinishedAsync(SubjectRef subject, CancellationToken cancellation)
        => await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Gone, cancellation) is not null;

    /// <summary>What an event says of a person; what holds, what contains what, and who decided it does not go.</summary>
    private static bool IsKnowledge(StoredRecord row) => row.Row[^1] is 's' or 'g' or 'v'
        && StreamEvent.Read(row.Row[^1], SaltedEvent.Unwrap(RowSeal.ContentOf(row.Json)))
            is { Signal: not null } or { Subject: SubjectLinked or SubjectAliased } or { Proof: VerificationEnded };

    private async Task EraseRowsAsync(SubjectRef subject, string prefix, Func<StoredRecord, string?> markFor,
        CancellationToken cancellation)
    {
        var query = new RecordQuery(EnforcementRows.Table, subject.Key) { Limit = StorageLimits.MaxBatchOperations }.WithPrefix(prefix);
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            RecordOperation[] operations = [.. page.Records.Select(row => (row.Row, Mark: markFor(row))).Where(one => one.Mark is not null)
                .Select(one => new RecordOperation.Put(one.Row, one.Mark!))];
            await (operations.Length > 0 ? records.CommitAsync(EnforcementRows.Table, subject.Key, operations, cancellation)
                : Task.CompletedTask);
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
    }

    private async Task ForgetCountersAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var rows = new List<string>();
        await foreach (var row in records.ReadAllAsync(CounterStore.RowsOf(subject), cancellation))
        {
            rows.Add(row.Row);
        }

        await records.ForgetAsync(EnforcementRows.Table, subject.Key, rows, cancellation);
    }
}

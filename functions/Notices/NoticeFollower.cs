using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.Functions.Appeals;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Notices;

/// <summary>
/// Does what follows from acts of the log: writes the notices that are owed, keeps back those that must wait, carries appeals on to their
/// end. The log is the outbox: an act stands in it because it was written with its deed. Each step looks at what is and can be done again;
/// the place is kept after it, so a crash leaves nothing undone.
/// </summary>
internal sealed class NoticeFollower(AuditLog log, SubjectStreamStore streams, NoticeRows rows, NoticeWriter writer,
    NoticeContacts contacts,
    NoticeMailer mailer, AppealFollowing appeals, SiblingIndex siblings, TimeProvider time, ILogger<NoticeFollower> logger)
{
    private const int RecordsAtATime = 500;
    private const int MostRounds = 20;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(5);

    /// <summary>Follows what the log got since the last time, and does what is due; how many subjects were looked at.</summary>
    public async Task<int> FollowAsync(CancellationToken cancellation)
    {
        var looked = 0;
        while (true)
        {
            var (place, etag) = await rows.PlaceAsync(cancellation);
            var last = Math.Min((await log.HeadAsync(cancellation)).Length, place + RecordsAtATime);
            if (last <= place)
            {
                break;
            }

            var keys = new List<string>();
            await foreach (var record in log.ReadAsync(place + 1, last, cancellation))
            {
                if (Concerns(record.Act))
                {
                    keys.Add(AuditIntake.KeyOf(record.Target));
                }
            }

            foreach (var key in keys.Distinct(StringComparer.Ordinal))
            {
                await TryLookAsync(key, cancellation);
                looked++;
            }

            await rows.MoveAsync(last, etag, cancellation);
        }

        foreach (var (row, work) in await rows.DueAsync(NoticeRows.Due, time.GetUtcNow(), RecordsAtATime, cancellation))
        {
            if (await TryLookAsync(work.Subject, cancellation))
            {
                await rows.NoteProblemAsync(work.Subject, work.Subject, null, cancellation);
            }

            await rows.DoneAsync(row, cancellation);
            looked++;
        }

        return looked;
    }

    /// <summary>Does what a subject owes. One that cannot be read holds up nobody else: it is looked at again later, and an officer sees
    /// it among the notices that could not be written.</summary>
    private async Task<bool> TryLookAsync(string key, CancellationToken cancellation)
    {
        try
        {
            await LookAsync(key, cancellation);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException && !StoreFailure.Is(error))
        {
            logger.LogError(error, "What the subject {Subject} is owed could not be done; it is tried again.", key);
            await rows.NoteProblemAsync(key, key, "The subject cannot be read: " + error.GetType().Name, cancellation);
            await rows.AddAsync(NoticeRows.Due, time.GetUtcNow() + TryAgainAfter, new NoticeWork(key, null, 0, null), cancellation);
            return false;
        }
    }

    /// <summary>Does what a subject owes now.</summary>
    public async Task LookAsync(string key, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await streams.FindAsync(key, cancellation) is not { Subject.ErasedAt: null } stream)
            {
                return;
            }

            foreach (var state in stream.Actions.Actions.Values.Where(state => state.DecidedAt is not null))
            {
                await siblings.RestsAsync(state.Action!, cancellation);
            }

            var events = await EventsAsync(stream, cancellation);
            if (events.Count == 0 || await streams.AppendAsync(stream, events, [], cancellation))
            {
                await appeals.FollowAsync(stream.Subject.Ref, cancellation);
                return;
            }
        }

        throw new TimeoutException($"A subject changed {MostRounds} times while its notices were written.");
    }

    private async Task<List<StreamEvent>> EventsAsync(SubjectStream stream, CancellationToken cancellation)
    {
        var (now, events) = (time.GetUtcNow(), new List<StreamEvent>());
        var owed = OwedNotices.Open(stream.Actions, stream.Notices, now).Concat(AppealNotices.Open(stream.Appeals, stream.Notices))
            .ToList();
        if (owed.Count == 0)
        {
            return events;
        }

        var contact = await contacts.FindAsync(stream.Subject, cancellation);
        foreach (var one in owed.Take(SubjectStreamStore.MaxEvents / 2))
        {
            if (Waits(stream, one, now) is { } wait)
            {
                await rows.AddAsync(NoticeRows.Due, wait.Until, new NoticeWork(stream.Subject.Ref.Key, null, 0, null), cancellation);
                events.Add(StreamEvent.Of(wait));
                continue;
            }

            var (notice, refusal) = await writer.WriteAsync(stream, one, contact.Locale, now, cancellation);
            await rows.NoteProblemAsync(stream.Subject.Ref.Key, one.Id, refusal?.Text, cancellation);
            if (notice is null)
            {
                // It stays owed, and an officer sees it.
                await rows.AddAsync(NoticeRows.Due, now + TryAgainAfter, new NoticeWork(stream.Subject.Ref.Key, null, 0, null),
                    cancellation);
                continue;
            }

            if (contact.Email is not null && mailer.IsConfigured)
            {
                await rows.AddMailAsync(new NoticeWork(stream.Subject.Ref.Key, one.Id, 0, null), cancellation);
            }

            events.Add(StreamEvent.Of(new NoticeQueued(OfficerId.System, now, one.Id, notice)));
            var before = Notice.IdOf(stream.Subject.Ref, NoticeKind.Action, one.About);
            if (one.Kind == NoticeKind.ActionEnded && stream.Notices.All.ContainsKey(before))
            {
                events.Add(StreamEvent.Of(new NoticeSuperseded(OfficerId.System, now, before, one.Id)));
            }
        }

        return events;
    }

    /// <summary>The event that keeps a notice back by rule; null where it goes out now.</summary>
    private static NoticeWithheld? Waits(SubjectStream stream, OwedNotice owed, DateTimeOffset now)
        => owed.Kind == NoticeKind.Action && !stream.Notices.All.ContainsKey(owed.Id)
            && stream.Actions.Actions[owed.About] is { Action: { } action, DecidedAt: { } decided }
            && WithholdingRules.ByRule(action, decided) is { } rule && rule.Until > now
            ? new NoticeWithheld(OfficerId.System, now, owed.Id, owed.Kind, owed.About, rule.Basis, rule.Until, "By rule.") : null;

    private static bool Concerns(string act) => act.StartsWith("action.", StringComparison.Ordinal)
        || act.StartsWith("appeal.", StringComparison.Ordinal) || act is EnforcementActs.Acknowledged or "notice.released";
}

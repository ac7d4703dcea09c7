using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Operations;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Reports;
using Compliance.ScreeningCore.Audit.Retention;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Records.Retention;

/// <summary>
/// Purges what is old enough and erases what a person asks for, as far as no duty keeps it. A mark takes the place of what was there; the
/// act stands in the log before the payload goes, and the hash of the payload stays, salted, so the log verifies as before and says nothing
/// of the person.
/// </summary>
internal sealed class RetentionService(
    IRecordStore records, AuditIntake intake, AuditLog log, LogSealer sealer, ScreeningStore screenings, SubjectStore subjects,
        AlertStore alerts, AlertQueue queue, GoodGuyIndex goodGuys,
    LegalHolds holds, PropertyReports reports, ReviewPolicy review, TwoPersonActs approvals, SubjectErasure known, ClockWatch clock,
        TimeProvider time, IEnumerable<IErasureObserver> observers,
    EmbeddedStorage? embedded = null)
{
    /// <summary>Screenings that one run purges at most; the next day goes on.</summary>
    public const int MostPurgedAtOnce = 10_000;

    private const string PurgeReason = "retention";

    /// <summary>The policy in force.</summary>
    public RetentionPolicy Policy { get; } = RetentionPolicy.Current;

    /// <summary>Purges what is older than the policy keeps.</summary>
    /// <param name="onlyLook">True to say what would be purged and purge nothing.</param>
    /// <param name="cancellation">Cancels between pieces.</param>
    public async Task<ErasureRun> PurgeAsync(bool onlyLook, CancellationToken cancellation)
    {
        if (await clock.WhyNoPurgeAsync(cancellation) is { } why)
        {
            return new ErasureRun([], [], []) { NotNow = why };
        }

        // What the log has not seen has not been: the newest record bounds how late it can be.
        var now = time.GetUtcNow();
        var newest = await log.FindAsync((await log.HeadAsync(cancellation)).Length, cancellation);
        var run = new Gathering(asked: false, "system", PurgeReason, onlyLook, newest is null || newest.At > now ? now : newest.At);
        var before = ScreeningStore.EvidencePrefix
            + ScreeningId.Create(Policy.CutoffAt(run.Now), Shard.OfNumber(0), new byte[16])[..14];
        foreach (var shard in Shard.All)
        {
            var old = new RecordQuery(ScreeningStore.Table, shard.Partition) { From = ScreeningStore.EvidencePrefix, Before = before };
            await foreach (var row in records.ReadAllAsync(old, cancellation))
            {
                if (run.Erased.Count >= MostPurgedAtOnce)
                {
                    break;
                }

                await EraseAsync(row, run, cancellation);
            }
        }

        await EraseAlertsAsync(run, cancellation);
        await ForgetErasedAsync(run, cancellation);
        return run.ToRun();
    }

    /// <summary>True where a screening or an alert of the subject is stored.</summary>
    public async Task<bool> HoldsAnythingOfAsync(string subjectId, CancellationToken cancellation)
        => await alerts.LatestNumberAsync(AlertId.FirstOfSubject(subjectId).SubjectKey, cancellation) > 0
            || (await screenings.OfSubjectAsync(SubjectScreening.KeyOf(subjectId), cancellation)).Count > 0;

    /// <summary>Asks to erase what is stored of a subject; done when a second person asks for the same.</summary>
    /// <param name="subjectId">The caller's id of the subject.</param>
    /// <param name="reason">Why: the person's request, in words.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellation">Cancels between pieces.</param>
    public async Task<(TwoPersonResult Result, ErasureRun? Run)> EraseSubjectAsync(string subjectId, string reason, Officer by,
        CancellationToken cancellation)
    {
        var key = AlertId.FirstOfSubject(subjectId).SubjectKey;
        return await approvals.AskAsync("subject.erase", key, reason, by, ReviewPermission.EraseSubjects, cancellation) switch
        {
            Agreement.Refused refused => (new TwoPersonResult.Refused(refused.Refusal), null),
            Agreement.Proposed proposed => (new TwoPersonResult.Proposed(proposed.First), null),
            Agreement.Agreed agreed =>
                (new TwoPersonResult.Done(), await EraseAgreedAsync(subjectId, agreed.First.Reason, by.Id, cancellation)),
            var other => throw new InvalidOperationException($"Unknown agreement {other.GetType()}."),
        };
    }

    /// <summary>Erases what is stored of a subject, as far as no duty keeps it; what is kept is said, with the rule. Two people
    /// agreed.</summary>
    /// <param name="subjectId">The caller's id of the subject.</param>
    /// <param name="reason">Why: the person's request, in words.</param>
    /// <param name="by">Who erases.</param>
    /// <param name="cancellation">Cancels between pieces.</param>
    private async Task<ErasureRun> EraseAgreedAsync(string subjectId, string reason, OfficerId by, CancellationToken cancellation)
    {
        await sealer.SealAsync(cancellation);
        var key = AlertId.FirstOfSubject(subjectId).SubjectKey;
        var run = new Gathering(asked: true, by.Value, reason.Trim(), onlyLook: false, time.GetUtcNow());
        foreach (var sequence in await log.AboutAsync(key, cancellation))
        {
            if (await log.FindAsync(sequence, cancellation) is { Act: RecordActs.ScreeningDecided } record
                && ScreeningId.TryReadShard(record.Target, out var shard)
                && await records.FindAsync(ScreeningStore.Table, shard.Partition, ScreeningStore.EvidencePrefix + record.Target,
                cancellation) is { } row)
            {
                await EraseAsync(row, run, cancellation);
            }
        }

        run.Touched.Add(key);
        await EraseAlertsAsync(run, cancellation);
        if (run.Kept.Count == 0)
        {
            foreach (var client in run.Clients.Where(client => client.SubjectId == subjectId))
            {
                await subjects.RemoveAsync(client.Client, subjectId, by.Value, cancellation);
            }
        }

        // What the account's events said of it goes with its screenings; a hold keeps both.
        if (SubjectRef.TryMake(SubjectKind.Account, subjectId, out var account, out _))
        {
            await known.EraseAsync(account, run.Reason, new Officer(by, OfficerRole.Approver), cancellation);
        }

        await ForgetErasedAsync(run, cancellation);
        return run.ToRun();
    }

    /// <summary>What was erased must not lie on in the write-ahead log of the embedded store either.</summary>
    private Task ForgetErasedAsync(Gathering run, CancellationToken cancellation)
        => embedded is null || run.OnlyLook || (run.Erased.Count == 0 && run.Alerts.Count == 0) ? Task.CompletedTask
            : embedded.ForgetErasedAsync(cancellation);

    private async Task EraseAsync(StoredRecord row, Gathering run, CancellationToken cancellation)
    {
        if (ErasedPayload.Is(row.Json))
        {
            return;
        }

        var id = row.Row[ScreeningStore.EvidencePrefix.Length..];
        var screening =
            JsonSerializer.Deserialize<StoredScreening>(await screenings.ContentAsync(row.Json, cancellation), EvidenceCodec.Options)!;
        var evidence = screening.Evidence;
        var subject = evidence.Request.Subject.Id is { } named ? AlertId.FirstOfSubject(named) : AlertId.OfAdHocScreening(id);
        var now = run.Now;
        if (Policy.Judge(await FactsAsync(evidence, subject, cancellation), now, run.Asked) is RetentionVerdict.Kept kept)
        {
            run.Kept.Add(new KeptPayload(id, kept.Why, kept.Until));
            return;
        }

        run.Erased.Add(id);
        run.Touched.Add(subject.SubjectKey);
        if (evidence.Request.Subject.Id is { } subjectId)
        {
            run.Clients.Add((screening.Client, subjectId));
        }

        if (!run.OnlyLook)
        {
            await intake.RecordAsync(run.By, RecordActs.PayloadErased, id, cancellation, AuditRecord.HashOf(run.Reason),
                subject.SubjectKey);
            await screenings.EraseAsync(row, new ErasedPayload(run.Reason, now), cancellation);
            foreach (var observer in observers)
            {
                observer.Erased(id);
            }
        }
    }

    private async Task<RetentionFacts> FactsAsync(ScreeningEvidence evidence, AlertId subject, CancellationToken cancellation)
    {
        var count = await alerts.LatestNumberAsync(subject.SubjectKey, cancellation);
        var blocked = (await reports.OfSubjectAsync(subject.SubjectKey, count, cancellation))
            .Where(packet => packet.Occasion is { Kind: PropertyReportKind.Blocked, Confirmed: true }
                && packet.State != ReportState.NotNeeded).ToList();
        var held = blocked.Count > 0 && blocked.All(packet => packet.Released is not null) ? blocked.Max(packet => packet.Released!.On)
            : (DateOnly?)null;
        return new RetentionFacts(evidence.Outcome.Decision, evidence.DecidedAt)
        {
            HoldReason = (await holds.FindAsync(subject.SubjectKey, cancellation))?.Reason,
            AlertIsOpen = await IsOpenAsync(evidence.ScreeningId, subject, count, cancellation),
            PropertyBlocked = blocked.Count > 0,
            PropertyReleasedAt = held is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
        };
    }

    private async Task<bool> IsOpenAsync(string screeningId, AlertId subject, int count, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        for (var number = 1; number <= count; number++)
        {
            if (await alerts.FindAsync(subject.WithNumber(number), cancellation) is { } file
                && file.Alert.ScreeningIds.Contains(screeningId)
                && file.Alert.StatusAt(now, review) != AlertStatus.Closed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Erases the alerts of the touched subjects that are closed and whose screenings are all erased.</summary>
    private async Task EraseAlertsAsync(Gathering run, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        foreach (var subject in run.Touched.Order(StringComparer.Ordinal))
        {
            var latest = await alerts.LatestNumberAsync(subject, cancellation);
            for (var number = 1; number <= latest; number++)
            {
                var id = AlertId.Parse(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{subject}-{number}"));
                if (await alerts.FindAsync(id, cancellation) is { } file && file.Alert.StatusAt(now, review) == AlertStatus.Closed
                    && await AllErasedAsync(file.Alert, run, cancellation))
                {
                    run.Alerts.Add(id.ToString());
                    if (!run.OnlyLook)
                    {
                        await intake.RecordAsync(run.By, RecordActs.PayloadErased, id.ToString(), cancellation,
                            AuditRecord.HashOf(run.Reason), subject);
                        // The alert last: one that is erased is not found again by a run that takes this up.
                        await reports.EraseAsync(id, new ErasedPayload(run.Reason, now), cancellation);
                        await alerts.EraseAsync(id, new ErasedPayload(run.Reason, now), cancellation);
                        await queue.ForgetAsync(id, cancellation);
                        await goodGuys.ForgetAsync(id, cancellation);
                    }
                }
            }
        }
    }

    private async Task<bool> AllErasedAsync(Alert alert, Gathering run, CancellationToken cancellation)
    {
        foreach (var id in alert.ScreeningIds)
        {
            if (!run.Erased.Contains(id) && await screenings.FindBytesAsync(id, cancellation) is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What one run gathers.</summary>
    private sealed class Gathering(bool asked, string by, string reason, bool onlyLook, DateTimeOffset now)
    {
        /// <summary>The moment by which ages are judged: never later than what the log has seen.</summary>
        public DateTimeOffset Now => now;

        public bool Asked => asked;

        public string By => by;

        public string Reason => reason;

        public bool OnlyLook => onlyLook;

        public SortedSet<string> Erased { get; } = new(StringComparer.Ordinal);

        public List<string> Alerts { get; } = [];

        public List<KeptPayload> Kept { get; } = [];

        public HashSet<string> Touched { get; } = new(StringComparer.Ordinal);

        public HashSet<(string Client, string SubjectId)> Clients { get; } = [];

        public ErasureRun ToRun() => new([.. Erased], [.. Alerts], [.. Kept]);
    }
}

using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Derives from a subject's events the rows that act beside them: the good-guy entries that silence hits, the head of each alert, which
/// alert is the latest. And sees that every review and every block has an alert, or a message on its way to one.
/// </summary>
internal sealed class SubjectRows(IRecordStore records, AlertStore alerts, AlertQueue work, ScreeningStore screenings,
    IMessageQueue queue, TimeProvider time)
{
    /// <summary>How long a message may be on its way where nobody can ask the queue; later a screening without an alert is one whose
    /// message was lost.</summary>
    private static readonly TimeSpan MessagesTakeAtMost = TimeSpan.FromHours(1);

    private readonly HashSet<string> _raised = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _keys = new(StringComparer.Ordinal);

    /// <summary>Compares the rows of one subject with its chain.</summary>
    public async Task CompareAsync(string subject, IReadOnlyCollection<AuditRecord> chain, VerificationRun run,
        CancellationToken cancellation)
    {
        var numbers = chain.Where(record => record.Target.Contains('/', StringComparison.Ordinal))
            .Select(record => AlertId.Parse(record.Target.Split('/')[0])).GroupBy(id => id)
            .ToDictionary(group => group.Key, group => group.Count());
        var expected = new Dictionary<string, GoodGuyRow>(StringComparer.Ordinal);
        var last = 0;
        foreach (var (id, count) in numbers.OrderBy(pair => pair.Key.Number))
        {
            var isErased = run.IsErased(id.ToString());
            last = Math.Max(last, isErased ? id.Number + 1 : id.Number);
            if (await ReadAsync(id, run, cancellation) is not { } file)
            {
                if (!isErased)
                {
                    run.Fault(0, AuditFaultKind.ContentDiffers, $"The alert {id} cannot be read, and no act erased it.");
                }

                continue;
            }

            if (file.Events.Length != count)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers,
                    $"The alert {id} stands at version {file.Events.Length}; {count} events were recorded.");
            }

            await CompareQueueAsync(id, file.Alert, run, cancellation);
            _raised.UnionWith(file.Alert.ScreeningIds);
            KeysOf(subject).UnionWith(file.Alert.Findings.Select(state => state.Finding.Key));
            Derive(id, file, expected);
        }

        var latest = await records.FindAsync(AlertRows.Table, subject, AlertRows.Latest, cancellation);
        var number = latest is null ? 0 : Number(latest.Json);
        if (numbers.Count > 0 && number != last && number != numbers.Keys.Max(id => id.Number))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The latest alert of {subject} is number {last}, and its row says {number}.");
        }

        await CompareAlertRowsAsync(subject, numbers, chain.Count, run, cancellation);
        await CompareGoodGuysAsync(subject, expected, run, cancellation);
    }

    /// <summary>No row lies where a later alert, or a later event, would be written: it could never be opened, or never change.</summary>
    private async Task CompareAlertRowsAsync(string subject, Dictionary<AlertId, int> numbers, int length, VerificationRun run,
        CancellationToken cancellation)
    {
        var known = numbers.SelectMany(pair => Enumerable.Range(1, pair.Value).Select(version => AlertRows.OfEvent(pair.Key, version))
            .Append(AlertRows.Of(pair.Key))).ToHashSet(StringComparer.Ordinal);
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(AlertRows.Table, subject).WithPrefix(AlertRows.Alerts), cancellation))
        {
            // Where the chain grew meanwhile, the row is what it grew by.
            if (!known.Contains(row.Row)
                && await records.FindAsync(AlertRows.Table, subject, AlertRows.OfRecord(length + 1), cancellation) is null)
            {
                run.Fault(0, AuditFaultKind.NotRecorded, $"The row {row.Row} of {subject} belongs to no alert that was opened.");
            }
        }
    }

    /// <summary>Every stored review and block has an alert, or its message is on its way.</summary>
    public async Task CompareAlertsAsync(VerificationRun run, CancellationToken cancellation)
    {
        var (waiting, dead) = await DepthAsync(cancellation);
        foreach (var (id, evidence) in run.Raising.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (_raised.Contains(id) || IsKnownQuestion(evidence))
            {
                continue;
            }

            ScreeningId.TryReadShard(id, out var shard);
            var pending = await screenings.FindPendingAsync(id, shard, cancellation);
            if (pending is not null && pending != evidence.Message with { TraceParent = pending.TraceParent })
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The message of {id} that waits to be sent is not the one that was written.");
            }
            else if (pending is not null || waiting > 0
                || (waiting is null && (time.GetUtcNow() - evidence.Message.DecidedAt).Duration() < MessagesTakeAtMost))
            {
                run.Waiting++;
            }
            else
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, dead > 0
                    ? $"The screening {id} led to {evidence.Decision} and has no alert; {dead} messages lie with the dead letters."
                    : $"The screening {id} led to {evidence.Decision} and has no alert, and no message is on its way to one.");
            }
        }
    }

    /// <summary>How many messages wait, leased ones included, and how many lie dead; nulls where the queues are in Service Bus, which
    /// tells nobody but its metrics.</summary>
    private async Task<(long? Waiting, long? Dead)> DepthAsync(CancellationToken cancellation)
    {
        try
        {
            var (waiting, dead) = (0L, 0L);
            foreach (var name in AlertMessage.Queues)
            {
                var depth = await queue.DepthAsync(name, cancellation);
                (waiting, dead) = (waiting + depth.Waiting, dead + depth.Dead);
            }

            return (waiting, dead);
        }
        catch (NotSupportedException)
        {
            return (null, null);
        }
    }

    /// <summary>A rescreening raises only what no alert of the subject asks already.</summary>
    private bool IsKnownQuestion(RaisingEvidence evidence)
        => evidence.IsRescreening && evidence.ListKeys.All(key => KeysOf(evidence.Subject).Contains(key));

    /// <summary>An alert that is in no queue is worked on by nobody, and a report that is in no index is filed by nobody.</summary>
    private async Task CompareQueueAsync(AlertId id, Alert alert, VerificationRun run, CancellationToken cancellation)
    {
        if (!await HoldsAsync(() => work.HoldsAsync(id, cancellation)))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The alert {id} is not in the queue: nobody would work on it.");
        }
        else if (!await HoldsAsync(() => work.HoldsReportAsync(alert, cancellation)))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The alert {id} is not among those that reports may be due of.");
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task<bool>> look)
    {
        try
        {
            return await look();
        }
        catch (JsonException)
        {
            return false; // Not a row of ours.
        }
    }

    private HashSet<string> KeysOf(string subject)
    {
        if (!_keys.TryGetValue(subject, out var keys))
        {
            _keys[subject] = keys = new HashSet<string>(StringComparer.Ordinal);
        }

        return keys;
    }

    private async Task<AlertFile?> ReadAsync(AlertId id, VerificationRun run, CancellationToken cancellation)
    {
        try
        {
            return await alerts.FindAsync(id, cancellation);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or InvalidOperationException or FormatException)
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The alert {id} cannot be read: its rows are not those that were written.");
            return null;
        }
    }

    private static void Derive(AlertId id, AlertFile file, Dictionary<string, GoodGuyRow> expected)
    {
        Alert? alert = null;
        Alert? before = null;
        AlertEvent? previous = null;
        var version = 0;
        foreach (var happened in file.Events)
        {
            version++;
            if (previous is null || (previous.By, previous.At) != (happened.By, happened.At))
            {
                before = alert; // A batch is one act; its rows were derived from the alert before all of it.
            }

            if (GoodGuyRows.ChangeOf(id, version, before, happened) is { } change)
            {
                expected[change.Row] = JsonSerializer.Deserialize(change.Json, AlertRowJson.Default.GoodGuyRow)!;
            }

            alert = Alert.Apply(alert, happened);
            previous = happened;
        }
    }

    private async Task CompareGoodGuysAsync(string subject, Dictionary<string, GoodGuyRow> expected, VerificationRun run,
        CancellationToken cancellation)
    {
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(AlertRows.Table, subject).WithPrefix(AlertRows.GoodGuys), cancellation))
        {
            GoodGuyRow? stored;
            try
            {
                stored = JsonSerializer.Deserialize(row.Json, AlertRowJson.Default.GoodGuyRow);
            }
            catch (JsonException)
            {
                stored = null;
            }

            if (!expected.Remove(row.Row, out var derived) || stored is null || !IsSame(stored, derived))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers,
                    $"The good-guy entry {row.Row} of {subject} is not what its alert's events make of it.");
            }
        }

        foreach (var (row, _) in expected.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The good-guy entry {row} of {subject} is gone.");
        }
    }

    /// <summary>An entry must be what the events make of it, to the letter; of one that an older version wrote, what a screening reads of
    /// it.</summary>
    private static bool IsSame(GoodGuyRow stored, GoodGuyRow derived)
        => stored == derived || (stored.Stamp == 0 && IsAlike(stored, derived));

    private static bool IsAlike(GoodGuyRow stored, GoodGuyRow derived) => derived.RevokedAt is not null
        ? stored.RevokedAt is not null && stored.Entry == derived.Entry
        : stored.RevokedAt is null && (stored.SubjectId, stored.Entry, stored.SubjectFingerprint, stored.PartyFingerprint, stored.ExpiresAt,
            stored.Alert, stored.Reason) == (derived.SubjectId, derived.Entry, derived.SubjectFingerprint, derived.PartyFingerprint,
            derived.ExpiresAt, derived.Alert, derived.Reason);

    private static int Number(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AlertRowJson.Default.LatestAlertRow)?.Number ?? 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}

/// <summary>What is to be known of stored evidence above allow: whose it is, and which questions of the lists it puts.</summary>
internal sealed record RaisingEvidence(Decision Decision, string Subject, bool IsRescreening, IReadOnlyList<string> ListKeys,
    AlertMessage Message)
{
    /// <summary>Of evidence; null where it allows.</summary>
    public static RaisingEvidence? Of(ScreeningEvidence evidence) => evidence.Outcome.Decision == Decision.Allow ? null
        : new RaisingEvidence(
            evidence.Outcome.Decision,
            (evidence.Request.Subject.Id is { } id ? AlertId.FirstOfSubject(id)
                : AlertId.OfAdHocScreening(evidence.ScreeningId)).SubjectKey,
            evidence.Request.Channel == Channel.Rescreening,
            [.. AlertFindings.Of(evidence).Where(finding => finding.Gate is Gate.List or Gate.Ownership or Gate.Export)
                .Select(finding => finding.Key)],
            new AlertMessage(evidence.ScreeningId, evidence.Request.Subject.Id, WireNames.Of(evidence.Outcome.Decision),
                evidence.DecidedAt));
}

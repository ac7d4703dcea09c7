using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// Derives the sessions of officers: each bears the seal, began by the log, has not ended by it, and is found by whoever ends all sessions
/// of a person; and what began and has not ended is there.
/// </summary>
internal sealed class DerivedSessions(IRecordStore records, OfficerSessions sessions, SessionActs acts) : IDerivedRows
{
    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        var known = run.LastActs.Where(pair => pair.Key.Kind == ActingKind.Session)
            .ToDictionary(pair => pair.Key.Target, pair => pair.Value, StringComparer.Ordinal);
        var isAnnounced = await acts.IsAnnouncedAsync(OfficerSessions.Partition, cancellation);
        var (rows, own) = (new HashSet<string>(StringComparer.Ordinal), new List<StoredRecord>());
        await foreach (var row in records.ReadAllAsync(new RecordQuery(OfficerSessions.Table, OfficerSessions.Partition), cancellation))
        {
            if (row.Row[0] == 's' || row.Json == OfficerSessions.IndexRow)
            {
                rows.Add(row.Row);
            }

            if (row.Row.StartsWith(SessionActs.Rows, StringComparison.Ordinal))
            {
                run.Waiting += AddWaiting(row, known);
            }
            else if (row.Row.StartsWith("s-", StringComparison.Ordinal))
            {
                own.Add(row);
            }
        }

        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in own)
        {
            var name = SessionActs.TargetOf(row.Row[2..]);
            if (sessions.Read(row) is not { } session)
            {
                run.Fault(0, AuditFaultKind.NotRecorded, $"The {name} bears no seal of the service; it opens nothing.");
                continue;
            }

            expected.UnionWith(OfficerSessions.RowsOf(session, row.Row[2..]));
            var isKnown = known.Remove(name, out var last);
            if (isKnown ? last.Act != RecordActs.SessionBegan || last.Commitment != SessionActs.CommitmentTo(session)
                : session.Recorded && !isAnnounced)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, isKnown && last.Act == RecordActs.SessionEnded
                    ? $"The {name} ended by the log and is there again." : $"The {name} is not one that the log knows.");
            }
        }

        foreach (var (gone, last) in known.Where(pair => pair.Value.Act == RecordActs.SessionBegan).OrderBy(pair => pair.Key,
            StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The {gone} stands by the log and is gone.");
        }

        foreach (var missing in expected.Except(rows).Order(StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers,
                $"The {SessionActs.TargetOf(missing[^64..])} would not be found by whoever ends all sessions of its officer.");
        }
    }

    private static int AddWaiting(StoredRecord row, Dictionary<string, (string Act, string Commitment)> known)
    {
        if (ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.PendingAct)) is not { Act: { } act })
        {
            return 0;
        }

        known[act.Target] = (act.Act, act.Commitment);
        return 1;
    }
}

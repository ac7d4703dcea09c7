using System.Globalization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Reports;

/// <summary>
/// Derives what was stated of reports: that no report is needed ends one on an open block, and a release of property lets its evidence go.
/// Each row is in the log, once, for its alert; and what the log knows is there.
/// </summary>
internal sealed class DerivedReports(IRecordStore records, TimeProvider time) : IDerivedRows
{
    /// <summary>An act is recorded just before its row is stored.</summary>
    private static readonly TimeSpan CommitsTakeAtMost = TimeSpan.FromMinutes(1);

    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        var left = new Dictionary<string, (string Target, DateTimeOffset At)>(run.Reports, StringComparer.Ordinal);
        var subjects = run.Reports.Values.Select(act => AlertId.TryParse(act.Target, out var alert) ? alert.SubjectKey : act.Target)
            .Concat(run.Subjects.Keys).Append(PropertyReports.SubmitterPartition).Distinct().Order(StringComparer.Ordinal);
        foreach (var subject in subjects)
        {
            await foreach (var row in records.ReadAllAsync(new RecordQuery(PropertyReports.Table, subject), cancellation))
            {
                if (ErasedPayload.Is(row.Json) && run.IsErased(TargetOf(subject, row.Row)))
                {
                    continue; // It went with its alert.
                }

                if (!left.Remove(AuditRecord.HashOf(row.Json), out var act) || act.Target != TargetOf(subject, row.Row))
                {
                    run.Fault(0, AuditFaultKind.NotRecorded, $"What was stated of a report of {subject} as {row.Row} stands in no record "
                        + "of the log, or stands there twice.");
                }
            }
        }

        // Facts of the submitter are replaced by newer ones; what was stated of a report never is.
        var now = time.GetUtcNow();
        foreach (var (target, at) in left.Values.Where(act => act.Target != PropertyReports.SubmitterPartition
            && (now - act.At).Duration() >= CommitsTakeAtMost && !run.IsErased(act.Target)).OrderBy(act => act.At))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers,
                string.Create(CultureInfo.InvariantCulture, $"What was stated of the report of {target} at {at:O} is gone."));
        }
    }

    private static string TargetOf(string subject, string row) => subject == PropertyReports.SubmitterPartition ? subject
        : int.TryParse(row.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{subject}-{number}") : "";
}

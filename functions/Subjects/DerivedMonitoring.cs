using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Subjects;

/// <summary>
/// Derives the subjects that are screened again when a list changes: each that a stored screening monitors has its row, with a request of
/// such a screening, unless its monitoring was ended. Whoever deletes a row, or changes whom it names, would leave somebody unscreened.
/// </summary>
internal sealed class DerivedMonitoring(IRecordStore records) : IDerivedRows
{
    // Clocks of instances differ a little, and a screening may be on its way while its subject's monitoring ends.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(2);

    /// <summary>Remembers what a stored screening says of its subject.</summary>
    public static void See(VerificationRun run, StoredScreening screening)
    {
        if (!screening.IsMonitored || screening.Evidence.Request.Subject.Id is not { } id)
        {
            return;
        }

        var row = SubjectStore.RowOf(screening.Client, id);
        if (!run.Monitored.TryGetValue(row, out var known))
        {
            run.Monitored[row] = known = new KnownMonitoring();
        }

        known.Requests.Add(HashOf(screening.Evidence.Request));
        if (screening.Evidence.DecidedAt >= known.At)
        {
            (known.At, known.Screening) = (screening.Evidence.DecidedAt, screening.Evidence.ScreeningId);
        }
    }

    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        foreach (var (row, known) in run.Monitored.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (await records.FindAsync(SubjectStore.Table, Shard.OfKey(row).Partition, row, cancellation) is not { } record)
            {
                if (!run.Unmonitored.TryGetValue(row, out var ended) || ended + EndsWithin < known.At)
                {
                    run.Fault(0, AuditFaultKind.ContentDiffers,
                        $"The subject of {known.Screening} is monitored and its row is gone: it would not be screened again.");
                }
            }
            else if (ForeignRows.Read(() => SubjectStore.Read(record).Subject) is not { } subject
                || (subject.SubmittedAt <= known.At && !known.Requests.Contains(HashOf(subject.Request))))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers,
                    $"The subject of {known.Screening} is monitored, and its row is not what a screening of it asked for.");
            }
        }
    }

    // The service itself looks up where an address is; the row holds what the caller sent.
    private static string HashOf(ScreeningRequest request) => AuditRecord.HashOf(JsonSerializer.Serialize(
        request with { Signals = request.Signals with { LookedUp = null } }, EvidenceCodec.Options));
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Derives what stands against subjects: every decision, end, strike and merge of the log is an event of its subject, letter by letter and
/// at its version; no event counts as a decision that the log does not know; heads count what is there. What machines merely saw (whose
/// key it is, what a detector observed) is not in the log and bears a seal.
/// </summary>
internal sealed class DerivedSubjects(IRecordStore records, EnforcementActs acts, EnforcementIndex index, RowSeal seal) : IDerivedRows
{
    /// <summary>Digits of the key of a subject.</summary>
    private const int PartitionDigits = 32;

    private const string NoSeal = "bears no seal.";
    private const string Unknown = "is a decision that stands in no record of the log.";

    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        var partitions = new SortedSet<string>(run.Versioned.Keys.Where(key => key.Length == PartitionDigits
            && key.All(char.IsAsciiHexDigitLower)), StringComparer.Ordinal);
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(EnforcementRows.Table, EnforcementRows.Index).WithPrefix(EnforcementRows.ActedPrefix), cancellation))
        {
            partitions.Add(row.Row[EnforcementRows.ActedPrefix.Length..]);
        }

        for (var shard = 0; shard < EnforcementRows.Shards; shard++)
        {
            await foreach (var subject in index.AllAsync(shard, cancellation))
            {
                partitions.Add(subject.Key);
            }
        }

        foreach (var partition in partitions.ToList())
        {
            await foreach (var row in records.ReadAllAsync(
                new RecordQuery(EnforcementRows.Table, EnforcementRows.ChildrenOf(partition)), cancellation))
            {
                partitions.Add(row.Row[(row.Row.IndexOf('-', StringComparison.Ordinal) + 1)..]);
            }
        }

        var unsealed = new List<string>();
        foreach (var partition in partitions)
        {
            await CompareAsync(partition, run, unsealed, cancellation);
        }

        if (unsealed.Count > 0)
        {
            // One fault for all: where a backup was restored without its secret there are as many as subjects.
            run.Fault(0, AuditFaultKind.NotRecorded, $"Events of {unsealed.Count} subjects, the first is {unsealed[0]}, bear no seal of "
                + "the service: they were written past it, or its secret is another one than when it wrote them.");
        }
    }

    private async Task CompareAsync(string partition, VerificationRun run, List<string> unsealed, CancellationToken cancellation)
    {
        var known = run.Versioned.GetValueOrDefault(partition, []).ToDictionary();
        run.Waiting += await PendingRows.AddWaitingAsync(records, EnforcementRows.Table, partition, EnforcementRows.Acts, known,
            cancellation);
        var isAnnounced = await acts.IsAnnouncedAsync(partition, cancellation);
        var head = await records.FindAsync(EnforcementRows.Table, partition, EnforcementRows.Head, cancellation);
        var version = 0L;
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(EnforcementRows.Table, partition).WithPrefix(EnforcementRows.Events), cancellation))
        {
            version++;
            if (FaultOf(partition, row, version, known, run) is { } fault && !(fault == Unknown && isAnnounced))
            {
                if (fault == NoSeal)
                {
                    unsealed.Add(partition);
                    return;
                }

                run.Fault(0, AuditFaultKind.ContentDiffers, $"Event {version} of the subject {partition} {fault}");
                return; // One fault of a subject is enough: what follows is shifted.
            }
        }

        if (known.Count > 0)
        {
            run.Fault(0, AuditFaultKind.ContentDiffers,
                $"Event {known.Keys.Min()} of the subject {partition} stands in the log ({known[known.Keys.Min()].Act}) and is gone.");
        }
        else if (head is null ? version > 0 : HeadFault(partition, head, version) is not null)
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, head is null ? $"The head of the subject {partition} is gone."
                : $"The head of the subject {partition} {HeadFault(partition, head, version)}");
        }
    }

    private string? FaultOf(string partition, StoredRecord row, long version, Dictionary<long, (string Act, string Commitment)> known,
        VerificationRun run)
    {
        if (row.Row.Length != EnforcementRows.OfEvent(version).Length + 1
            || !row.Row.StartsWith(EnforcementRows.OfEvent(version), StringComparison.Ordinal))
        {
            return "is missing, or stands there twice.";
        }

        if (ErasedPayload.Is(row.Json))
        {
            // Of an erased subject what holds remains: decisions, strikes and merges are never erased, notices, appeals, bands and words
            // lose their texts. A word loses its text with either of its two accounts.
            var left = ForeignRows.Read(() => ErasedEvents.Read(row, seal));
            if (left is not null)
            {
                return !known.Remove(version, out var told) || told.Act != left.Act ? "is not the one that the log knows."
                    : run.IsErased(partition) || (left.Ruling is { Other: var other } && run.IsErased(other.Key)) ? null
                    : "was erased without an act in the log.";
            }

            return !known.Remove(version, out var erased) || erased.Act == EnforcementActs.Retracted
                ? run.IsErased(partition) ? null : "was erased without an act in the log."
                : "was erased, and no erasure takes it.";
        }

        var happened = ForeignRows.Read(() => StreamEvent.Read(row.Row[^1], SaltedEvent.Unwrap(RowSeal.ContentOf(row.Json))));
        if (known.Remove(version, out var recorded))
        {
            return happened?.Act == recorded.Act && AuditRecord.HashOf(row.Json) == recorded.Commitment ? null
                : "is not the one that the log knows.";
        }

        return happened switch
        {
            null => "cannot be read.",
            { Act: not null } => Unknown, // Taken into the log since it was read, where the subject is announced.
            _ when seal.Open(EnforcementRows.Table, $"{partition}/{row.Row}", row.Json) is null =>
                NoSeal,
            _ => null,
        };
    }

    private static string? HeadFault(string partition, StoredRecord row, long version)
    {
        var head = ForeignRows.Read(() => SubjectStreamStore.Head(row));
        return head is null ? "cannot be read."
            : !SubjectRef.TryParse(head.Subject, out var subject, out _) || subject.Key != partition ? "names another subject."
            : head.Version != version ? $"says {head.Version} events; there are {version}." : null;
    }
}

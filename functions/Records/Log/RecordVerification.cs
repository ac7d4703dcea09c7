using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Log;

/// <summary>What verifying the whole record found.</summary>
/// <param name="Records">Records of the log.</param>
/// <param name="Checkpoints">Checkpoints it was compared with.</param>
/// <param name="Screenings">Screenings whose stored evidence was compared with the log.</param>
/// <param name="Subjects">Chains of subjects that were compared with the log.</param>
/// <param name="Erased">Screenings whose evidence was erased, with the act in the log.</param>
/// <param name="Waiting">Acts that were not taken into the log yet.</param>
/// <param name="Root">Root of the Merkle tree over the log.</param>
/// <param name="At">When.</param>
/// <param name="Faults">What is wrong, the log's own first; empty where nothing is.</param>
public sealed record VerifiedRecord(
    long Records, int Checkpoints, long Screenings, long Subjects, long Erased, long Waiting, string Root, DateTimeOffset At,
        ImmutableArray<AuditFault> Faults);

/// <summary>
/// Verifies the whole record: the log against its own chain, tree, head and checkpoints; the stored evidence of every screening and the
/// chain of every subject against the log; and that nothing is stored that the log does not know.
/// </summary>
internal sealed class RecordVerification(IRecordStore records, AuditLog log, LogSealer sealer, LogCheckpoints checkpoints,
    ScreeningStore screenings, AuditTrail trail, OtherChains others, AlertQueue queue, AlertStore alerts, ActingRows acting,
    IMessageQueue messages, IEnumerable<IDerivedRows> derived, TimeProvider time)
{
    /// <summary>Verifies everything. Acts that wait are taken over first, unless the log must stay as it is.</summary>
    public async Task<VerifiedRecord> VerifyAsync(bool seal, CancellationToken cancellation)
    {
        if (seal)
        {
            await sealer.SealAsync(cancellation);
        }

        var run = new VerificationRun();
        var (kept, unreadable) = await checkpoints.ReadAsync(cancellation);
        run.Faults.AddRange(
            unreadable.Select(name =>
            new AuditFault(0, AuditFaultKind.CheckpointBroken, $"What is kept as {name} in {checkpoints.Place} is not a checkpoint.")));
        var head = await log.HeadAsync(cancellation);
        var verifier = new LogVerifier(head, kept);
        await foreach (var record in log.ReadAsync(0, long.MaxValue, cancellation))
        {
            if (record.Sequence > head.Length)
            {
                break; // Written since the head was read.
            }

            verifier.Add(record);
            run.See(record);
        }

        run.Faults.AddRange(verifier.Finish());
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Intake).WithPrefix(LogRows.Direct), cancellation))
        {
            run.Waiting++;
            run.SeeWaiting(JsonSerializer.Deserialize(row.Json, LogJson.Default.PendingAct)!.Act);
        }

        await CompareEvidenceAsync(run, cancellation);
        await CompareSubjectsAsync(run, cancellation);
        await CompareOthersAsync(run, cancellation);
        await acting.CompareAsync(run, cancellation);
        foreach (var rows in derived)
        {
            await rows.CompareAsync(run, cancellation);
        }

        return new VerifiedRecord(
            head.Length, kept.Length, run.Screenings.Count, run.Subjects.Count, run.ErasedFound, run.Waiting,
                verifier.Frontier.Root.ToString(), time.GetUtcNow(), run.Faults.ToImmutable());
    }

    /// <summary>Every stored screening is in the log with the hash of what is stored, and every screening of the log is stored, or erased
    /// by an act.</summary>
    private async Task CompareEvidenceAsync(VerificationRun run, CancellationToken cancellation)
    {
        foreach (var shard in Shard.All)
        {
            var waiting = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var row
                in records.ReadAllAsync(new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix(ScreeningStore.ActPrefix),
                cancellation))
            {
                waiting.Add(row.Row[ScreeningStore.ActPrefix.Length..]);
            }

            run.Waiting += waiting.Count;
            var keys = new DerivedKeys(records, run);
            await foreach (var row
                in records.ReadAllAsync(new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix(ScreeningStore.EvidencePrefix),
                cancellation))
            {
                var id = row.Row[ScreeningStore.EvidencePrefix.Length..];
                if (!run.Screenings.TryGetValue(id, out var known))
                {
                    if (!waiting.Contains(id))
                    {
                        run.Fault(0, AuditFaultKind.NotRecorded, $"The screening {id} is stored and stands in no record of the log.");
                    }

                    continue;
                }

                run.Screenings[id] = known with { Stored = true };
                if (ErasedPayload.Is(row.Json))
                {
                    run.Compare(id, known.Sequence);
                }
                else if (await ContentAsync(row.Json, cancellation) is not { } bytes || AuditRecord.HashOf(bytes) != known.Commitment)
                {
                    run.Fault(known.Sequence, AuditFaultKind.ContentDiffers,
                        $"The stored evidence of {id} is not the evidence that record {known.Sequence} was made of.");
                }
                else
                {
                    var stored = JsonSerializer.Deserialize<StoredScreening>(bytes, EvidenceCodec.Options)!;
                    keys.See(id, known.Sequence, stored.Key);
                    DerivedMonitoring.See(run, stored);
                    if (RaisingEvidence.Of(stored.Evidence) is { } raising)
                    {
                        run.Raising[id] = raising;
                    }
                }
            }

            await keys.CompareAsync(shard, cancellation);
        }

        run.Faults.AddRange(run.Screenings.Where(pair => !pair.Value.Stored).OrderBy(pair => pair.Value.Sequence)
            .Select(pair =>
                new AuditFault(pair.Value.Sequence, AuditFaultKind.ContentDiffers,
                $"The evidence of {pair.Key}, record {pair.Value.Sequence}, is gone.")));
    }

    private async Task<byte[]?> ContentAsync(string json, CancellationToken cancellation)
    {
        try
        {
            return await screenings.ContentAsync(json, cancellation);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return null; // The row names a blob that is gone, or is no row of ours: it is not what was stored.
        }
    }

    /// <summary>Every subject's chain is whole, and is in the log from its first record on; only what was announced just now may be
    /// missing.</summary>
    private async Task CompareSubjectsAsync(VerificationRun run, CancellationToken cancellation)
    {
        var announced = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row
            in records.ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Intake).WithPrefix(LogRows.Announced), cancellation))
        {
            announced.Add(row.Row[LogRows.Announced.Length..]);
        }

        var now = time.GetUtcNow();
        var rows = new SubjectRows(records, alerts, queue, screenings, messages, time);
        var queued = (await queue.ReadAsync(decided: false, now, cancellation)).Concat(
            await queue.ReadAsync(decided: true, now, cancellation)).Select(row => AlertId.Parse(row.Id).SubjectKey);
        foreach (var subject in queued.Concat(run.Subjects.Keys).Distinct().Order(StringComparer.Ordinal).ToList())
        {
            try
            {
                await CompareSubjectAsync(subject, announced.Contains(subject), rows, run, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException && !StoreFailure.Is(error))
            {
                // Whatever a reader stumbles over was not written by the service; the others are looked at as well.
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The rows of {subject} cannot be read: {error.GetType().Name}.");
            }
        }

        await rows.CompareAlertsAsync(run, cancellation);
    }

    private async Task CompareSubjectAsync(string subject, bool isAnnounced, SubjectRows rows, VerificationRun run,
        CancellationToken cancellation)
    {
        foreach (var fault in await trail.VerifyAsync(subject, run.IsErased, cancellation))
        {
            run.Faults.Add(fault with { Text = $"Chain of {subject}: {fault.Text}" });
        }

        var (chain, _) = await trail.ReadAsync(subject, cancellation);
        await rows.CompareAsync(subject, chain, run, cancellation);
        var known = run.Subjects.GetValueOrDefault(subject, new KnownChain(0, ""));
        var behind = chain.Length - known.Count;
        var prefix = chain.Take((int)known.Count).Aggregate(new KnownChain(0, ""), (state, record) => state.Then(record.Hash));
        if (prefix != known)
        {
            run.Fault(0, AuditFaultKind.ContentDiffers,
                $"The chain of {subject} is not the one whose {known.Count} records stand in the log.");
        }
        else if (behind > 0 && !isAnnounced)
        {
            run.Fault(0, AuditFaultKind.NotRecorded,
                $"The last {behind} records of the chain of {subject} stand in no record of the log.");
        }
        else
        {
            run.Waiting += behind;
        }
    }

    /// <summary>Every chain of no subject follows itself from record to record, and what the log took of it is what it holds.</summary>
    private async Task CompareOthersAsync(VerificationRun run, CancellationToken cancellation)
    {
        foreach (var chain in await others.AllAsync(cancellation))
        {
            var (count, previous) = (0L, AuditChain.Genesis);
            var taken = await others.TakenAsync(chain, cancellation);
            await foreach (var row in records.ReadAllAsync(chain.After(0, 1000), cancellation))
            {
                var record = ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.AuditRecord));
                count++;
                if (record is null || record.Sequence != count || record.PreviousHash != previous || record.ComputeHash() != record.Hash
                    || (count <= taken && !run.Commitments.Contains(record.Hash)))
                {
                    run.Fault(0, AuditFaultKind.ContentDiffers,
                        $"Record {count} of the chain {chain.Name} is not the one that was written, or not the one that stands in the "
                            + $"log.");
                    break;
                }

                previous = record.Hash;
            }

            if (count < taken)
            {
                run.Fault(0, AuditFaultKind.Truncated, $"The chain {chain.Name} has {count} records; {taken} of it stand in the log.");
            }

            run.Waiting += Math.Max(0, count - taken);
        }
    }
}

using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Audit;

/// <summary>What an act was, before it is chained.</summary>
/// <param name="At">When.</param>
/// <param name="Actor">Who.</param>
/// <param name="Act">What, as a stable code.</param>
/// <param name="Target">What it was done to.</param>
/// <param name="Content">The content it stored; null where none.</param>
public sealed record AuditAct(DateTimeOffset At, string Actor, string Act, string Target, string? Content = null);

/// <summary>One thing wrong with a chain.</summary>
/// <param name="Sequence">The record's number, or the number that is missing.</param>
/// <param name="Kind">What is wrong.</param>
/// <param name="Text">In words.</param>
public sealed record AuditFault(long Sequence, AuditFaultKind Kind, string Text);

/// <summary>What can be wrong with a chain.</summary>
public enum AuditFaultKind
{
    /// <summary>A record's hash does not fit its content: it was edited.</summary>
    Edited,

    /// <summary>A number is missing: a record was deleted.</summary>
    Missing,

    /// <summary>A number stands twice: the chain forks, or a record was inserted.</summary>
    Forked,

    /// <summary>A record does not follow the one before it.</summary>
    Broken,

    /// <summary>Records stand in another order than their numbers.</summary>
    Reordered,

    /// <summary>A record of another chain stands here.</summary>
    Foreign,

    /// <summary>The chain is shorter than its remembered head: its end was cut off.</summary>
    Truncated,

    /// <summary>The chain is longer than its remembered head, or ends in another hash.</summary>
    HeadDiffers,

    /// <summary>The content that the act stored is not the content that is stored now.</summary>
    ContentDiffers,

    /// <summary>The log is not the one that a checkpoint was made of: it was rewritten with its head.</summary>
    CheckpointDiffers,

    /// <summary>A checkpoint does not follow the one before it: one is missing or was exchanged.</summary>
    CheckpointBroken,

    /// <summary>Something was done and stands in no record of the log.</summary>
    NotRecorded,
}

/// <summary>Appends to and verifies chains of audit records. Pure functions over records.</summary>
public static class AuditChain
{
    /// <summary>What the first record names as the one before it.</summary>
    public static string Genesis { get; } = new('0', 64);

    /// <summary>Chains acts to a head; gives the records and the new head.</summary>
    public static (ImmutableArray<AuditRecord> Records, AuditHead Head) Append(AuditHead head, IEnumerable<AuditAct> acts)
    {
        var records = ImmutableArray.CreateBuilder<AuditRecord>();
        foreach (var act in acts)
        {
            var record = new AuditRecord(
                head.Chain, head.Length + 1, act.At.ToUniversalTime(), act.Actor, act.Act, act.Target, act.Content is null ? ""
                    : AuditRecord.HashOf(act.Content), head.Hash, "");
            record = record with { Hash = record.ComputeHash() };
            records.Add(record);
            head = new AuditHead(head.Chain, record.Sequence, record.Hash);
        }

        return (records.ToImmutable(), head);
    }

    /// <summary>
    /// Verifies records in the order they are stored against the remembered head. An empty answer means that they are exactly the records
    /// that were appended. A rewrite of the whole chain and of the head together shows only against a head kept elsewhere.
    /// </summary>
    public static ImmutableArray<AuditFault> Verify(IEnumerable<AuditRecord> records, AuditHead head)
    {
        var faults = ImmutableArray.CreateBuilder<AuditFault>();
        var previous = AuditHead.Empty(head.Chain);
        foreach (var record in records)
        {
            if (record.ComputeHash() != record.Hash)
            {
                faults.Add(new(record.Sequence, AuditFaultKind.Edited, $"Record {record.Sequence} does not bear the hash of its content."));
            }

            if (record.Chain != head.Chain)
            {
                faults.Add(new(record.Sequence, AuditFaultKind.Foreign, $"Record {record.Sequence} belongs to the chain {record.Chain}."));
            }

            if (record.Sequence != previous.Length + 1)
            {
                var kind = record.Sequence == previous.Length ? AuditFaultKind.Forked : record.Sequence < previous.Length
                    ? AuditFaultKind.Reordered : AuditFaultKind.Missing;
                faults.Add(new(record.Sequence, kind, $"Record {record.Sequence} follows record {previous.Length}."));
            }

            if (record.PreviousHash != previous.Hash)
            {
                faults.Add(
                    new(record.Sequence, AuditFaultKind.Broken,
                    $"Record {record.Sequence} names another predecessor than record {previous.Length}."));
            }

            previous = new AuditHead(head.Chain, record.Sequence, record.Hash);
        }

        if (previous.Length < head.Length)
        {
            faults.Add(new(previous.Length + 1, AuditFaultKind.Truncated,
                $"The chain ends at record {previous.Length}; {head.Length} were written."));
        }
        else if (previous != head)
        {
            faults.Add(new(previous.Length, AuditFaultKind.HeadDiffers,
                $"The chain ends at record {previous.Length} with another hash than the head of length {head.Length}."));
        }

        return faults.ToImmutable();
    }
}

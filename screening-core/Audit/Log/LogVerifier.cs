using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Audit.Log;

/// <summary>
/// Verifies the log record by record, in the order they are stored: the chain, the tree, the remembered head, and every checkpoint that was
/// kept elsewhere. One verifier reads one log once; it keeps a few hashes, so a log of any length can be verified.
/// </summary>
public sealed class LogVerifier
{
    private readonly LogHead _head;
    private readonly Queue<Checkpoint> _checkpoints;
    private readonly ImmutableArray<AuditFault>.Builder _faults = ImmutableArray.CreateBuilder<AuditFault>();
    private MerkleFrontier _frontier = MerkleFrontier.Empty;
    private string _hash = AuditChain.Genesis;
    private long _sequence;
    private Checkpoint? _lastGood;

    /// <summary>Begins.</summary>
    /// <param name="head">The head as it is remembered.</param>
    /// <param name="checkpoints">The checkpoints, in any order.</param>
    public LogVerifier(LogHead head, IEnumerable<Checkpoint> checkpoints)
    {
        _head = head;
        var sorted = checkpoints.OrderBy(checkpoint => checkpoint.Size).ToList();
        _checkpoints = new(sorted);
        var previous = AuditChain.Genesis;
        foreach (var checkpoint in sorted)
        {
            if (checkpoint.Previous != previous)
            {
                _faults.Add(
                    new(checkpoint.Size, AuditFaultKind.CheckpointBroken,
                    Say(
                        $"The checkpoint at {checkpoint.Size} names another predecessor than the checkpoint that is kept before it: one is missing or was exchanged.")));
            }

            previous = checkpoint.Hash;
        }
    }

    /// <summary>Tree of what was read so far.</summary>
    public MerkleFrontier Frontier => _frontier;

    /// <summary>Takes the next record.</summary>
    /// <returns>True where nothing is wrong with it.</returns>
    public bool Add(AuditRecord record)
    {
        var before = _faults.Count;
        if (record.ComputeHash() != record.Hash)
        {
            Fault(record.Sequence, AuditFaultKind.Edited, $"Record {record.Sequence} does not bear the hash of its content.");
        }

        if (record.Chain != LogHead.Chain)
        {
            Fault(record.Sequence, AuditFaultKind.Foreign, $"Record {record.Sequence} belongs to {record.Chain}, not to the log.");
        }

        if (record.Sequence != _sequence + 1)
        {
            var kind = record.Sequence == _sequence ? AuditFaultKind.Forked : record.Sequence < _sequence ? AuditFaultKind.Reordered
                : AuditFaultKind.Missing;
            Fault(record.Sequence, kind, $"Record {record.Sequence} follows record {_sequence}.");
        }

        if (record.PreviousHash != _hash)
        {
            Fault(record.Sequence, AuditFaultKind.Broken, $"Record {record.Sequence} names another predecessor than record {_sequence}.");
        }

        (_sequence, _hash) = (record.Sequence, record.Hash);
        _frontier = _frontier.Append(MerkleHash.TryParse(record.Hash, out _) ? MerkleHash.OfRecord(record) : MerkleHash.OfNothing).Next;
        while (_checkpoints.TryPeek(out var next) && next.Size <= _frontier.Size)
        {
            Compare(_checkpoints.Dequeue());
        }

        return _faults.Count == before;
    }

    /// <summary>Ends: what is wrong, in the order it was found; empty where the log is exactly what was appended.</summary>
    public ImmutableArray<AuditFault> Finish()
    {
        if (_frontier.Size < _head.Length)
        {
            Fault(_frontier.Size + 1, AuditFaultKind.Truncated, $"The log ends at record {_frontier.Size}; {_head.Length} were written.");
        }
        else if (_frontier.Size != _head.Length || _hash != _head.Hash || _frontier != _head.Frontier)
        {
            Fault(_frontier.Size, AuditFaultKind.HeadDiffers,
                $"The log ends at record {_frontier.Size} otherwise than its head of length {_head.Length} remembers.");
        }

        foreach (var checkpoint in _checkpoints)
        {
            Fault(_frontier.Size + 1, AuditFaultKind.Truncated,
                $"A checkpoint of {checkpoint.At:yyyy-MM-dd HH:mm} UTC holds {checkpoint.Size} records; the log ends at {_frontier.Size}: its end was cut off.");
        }

        return _faults.ToImmutable();
    }

    private void Compare(Checkpoint checkpoint)
    {
        if (checkpoint.Size == _frontier.Size && checkpoint.Root == _frontier.Root && checkpoint.Head == _hash)
        {
            _lastGood = checkpoint;
            return;
        }

        Fault(
            (_lastGood?.Size ?? 0) + 1,
            AuditFaultKind.CheckpointDiffers,
            $"The log is not the one of the checkpoint at {checkpoint.Size} ({checkpoint.At:yyyy-MM-dd HH:mm} UTC): it was rewritten somewhere from record {(_lastGood?.Size ?? 0) + 1} to {checkpoint.Size}.");
    }

    private void Fault(long sequence, AuditFaultKind kind, FormattableString text) => _faults.Add(new(sequence, kind, Say(text)));

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

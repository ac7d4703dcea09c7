using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Log;

/// <summary>What the log knows of a screening.</summary>
internal sealed record KnownScreening(long Sequence, string Commitment, bool Stored = false);

/// <summary>Count and running hash of what the log knows of a subject's chain.</summary>
internal sealed record KnownChain(long Count, string Hash)
{
    public KnownChain Then(string hash) => new(Count + 1, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Hash + hash))));
}

/// <summary>What one verification gathers.</summary>
internal sealed class VerificationRun
{
    private readonly HashSet<string> _erasures = new(StringComparer.Ordinal);

    public ImmutableArray<AuditFault>.Builder Faults { get; } = ImmutableArray.CreateBuilder<AuditFault>();

    public Dictionary<string, KnownScreening> Screenings { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, KnownChain> Subjects { get; } = new(StringComparer.Ordinal);

    /// <summary>What the records of other chains were taken over with.</summary>
    public HashSet<string> Commitments { get; } = new(StringComparer.Ordinal);

    public long ErasedFound { get; private set; }

    public long Waiting { get; set; }

    public void See(AuditRecord record)
    {
        if (record.Act == RecordActs.ScreeningDecided)
        {
            Screenings[record.Target] = new KnownScreening(record.Sequence, record.ContentHash);
        }
        else if (record.Act == RecordActs.PayloadErased)
        {
            _erasures.Add(record.Target);
        }
        else if (AlertId.TryParse(record.Target.Split('/')[0], out var alert) && record.Target.Contains('/', StringComparison.Ordinal))
        {
            Subjects[alert.SubjectKey] = Subjects.GetValueOrDefault(alert.SubjectKey, new KnownChain(0, "")).Then(record.ContentHash);
        }
        else if (record.ContentHash.Length > 0)
        {
            Commitments.Add(record.ContentHash);
        }
    }

    /// <summary>An erased payload needs an act of the log that erased it.</summary>
    public void Compare(string id, long sequence)
    {
        if (_erasures.Contains(id))
        {
            ErasedFound++;
        }
        else
        {
            Fault(sequence, AuditFaultKind.ContentDiffers,
                $"The evidence of {id}, record {sequence}, was erased without an act in the log.");
        }
    }

    public void Fault(long sequence, AuditFaultKind kind, string text) => Faults.Add(new AuditFault(sequence, kind, text));
}

using System.Collections.Immutable;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Replay;
using Compliance.Functions.Records.Retention;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Console.RecordPages;

/// <summary>What the page of the record shows.</summary>
public sealed record RecordPageModel
{
    public required LogHead Head { get; init; }

    public required ImmutableArray<Checkpoint> Checkpoints { get; init; }

    public required string Place { get; init; }

    /// <summary>The records shown, newest first.</summary>
    public required ImmutableArray<AuditRecord> Records { get; init; }

    /// <summary>The id they speak of; null for the newest of all.</summary>
    public string? About { get; init; }

    public required ImmutableArray<LegalHold> Holds { get; init; }

    /// <summary>What one person asked for and a second one must agree on.</summary>
    public required ImmutableArray<PendingApproval> Approvals { get; init; }

    /// <summary>Deliveries of webhooks by endpoint: waiting and dead.</summary>
    public required ImmutableArray<(string Endpoint, int Waiting, int Dead)> Webhooks { get; init; }

    public VerifiedRecord? Verified { get; init; }

    public ReplaySummary? Replayed { get; init; }

    public ErasureRun? Erased { get; init; }

    /// <summary>Why an act was refused; null where none was.</summary>
    public string? Problem { get; init; }
}

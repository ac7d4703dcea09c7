using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Identity.Entra;
using Compliance.Functions.Records.Replay;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Records;

/// <summary>The log of acts, in short.</summary>
internal sealed record AuditLogAnswer(long Length, string Root, string Head, string CheckpointPlace, int Checkpoints,
    CheckpointAnswer? LatestCheckpoint);

/// <summary>A checkpoint.</summary>
internal sealed record CheckpointAnswer(long Size, string Root, string Head, DateTimeOffset At, string Previous, string Hash);

/// <summary>All checkpoints.</summary>
internal sealed record CheckpointsAnswer(CheckpointAnswer[] Checkpoints, string[] Unreadable);

/// <summary>Some records of the log.</summary>
internal sealed record AuditRecordsAnswer(AuditRecordAnswer[] Records);

/// <summary>A record of the log.</summary>
internal sealed record AuditRecordAnswer(
    long Sequence, DateTimeOffset At, string Actor, string Act, string Target, string ContentHash, string PreviousHash,
    [property: Description("SHA-256 of the JSON array of chain, sequence, at, actor, act, target, contentHash, previousHash.")]
        string Hash);

/// <summary>That a record stands in the tree of a size: RFC 6962, the leaf being the record's hash.</summary>
internal sealed record InclusionAnswer(long Sequence, long Size, string Root, string RecordHash, string[] Path);

/// <summary>That the tree of the first size is the beginning of the tree of the second.</summary>
internal sealed record ConsistencyAnswer(long First, long Second, string FirstRoot, string SecondRoot, string[] Path);

/// <summary>What verifying found.</summary>
internal sealed record VerificationAnswer(
    bool Whole, long Records, int Checkpoints, long Screenings, long Subjects, long Erased, long Waiting, string Root, DateTimeOffset At,
        FaultAnswer? First, FaultAnswer[] Faults, int FaultCount);

/// <summary>One thing that is wrong with the record.</summary>
internal sealed record FaultAnswer(long Sequence, string Kind, string Text);

/// <summary>A legal hold.</summary>
internal sealed record HoldAnswer(string SubjectKey, string SubjectId, string Reason, string By, DateTimeOffset At);

/// <summary>All holds that stand.</summary>
internal sealed record HoldsAnswer(HoldAnswer[] Holds);

/// <summary>The body of placing or releasing a hold, and of an erasure.</summary>
internal sealed record SubjectReasonBody
{
    [Description("The caller's id of the subject.")]
    public string? SubjectId { get; init; }

    [Description("Why, in words: 1 to 1000 characters.")]
    public string? Reason { get; init; }
}

/// <summary>What an erasure or a purge did.</summary>
internal sealed record ErasureAnswer(string[] Erased, string[] Alerts, KeptAnswer[] Kept)
{
    /// <summary>Why nothing was purged; null where the purge ran.</summary>
    public string? NotNow { get; init; }
}

/// <summary>What was kept, by which rule, until when.</summary>
internal sealed record KeptAnswer(string Id, string Why, DateTimeOffset? Until);

/// <summary>All reports.</summary>
internal sealed record ReportsAnswer(ReportAnswer[] Reports);

/// <summary>A report of blocked property or of a rejected transaction.</summary>
internal sealed record ReportAnswer
{
    public required string Id { get; init; }

    [Description("blocked (31 CFR 501.603) or rejected (31 CFR 501.604).")]
    public required string Kind { get; init; }

    [Description("incomplete, ready, filed or not_needed.")]
    public required string State { get; init; }

    [Description("on_track, at_risk, breached or done.")]
    public required string Clock { get; init; }

    public required DateOnly On { get; init; }

    [Description("The tenth business day after.")]
    public required DateOnly DueOn { get; init; }

    public required string Alert { get; init; }

    public required string ScreeningId { get; init; }

    [Description("False while the machine blocks and nobody has confirmed; the days run.")]
    public required bool Confirmed { get; init; }

    public required ReportFieldAnswer[] Fields { get; init; }

    [Description("Codes of what the report must say and does not.")]
    public required string[] Missing { get; init; }

    [Description("Codes of what is unknown and lawfully so.")]
    public required string[] LawfullyUnknown { get; init; }

    public DateOnly? FiledOn { get; init; }

    public string? Reference { get; init; }

    public DateOnly? ReleasedOn { get; init; }
}

/// <summary>A row of a report.</summary>
internal sealed record ReportFieldAnswer(string Code, string Title, string Citation, bool Minimum, string? Value, string Note);

/// <summary>The annual report of blocked property.</summary>
internal sealed record AnnualReportAnswer(int Year, DateOnly AsOf, DateOnly DueOn, bool Due, decimal KnownUsd, int ValueUnknown,
    ReportAnswer[] Held);

/// <summary>The body of an act on a report: which fields an act takes is said in its description.</summary>
internal sealed record ReportActBody
{
    [Description("Facts by code: facts, submitter. An empty text takes a fact back.")]
    public Dictionary<string, string>? Facts { get; init; }

    [Description("The day: filed, released.")]
    public DateOnly? On { get; init; }

    [Description("The authority's reference: filed.")]
    public string? Reference { get; init; }

    [Description("The licence or rule: released.")]
    public string? Authority { get; init; }

    [Description("Why: not-needed.")]
    public string? Reason { get; init; }
}

/// <summary>Deliveries that were not accepted.</summary>
internal sealed record DeliveriesAnswer(DeliveryAnswer[] Waiting, DeliveryAnswer[] Dead);

/// <summary>A delivery.</summary>
internal sealed record DeliveryAnswer(string Id, string Endpoint, long Sequence, int Attempts, DateTimeOffset NextAt, string? LastError);

/// <summary>How many deliveries are sent again.</summary>
internal sealed record RevivedAnswer(int Revived);

/// <summary>JSON of the record: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 16)]
[JsonSerializable(typeof(AuditLogAnswer))]
[JsonSerializable(typeof(CheckpointAnswer))]
[JsonSerializable(typeof(CheckpointsAnswer))]
[JsonSerializable(typeof(AuditRecordsAnswer))]
[JsonSerializable(typeof(InclusionAnswer))]
[JsonSerializable(typeof(ConsistencyAnswer))]
[JsonSerializable(typeof(VerificationAnswer))]
[JsonSerializable(typeof(ReplaySummary))]
[JsonSerializable(typeof(HoldAnswer))]
[JsonSerializable(typeof(HoldsAnswer))]
[JsonSerializable(typeof(SubjectReasonBody))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(ReportsAnswer))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(AnnualReportAnswer))]
[JsonSerializable(typeof(ReportActBody))]
[JsonSerializable(typeof(DeliveriesAnswer))]
[JsonSerializable(typeof(RevivedAnswer))]
internal sealed partial class RecordWireJson : JsonSerializerContext;

/// <summary>The JSON of the record as it is written: letters of every script as they are.</summary>
internal static class RecordWireFormat
{
    public static RecordWireJson Json { get; } =
        new(new JsonSerializerOptions(RecordWireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

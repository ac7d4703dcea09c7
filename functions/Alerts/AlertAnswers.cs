using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Alerts;

/// <summary>One page of <c>GET /api/v1/alerts</c>.</summary>
internal sealed record AlertsAnswer(AlertRowAnswer[] Alerts, int Total, int Page, int Pages, AlertCountsAnswer Counts);

/// <summary>Counts over all alerts that need work, whatever is filtered.</summary>
internal sealed record AlertCountsAnswer(int Open, int Unclaimed, int AwaitingApproval, int AwaitingInformation, int OnHold, int AtRisk,
    int Breached);

/// <summary>An alert in the list.</summary>
internal sealed record AlertRowAnswer
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string? SubjectId { get; init; }

    public required string Status { get; init; }

    public required string Decision { get; init; }

    [Description("on_track, at_risk (due today), breached, paused or done.")]
    public required string Clock { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required bool Escalated { get; init; }

    public required string? Holder { get; init; }

    public required int Findings { get; init; }

    public required int Undecided { get; init; }

    public required int AwaitingApproval { get; init; }

    public required double TopScore { get; init; }

    public required string? TopEntry { get; init; }

    public required string LatestScreening { get; init; }
}

/// <summary>One alert with its findings and everything that happened to it.</summary>
internal sealed record AlertAnswer
{
    public required string Id { get; init; }

    [Description("Send it with every act: an act on an older version is refused with 409.")]
    public required int Version { get; init; }

    public required string? SubjectId { get; init; }

    public required string Status { get; init; }

    public required string Decision { get; init; }

    public required string Clock { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public required bool Escalated { get; init; }

    public required ClaimAnswer? Claim { get; init; }

    public required string[] Screenings { get; init; }

    public required FindingAnswer[] Findings { get; init; }

    [Description("The stored events in order; $type names the kind.")]
    public required JsonNode[] Events { get; init; }
}

/// <summary>Who holds an alert.</summary>
internal sealed record ClaimAnswer(string By, DateTimeOffset Until);

/// <summary>A finding and its verdict.</summary>
internal sealed record FindingAnswer(
    string Key,
    string Gate,
    string Outcome,
    string? ListEntry,
    [property: Description("Names the party as listings are linked now: findings of one role that share it are one party on several "
        + "lists; null for a gate. One disposition may name all their keys.")] string? Party,
    string? Role,
    double Score,
    string Screening,
    VerdictAnswer? Verdict);

/// <summary>A verdict.</summary>
internal sealed record VerdictAnswer(
    string Disposition, string Reason, string Text, string By, DateTimeOffset At, bool NeedsApproval, bool Final, string? ApprovedBy,
        DateTimeOffset? ApprovedAt, DateTimeOffset? GoodGuyUntil);

/// <summary>The body of every act on an alert; which fields an act takes is said in its description.</summary>
internal sealed record AlertActBody
{
    [Description("The version that was read; needed for every act but claim and note.")]
    public int? Version { get; init; }

    [Description("Keys of the findings: disposition, approve, reject, undo, reopen.")]
    public string[]? Findings { get; init; }

    [Description("false_positive, true_match or inconclusive: disposition.")]
    public string? Disposition { get; init; }

    [Description("Code of the reason: disposition.")]
    public string? Reason { get; init; }

    [Description("In words: every act but claim and release; may be empty for approve.")]
    public string? Text { get; init; }

    [Description("Asks for a good-guy entry until this moment: disposition.")]
    public DateTimeOffset? GoodGuyUntil { get; init; }

    [Description("End of the hold: hold.")]
    public DateTimeOffset? Until { get; init; }

    [Description("The colleague: handover.")]
    public string? To { get; init; }
}

/// <summary>JSON of the alerts: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32)]
[JsonSerializable(typeof(AlertsAnswer))]
[JsonSerializable(typeof(AlertAnswer))]
[JsonSerializable(typeof(AlertActBody))]
internal sealed partial class AlertWireJson : JsonSerializerContext;

/// <summary>The JSON of alerts as it is written: letters of every script as they are.</summary>
internal static class AlertWireFormat
{
    public static AlertWireJson Json { get; } =
        new(new JsonSerializerOptions(AlertWireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

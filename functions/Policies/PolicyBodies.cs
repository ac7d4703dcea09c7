using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Policies;

/// <summary>A text of a policy.</summary>
internal sealed record PolicyTextBody
{
    [Description("The text of the policy, as docs/policies.md describes it.")]
    public string? Text { get; init; }

    [Description("The count of events that was read; the command is refused where it changed. May be left out.")]
    public int? Seen { get; init; }
}

/// <summary>A command on a version.</summary>
internal sealed record PolicyCommandBody
{
    [Description("Why; needed to send a version back.")]
    public string? Text { get; init; }

    [Description("For shadow: on how many of a thousand subjects the version is tried, 0 where left out.")]
    public int? Permille { get; init; }

    [Description("The count of events that was read; the command is refused where it changed. May be left out.")]
    public int? Seen { get; init; }
}

internal sealed record PolicyProblemAnswer(int Line, int Column, string Message, string? Suggestion);

internal sealed record PolicyFindingAnswer(
    [property: Description("unmet, not_proven, never_fires, contradiction: these prevent publishing; always_fires, implied, "
        + "uncovered: these do not.")]
    string Kind, string Row, string Other, string Text, [property: Description("A case that shows it, in words.")] string? Witness,
    bool Prevents);

internal sealed record PolicyCheckAnswer(PolicyProblemAnswer[] Problems, string? Hash,
    [property: Description("The text in its one form; null where it has problems.")] string? Formatted, PolicyFindingAnswer[] Findings,
    bool CanBePublished);

internal sealed record PolicyActAnswer(string By, DateTimeOffset At);

internal sealed record PolicyVersionAnswer(int Version, int? Parent, string Hash,
    [property: Description("draft, proposed, approved, shadow, active, retired, rejected or rolled_back.")] string Status,
    PolicyActAnswer Author, PolicyActAnswer? Proposed, PolicyActAnswer[] Approvals, int ApprovalsNeeded, string? RejectedBecause,
    PolicyBacktestNote? Backtest, DateTimeOffset? DiesAt,
    [property: Description("What a version in the shadow would have changed since this instance started.")] PolicyShadowNote? Shadow,
    string? Text);

internal sealed record PolicyShadowNote(int Permille, int Cases, int Changed);

internal sealed record PolicyBacktestNote(DateTimeOffset At, int Cases, int Changed, string Digest);

internal sealed record PolicyVersionsAnswer(string Name, int Seen,
    [property: Description("The version that decides; null where none does.")] int? Active,
    PolicyVersionAnswer[] Versions);

internal sealed record PoliciesAnswer(PolicyVersionsAnswer[] Policies);

internal sealed record PolicyRowChangeAnswer(string Row, string? Before, string? After);

internal sealed record PolicyCellAnswer(string Where, string Before, string After);

internal sealed record PolicyDiffAnswer(PolicyRowChangeAnswer[] Rows, bool Proven, long Tightened, long Loosened, PolicyCellAnswer[] Cells);

internal sealed record PolicyBacktestAnswer(int Version, int Cases, int Changed, PolicyShiftAnswer[] Shifts, PolicyOutcomeAnswer[] Outcomes,
    PolicyRowAnswer[] Rows, int Immature, int Refused, string Digest);

internal sealed record PolicyShiftAnswer(string Before, string After, int Cases);

internal sealed record PolicyOutcomeAnswer(string Outcome, int Cases, int StoppedBefore, int StoppedAfter);

internal sealed record PolicyRowAnswer(string Row, int Fired, int Undecided, int Alone, string MostWith, int Together);

internal sealed record LawChapterAnswer(string Name, string Question, string Hash,
    [property: Description("The rows, in the language that docs/policies.md describes.")] string Text, PolicyFindingAnswer[] Findings);

internal sealed record LawAnswer([property: Description("The tables, as evidence pins them.")] string Policy,
    [property: Description("The day that counts.")] string On, LawChapterAnswer[] Chapters);

/// <summary>JSON of policies: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 16,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyTextBody))]
[JsonSerializable(typeof(PolicyCommandBody))]
[JsonSerializable(typeof(PolicyCheckAnswer))]
[JsonSerializable(typeof(PolicyVersionAnswer))]
[JsonSerializable(typeof(PolicyVersionsAnswer))]
[JsonSerializable(typeof(PoliciesAnswer))]
[JsonSerializable(typeof(PolicyDiffAnswer))]
[JsonSerializable(typeof(PolicyBacktestAnswer))]
[JsonSerializable(typeof(LawAnswer))]
internal sealed partial class PolicyWireJson : JsonSerializerContext;

/// <summary>The form of the interface.</summary>
internal static class PolicyWire
{
    public static PolicyWireJson Json { get; } = new(new JsonSerializerOptions(PolicyWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

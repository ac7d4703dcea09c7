using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Appeals;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Appeals;

/// <summary>A new appeal.</summary>
internal sealed record AppealBody
{
    [Description("The action it is against.")]
    public string? Action { get; init; }

    [Description("subject (default), customer_for_end_user or provider.")]
    public string? Party { get; init; }

    [Description("facts_wrong, not_me, rule_misapplied, disproportionate, new_information or other.")]
    public string[]? Grounds { get; init; }

    [Description("In the party's words, up to 5,000 characters.")]
    public string? Text { get; init; }

    [Description("The language they read: en, de, fr, es, ar or zh.")]
    public string? Locale { get; init; }

    [Description("Files: pdf, png, jpeg or plain text, each up to 1 MB, together up to 1.2 MB.")]
    public AttachmentBody[]? Attachments { get; init; }
}

internal sealed record AttachmentBody(string? Name, [property: Description("The bytes in base64.")] string? Content);

/// <summary>A command on an appeal.</summary>
internal sealed record AppealCommandBody
{
    [Description("The version of the appeal that was read; a later one is refused with 409.")]
    public int? Version { get; init; }

    [Description("The reasons, the question, the answer, or why an outcome is declined.")]
    public string? Text { get; init; }

    [Description("upheld, varied, overturned or remitted; for decide.")]
    public string? Outcome { get; init; }

    [Description("rule, threshold, list, model, training, gap or new_facts: what was at fault; needed to overturn or vary.")]
    public string? Defect { get; init; }

    [Description("The milder measure, 1 warn, 2 challenge, 5 payment hold or 6 suspend; for varied.")]
    public int? Rung { get; init; }

    [Description("Its end; for varied.")]
    public string? Until { get; init; }

    [Description("Files; for answer.")]
    public AttachmentBody[]? Attachments { get; init; }
}

/// <summary>An appeal as it stands.</summary>
public sealed record AppealAnswer
{
    public required string Id { get; init; }

    public required string Action { get; init; }

    public required string DecisionId { get; init; }

    public required string Subject { get; init; }

    public required string Party { get; init; }

    [Description("received, admitted, inadmissible, assigned, information_requested, second_awaited, upheld, varied, overturned, remitted, "
        + "effective, closed or withdrawn.")]
    public required string Status { get; init; }

    [Description("on_track, at_risk, breached, paused or done.")]
    public required string Clock { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required string[] Grounds { get; init; }

    public required string Text { get; init; }

    public required string Locale { get; init; }

    public required string Via { get; init; }

    public required int Version { get; init; }

    public string? AssignedTo { get; init; }

    public string? Question { get; init; }

    public required string[] Answers { get; init; }

    public required AttachmentAnswer[] Attachments { get; init; }

    public RulingAnswer? Proposed { get; init; }

    public RulingAnswer? Decided { get; init; }

    public string? Learning { get; init; }

    public DateTimeOffset? EffectiveAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }
}

public sealed record AttachmentAnswer(string Sha256, string Name, string Type, int Bytes);

public sealed record RulingAnswer(string Outcome, string Reasons, string? Defect, string By, string? Maker, DateTimeOffset At,
    string[] Siblings);

internal sealed record AppealsAnswer(AppealAnswer[] Appeals);

internal sealed record LearningAnswer(string Id, string Appeal, string Action, string Defect, string[] Rows, string By, DateTimeOffset At);

internal sealed record LearningsAnswer(LearningAnswer[] Learnings);

/// <summary>JSON of appeals: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppealBody))]
[JsonSerializable(typeof(AppealCommandBody))]
[JsonSerializable(typeof(AppealAnswer))]
[JsonSerializable(typeof(AppealsAnswer))]
[JsonSerializable(typeof(LearningsAnswer))]
internal sealed partial class AppealWireJson : JsonSerializerContext;

/// <summary>From appeals to what is answered.</summary>
internal static class AppealWire
{
    public static AppealWireJson Json { get; } = new(new JsonSerializerOptions(AppealWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static AppealAnswer Of(AppealState state, DateTimeOffset now) => new()
    {
        Id = state.Appeal.Id,
        Action = state.Appeal.Action,
        DecisionId = state.Appeal.DecisionId,
        Subject = state.Appeal.Subject.ToString(),
        Party = WireNames.Of(state.Appeal.Party),
        Status = WireNames.Of(state.Status),
        Clock = WireNames.Of(state.ClockAt(now)),
        ReceivedAt = state.Appeal.ReceivedAt,
        DueAt = state.DueAt,
        Grounds = [.. state.Appeal.Grounds.Select(WireNames.Of)],
        Text = state.Appeal.Text,
        Locale = state.Appeal.Locale,
        Via = state.Appeal.Via,
        Version = state.Version,
        AssignedTo = state.AssignedTo?.Value,
        Question = state.Question?.Question,
        Answers = [.. state.Answers.Select(answer => answer.Text)],
        Attachments = [.. FilesOf(state).Select(file => new AttachmentAnswer(file.Sha256, file.Name, file.Type, file.Bytes))],
        Proposed = state.Proposed is { } proposed ? Of(proposed.Ruling, proposed.By.Value, null, proposed.At, [.. proposed.Siblings]) : null,
        Decided = state.Decided is { } decided
            ? Of(decided.Ruling, decided.By.Value, decided.Maker.Value, decided.At, [.. decided.Siblings])
            : state.Refusal is { } refusal ? new RulingAnswer("inadmissible", refusal.Reasons, null, refusal.By.Value, null, refusal.At, [])
            : null,
        Learning = state.Learning?.Learning,
        EffectiveAt = state.EffectiveAt,
        ClosedAt = state.ClosedAt,
    };

    /// <summary>Every file of an appeal and of its answers.</summary>
    public static IEnumerable<AppealAttachment> FilesOf(AppealState state)
        => (state.Appeal.Attachments.IsDefault ? [] : state.Appeal.Attachments).Concat(state.Answers.SelectMany(answer =>
            answer.Attachments.IsDefault ? [] : answer.Attachments));

    public static LearningAnswer Of(SubjectStream stream, LearningOpened learning) => new(learning.Learning, learning.Id,
        stream.Appeals.All[learning.Id].Appeal.Action, WireNames.Of(learning.Defect), [.. learning.Rows], learning.By.Value, learning.At);

    private static RulingAnswer Of(AppealRuling ruling, string by, string? maker, DateTimeOffset at, string[] siblings)
        => new(WireNames.Of(ruling.Outcome), ruling.Reasons, ruling.Defect is { } defect ? WireNames.Of(defect) : null, by, maker, at, siblings);
}

using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Notices;

/// <summary>A variable of a template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">text, texts or flag.</param>
/// <param name="Meaning">What it holds, for whoever writes templates.</param>
public sealed record NoticeVariable(string Name, string Type, string Meaning);

/// <summary>The templates that there are, and which variables each may use.</summary>
public static class NoticeTemplates
{
    private const string Text = "text";

    private static readonly ImmutableArray<NoticeVariable> Common =
    [
        new("notice_id", Text, "The notice's id"), new("platform", Text, "The platform's name"),
        new("subject", Text, "Whom the measure meets: account, key or user"), new("audience", Text, "customer, end_user, reporter or provider"),
        new("kind", Text, "The template's name"), new("measure", Text, "The measure, in words"),
        new("redress", "texts", "What can be done about it"),
    ];

    private static readonly ImmutableArray<NoticeVariable> Action =
    [
        .. Common,
        new("decided_on", Text, "The day of the decision"), new("from", Text, "From which day it holds"),
        new("until", Text, "To which day it holds, or that it has no end"), new("effect", Text, "What the measure means"),
        new("scope", Text, "How far down it reaches"), new("grounds", "texts", "Each ground with its rule"),
        new("facts", Text, "What happened"), new("source", Text, "Where the information came from"),
        new("detection", Text, "Whether a machine detected it"), new("decision", Text, "Whether a machine decided it"),
        new("territory", Text, "Where it holds"), new("can_appeal", "flag", "Whether an appeal can be made"),
        new("appeal_until", Text, "The last day for an appeal"), new("appeal_link", Text, "The link to appeal"),
    ];

    private static readonly ImmutableArray<NoticeVariable> Appeal =
    [
        .. Common,
        new("appeal_id", Text, "The appeal's id"), new("received_on", Text, "The day it came"),
        new("due_on", Text, "The day by which it is decided"),
    ];

    private static readonly NoticeVariable Words = new("words", Text, "The reasons, or the question, as the officer wrote them");

    /// <summary>The name of the template of a kind of notice.</summary>
    public static string NameOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Action => "action",
        NoticeKind.ActionEnded => "action_ended",
        NoticeKind.AppealReceived => "appeal_received",
        NoticeKind.AppealInadmissible => "appeal_inadmissible",
        NoticeKind.AppealQuestion => "appeal_question",
        NoticeKind.AppealDecided => "appeal_decided",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };

    /// <summary>The kind of a template's name; null where there is none.</summary>
    public static NoticeKind? KindOf(string? name) => Enum.GetValues<NoticeKind>().Cast<NoticeKind?>().FirstOrDefault(kind =>
        NameOf(kind!.Value) == name);

    /// <summary>The variables that a template of a kind may use.</summary>
    public static ImmutableArray<NoticeVariable> VariablesOf(NoticeKind kind) => kind switch
    {
        NoticeKind.Action => Action,
        NoticeKind.ActionEnded =>
            [.. Action, new("ended_on", Text, "The day on which it ends"), new("reason", Text, "Why it ended")],
        NoticeKind.AppealReceived => Appeal,
        NoticeKind.AppealInadmissible => [.. Appeal, Words],
        NoticeKind.AppealQuestion => [.. Appeal, Words, new("answer_link", Text, "The link to answer")],
        NoticeKind.AppealDecided =>
            [.. Appeal, Words, new("outcome", Text, "The outcome, in words"), new("meaning", Text, "What follows from it")],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };

    /// <summary>The variables without which a notice of a kind would not say what the law asks for: to whoever it meets.</summary>
    public static ImmutableArray<string> NeededBy(NoticeKind kind) => kind switch
    {
        NoticeKind.Action =>
            ["measure", "effect", "from", "until", "grounds", "facts", "source", "detection", "decision", "territory", "redress",
                "appeal_link", "appeal_until"],
        NoticeKind.ActionEnded => ["measure", "ended_on", "reason"],
        NoticeKind.AppealReceived => ["appeal_id", "received_on", "due_on"],
        NoticeKind.AppealInadmissible => ["appeal_id", "words", "redress"],
        NoticeKind.AppealQuestion => ["appeal_id", "words", "answer_link", "due_on"],
        NoticeKind.AppealDecided => ["appeal_id", "outcome", "meaning", "words", "redress"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind."),
    };
}

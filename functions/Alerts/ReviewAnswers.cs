using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Alerts;

/// <summary>A good-guy entry.</summary>
internal sealed record GoodGuyAnswer(
    string? SubjectId, string ListEntry, string State, string Why, string Alert, string? Finding, string Reason, string Author,
        string Approver, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? ReviewedAt, DateTimeOffset? RevokedAt);

/// <summary>All good-guy entries.</summary>
internal sealed record GoodGuysAnswer(GoodGuyAnswer[] Entries);

/// <summary>A subject.</summary>
internal sealed record SubjectAnswer(string Key, bool Monitored, SubjectScreeningAnswer[] Screenings, AlertAnswer[] Alerts);

/// <summary>A screening of a subject.</summary>
internal sealed record SubjectScreeningAnswer(string ScreeningId, DateTimeOffset At, string Channel, string Decision, string Action,
    int Hits, string CorpusHash);

/// <summary>A day of work.</summary>
internal sealed record DayAnswer(DateOnly Day, int Opened, int Decided);

/// <summary>Verdicts on findings of a list or gate.</summary>
internal sealed record SourceAnswer(string Source, int FalsePositives, int TrueMatches, double FalsePositiveShare);

/// <summary>How the work goes.</summary>
internal sealed record WorkAnswer
{
    public required int Open { get; init; }

    [Description("Open alerts up to 2, 3 to 10, 11 to 30 and more than 30 days old.")]
    public required int[] OpenByAge { get; init; }

    public required Dictionary<string, int> OpenByClock { get; init; }

    public required DateTimeOffset? OldestOpenedAt { get; init; }

    public required int AwaitingSecondPerson { get; init; }

    public required int Decided { get; init; }

    [Description("Share of alerts decided before their deadline, 0 to 1.")]
    public required double InTimeShare { get; init; }

    public required double? MedianHoursToDecide { get; init; }

    public required double? NinetyPercentHoursToDecide { get; init; }

    public required int SentBack { get; init; }

    public required int Reopened { get; init; }

    public required int GoodGuysStanding { get; init; }

    public required int GoodGuysDue { get; init; }

    public required SourceAnswer[] Results { get; init; }

    public required DayAnswer[] ByDay { get; init; }
}

/// <summary>A group of like findings.</summary>
internal sealed record BulkGroupAnswer(string Group, string ListEntry, string Pattern, int Findings);

/// <summary>A finding of a bulk verdict.</summary>
internal sealed record BulkMemberAnswer(string Alert, string Finding, int Version);

/// <summary>A bulk verdict.</summary>
internal sealed record BulkVerdictAnswer(string Id, string Group, string Stage, string Reason, string Text, string Author,
    DateTimeOffset ProposedAt, string? Approver, string? Ending, BulkMemberAnswer[] Members);

/// <summary>Groups that can be decided at once and the verdicts there are.</summary>
internal sealed record BulkAnswerBody(BulkGroupAnswer[] Groups, BulkVerdictAnswer[] Verdicts);

/// <summary>A group before it is decided.</summary>
internal sealed record BulkPreviewAnswer(string Group, int Total, int Cap, BulkMemberAnswer[] Members, BulkExceptionAnswer[] Exceptions);

/// <summary>An alert that stays out of a group.</summary>
internal sealed record BulkExceptionAnswer(string Alert, string Why);

/// <summary>Proposes one verdict for a group.</summary>
internal sealed record BulkProposalBody
{
    [Description("Findings as the preview gave them, with the versions that were read.")]
    public BulkMemberAnswer[]? Members { get; init; }

    [Description("Code of a reason that supports a false positive.")]
    public string? Reason { get; init; }

    [Description("What was checked, in words.")]
    public string? Text { get; init; }
}

/// <summary>Words of an answer to a proposal.</summary>
internal sealed record BulkWordsBody(string? Text);

/// <summary>A saved view of the queue.</summary>
internal sealed record SavedViewBody(string Name, string Query);

/// <summary>An officer's saved views.</summary>
internal sealed record SavedViewsAnswer(SavedViewBody[] Views);

/// <summary>JSON of these answers: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32)]
[JsonSerializable(typeof(GoodGuysAnswer))]
[JsonSerializable(typeof(SubjectAnswer))]
[JsonSerializable(typeof(WorkAnswer))]
[JsonSerializable(typeof(BulkAnswerBody))]
[JsonSerializable(typeof(BulkPreviewAnswer))]
[JsonSerializable(typeof(BulkVerdictAnswer))]
[JsonSerializable(typeof(BulkProposalBody))]
[JsonSerializable(typeof(BulkWordsBody))]
[JsonSerializable(typeof(SavedViewBody))]
[JsonSerializable(typeof(SavedViewsAnswer))]
internal sealed partial class ReviewWireJson : JsonSerializerContext;

/// <summary>The JSON as it is written: letters of every script as they are.</summary>
internal static class ReviewWireFormat
{
    public static ReviewWireJson Json { get; } =
        new(new JsonSerializerOptions(ReviewWireJson.Default.Options!)
        { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>A subject with what is known of it.</summary>
public sealed record SubjectStoryAnswer(string Subject, string Key, string? Parent, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen,
    DateTimeOffset? ErasedAt, string[] Same, string[] Aliases, LinkAnswer[] Links, ActionAnswer[] Actions, int Points,
        SignalAnswer[] Signals,
    FeatureAnswer[] Features, StoryLine[] Story, StandingAnswer Standing, int Version, StrikeAnswer[] Strikes, GapAnswer[] Gaps)
{
    public RiskAnswer? Risk { get; init; }

    [Description("The scores of the last 30 days by the subject's own signals, the worst harms first, at most three.")]
    public RiskHistoryAnswer[] RiskHistory { get; init; } = [];

    [Description("Proofs of identity; null for subjects that prove none.")]
    public ProofsAnswer? Identity { get; init; }

    public StoryNotice[] Notices { get; init; } = [];

    public StoryAppeal[] Appeals { get; init; } = [];
}

/// <summary>A notice in the story of its subject.</summary>
public sealed record StoryNotice(string Id, string Kind, string Status, string? Locale, string? Title, DateTimeOffset? At,
    DateTimeOffset? WithheldUntil);

/// <summary>An appeal in the story of its subject.</summary>
public sealed record StoryAppeal(string Id, string Action, string Status, DateTimeOffset ReceivedAt, DateTimeOffset DueAt);

public sealed record LinkAnswer(string To, string Kind, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);

public sealed record SignalAnswer(string Id, string Type, string Text, long Value, int Severity, int CertaintyPercent, string Ground,
    DateTimeOffset ObservedAt, bool Retracted);

public sealed record FeatureAnswer(string Name, long Hour, long Day, long Month);

/// <summary>Numbers of a sender that did not come.</summary>
public sealed record GapAnswer(string Source, long First, long Last);

public sealed record StoryLine(DateTimeOffset At, string By, string What);

/// <summary>JSON of subjects.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SubjectStoryAnswer))]
internal sealed partial class SubjectWireJson : JsonSerializerContext;

/// <summary><c>GET /api/v1/subjects?ref=</c>: the story of a subject.</summary>
internal static class HttpSubjects
{
    internal static readonly SubjectWireJson Json = new(new JsonSerializerOptions(SubjectWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/subjects", (string? @ref, HttpContext http, SubjectStory story, AuditIntake intake) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, officer => ShowAsync(@ref, officer, http, story, intake)))
            .WithName("showSubject").WithTags("Subjects")
            .WithSummary("The story of a subject: standing, actions, strikes, signals, links and what happened")
            .Produces<SubjectStoryAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> ShowAsync(string? text, Officer officer, HttpContext http, SubjectStory story, AuditIntake intake)
    {
        if (!SubjectRef.TryParse(text, out var subject, out var problem))
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("query ref", null, problem)]));
        }

        if (await story.ReadAsync(subject, http.RequestAborted) is not { } answer)
        {
            return Answers.Problem(Problems.NotFound("Nothing is known of this subject."));
        }

        await intake.RecordAsync(officer.Id.Value, RecordActs.PersonalDataRead, subject.Key, http.RequestAborted);
        return Answers.Json(answer, Json.SubjectStoryAnswer);
    }
}

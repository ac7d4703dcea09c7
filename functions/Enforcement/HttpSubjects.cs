using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary>A subject with what is known of it.</summary>
public sealed record SubjectStoryAnswer(string Subject, string Key, string? Parent, DateTimeOffset? FirstSeen, DateTimeOffset? LastSeen,
    DateTimeOffset? ErasedAt, string[] Same, string[] Aliases, LinkAnswer[] Links, ActionAnswer[] Actions, int Points,
        SignalAnswer[] Signals,
    FeatureAnswer[] Features, StoryLine[] Story, StandingAnswer Standing, int Version)
{
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

/// <summary>Reads the story of a subject.</summary>
internal sealed class SubjectStory(SubjectStreamStore streams, StandingService standings, TimeProvider time)
{
    private const int ShownLines = 200;

    /// <summary>The story; null where nothing is stored.</summary>
    public async Task<SubjectStoryAnswer?> ReadAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var stream = await streams.FindAsync(subject, cancellation);
        if (stream.ETag is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var standing = await standings.FindAsync([subject], now, cancellation);
        return new SubjectStoryAnswer(subject.ToString(), subject.Key, stream.Subject.Parent?.ToString(), stream.Subject.FirstSeen,
            stream.Subject.LastSeen, stream.Subject.ErasedAt, [.. stream.Subject.Same.Select(one => one.ToString())],
            [.. stream.Subject.Aliases],
            [.. stream.Subject.Links.Values.Select(link => new LinkAnswer(link.To.ToString(), link.Kind, link.FirstSeen, link.LastSeen))],
            [.. stream.Actions.Actions.Values.Where(state => state.Action is not null).OrderByDescending(state => state.Action!.From)
                .Select(state => stream.ToAnswer(state, now))],
            stream.Actions.PointsAt(now),
            [.. stream.Signals.All.Values.OrderByDescending(signal => signal.ObservedAt).Select(signal => new SignalAnswer(signal.Id,
                signal.Type,
                signal.Text, signal.Value, signal.Severity, signal.CertaintyPercent, signal.Ground, signal.ObservedAt,
                stream.Signals.Retracted.Contains(signal.Id)))],
            await FeaturesAsync(subject, now, cancellation),
            [.. stream.Events.Reverse().Take(ShownLines).Select(happened => new StoryLine(happened.At, happened.By,
                StoryTexts.Of(happened)))],
            standing.ToAnswer([subject], now), stream.Actions.StandingVersion)
        {
            Notices = [.. Notices.NoticeWire.AllOf(stream).Select(one => Notices.NoticeWire.Of(one.State, one.Owed, now, null))
                .Select(one => new StoryNotice(one.Id, one.Kind, one.Status, one.Locale, one.Title, one.At, one.WithheldUntil))],
            Appeals = [.. stream.Appeals.All.Values.OrderByDescending(state => state.Appeal.ReceivedAt).Select(state => new StoryAppeal(
                state.Appeal.Id, state.Appeal.Action, WireNames.Of(state.Status), state.Appeal.ReceivedAt, state.DueAt))],
        };
    }

    private async Task<FeatureAnswer[]> FeaturesAsync(SubjectRef subject, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await streams.RowAsync(subject, EnforcementRows.Counters, cancellation) is not { } row)
        {
            return [];
        }

        var counters = FeatureCounters.Read(JsonSerializer.Deserialize(row.Json, EventRowJson.Default.String)!);
        long Of(string feature, string window) => Math.Max(counters.Sum(feature, window, now), counters.Distinct(feature, window, now));
        return [.. counters.Features.Select(name => new FeatureAnswer(name, Of(name, "1h"), Of(name, "24h"), Of(name, "30d")))];
    }
}

using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary><c>/api/v1/strikes</c>: give a strike, list those of a subject, void one by its id.</summary>
internal static class HttpStrikes
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/strikes", (HttpContext http, ActionService actions, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => GiveAsync(http, officer, actions, time))),
            "giveStrike", "Gives a subject a strike: points for a time")
            .Accepts<StrikeBody>("application/json").Produces<StrikeAnswer>(StatusCodes.Status201Created);
        Describe(routes.MapPost("/api/v1/strikes/{id}/void",
            (string id, HttpContext http, ActionService actions, SubjectStreamStore streams, TimeProvider time) =>
                OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => VoidAsync(id, http, officer, actions, streams,
                    time))),
            "voidStrike", "Voids a strike by its id; it never counts again, for any moment").Accepts<ReasonBody>("application/json");
        Describe(routes.MapGet("/api/v1/strikes/{id}", (string id, HttpContext http, SubjectStreamStore streams, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => FindAsync(id, http, streams, time))),
            "findStrike", "One strike");
        Describe(routes.MapGet("/api/v1/strikes", (string? subject, HttpContext http, SubjectStreamStore streams, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => ListAsync(subject, http, streams, time))),
            "listStrikes", "The strikes of a subject, void and lapsed ones included, and the points that count now")
            .Produces<StrikesAnswer>();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Strikes").WithSummary(summary)
            .WithDescription("Points are summed when they are read and never subtracted. A POST needs an Idempotency-Key.")
            .Produces<StrikeAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> GiveAsync(HttpContext http, Officer officer, ActionService actions, TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, StrikeWire.Json.StrikeBody, errors) is not { } body
            || Read(body, key, time.GetUtcNow(), errors) is not { } read)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var reply = await actions.GiveAsync(read.Subject, new ActionCommand.GiveStrike(read.Strike), officer, body.Version, key,
            http.RequestAborted);
        return Answer(reply, read.Strike.Id, body.Version, time.GetUtcNow(), StatusCodes.Status201Created);
    }

    private static (SubjectRef Subject, Strike Strike)? Read(StrikeBody body, CommandKey key, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReading(errors);
        var subject = ActionReading.Subject("$.subject", body.Subject, errors);
        var (clause, decision) = (fields.Text("$.clause", body.Clause ?? "", 200), fields.Text("$.decisionId", body.DecisionId, 100));
        var (from, until) = (fields.Moment("$.from", body.From), fields.Moment("$.until", body.Until ?? ""));
        if (body.Points is null)
        {
            errors.Add("$.points", null, "This is needed: 1 to 100.");
        }

        if (errors.Any)
        {
            return null;
        }

        var hash = SubjectItemIds.DigitsOf($"strike\n{key.Client}\n{key.Key}");
        return (subject, new Strike(StrikeIds.Of(subject, hash), decision ?? "dec_" + hash, clause!, body.Points!.Value, from ?? now,
            until!.Value));
    }

    private static async Task<IResult> VoidAsync(string id, HttpContext http, Officer officer, ActionService actions,
        SubjectStreamStore streams, TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, StrikeWire.Json.ReasonBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (StrikeIds.KeyOf(id) is not { } subject || await streams.FindAsync(subject, http.RequestAborted) is not { } stream)
        {
            return Answers.Problem(Problems.NotFound("No strike has this id."));
        }

        var keyed = key.About(id, "void", text!);
        var reply = await actions.GiveAsync(stream.Subject.Ref, new ActionCommand.VoidStrike(id, body.Text ?? ""), officer, body.Version,
            keyed, http.RequestAborted);
        return Answer(reply, id, body.Version, time.GetUtcNow(), StatusCodes.Status200OK, stream.Actions.StandingVersion);
    }

    private static async Task<IResult> FindAsync(string id, HttpContext http, SubjectStreamStore streams, TimeProvider time)
    {
        if (StrikeIds.KeyOf(id) is not { } key || await streams.FindAsync(key, http.RequestAborted) is not { } stream
            || stream.ToStrike(id, time.GetUtcNow()) is not { } strike)
        {
            return Answers.Problem(Problems.NotFound("No strike has this id."));
        }

        AccessRecording.Note(http, id);
        return Answers.Json(strike, StrikeWire.Json.StrikeAnswer);
    }

    private static async Task<IResult> ListAsync(string? text, HttpContext http, SubjectStreamStore streams, TimeProvider time)
    {
        if (!SubjectRef.TryParse(text, out var subject, out var problem))
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("query subject", null, problem)]));
        }

        AccessRecording.Note(http, subject.Key);
        var stream = await streams.FindAsync(subject, http.RequestAborted);
        var now = time.GetUtcNow();
        return stream.ETag is null ? Answers.Problem(Problems.NotFound("Nothing is known of this subject."))
            : Answers.Json(new StrikesAnswer(subject.ToString(), stream.Actions.PointsAt(now), stream.ToStrikes(now)),
                StrikeWire.Json.StrikesAnswer);
    }

    private static IResult Answer(ActionReply reply, string id, int? seen, DateTimeOffset now, int status, int? current = null)
        => reply switch
        {
            ActionReply.Done done when done.Stream.ToStrike(done.Action ?? id, now) is { } strike => Answers.Json(strike,
                StrikeWire.Json.StrikeAnswer, done.Replayed ? StatusCodes.Status200OK : status),
            ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal, seen,
                refused.Refusal.Code == RefusalCode.StaleVersion ? current : null)),
            ActionReply.KeyReused => Answers.Problem(Problems.KeyReused()),
            _ => Answers.Problem(Problems.NotFound("No strike has this id.")),
        };
}

/// <summary>Strikes as the interface shows them.</summary>
internal static class StrikeMapping
{
    /// <summary>The strikes of a subject, newest first.</summary>
    public static StrikeAnswer[] ToStrikes(this SubjectStream stream, DateTimeOffset now) => [.. stream.Actions.Strikes.Values
        .OrderByDescending(strike => strike.From).ThenBy(strike => strike.Id, StringComparer.Ordinal)
        .Select(strike => stream.ToStrike(strike.Id, now)!)];

    /// <summary>One strike; null where there is none.</summary>
    public static StrikeAnswer? ToStrike(this SubjectStream stream, string id, DateTimeOffset now)
    {
        if (stream.Actions.Strikes.GetValueOrDefault(id) is not { } strike)
        {
            return null;
        }

        var (given, ended) = (stream.Actions.Given.GetValueOrDefault(id), stream.Actions.Voids.GetValueOrDefault(id));
        return new StrikeAnswer(id, strike.DecisionId, stream.Subject.Ref.ToString(), strike.Clause, strike.Points, strike.From,
            strike.Until, ended is not null ? "void" : stream.Actions.Counts(strike, now) ? "counting" : "lapsed", given?.By.Value,
            given?.At, ended?.By.Value, ended?.At, stream.Appeals.ReasonsOr(ended?.Text),
            stream.Actions.StandingVersion);
    }
}

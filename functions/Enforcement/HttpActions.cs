using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary><c>/api/v1/actions</c>: take an action, agree with one, lift one by its id.</summary>
internal static class HttpActions
{
    private const int MaxBodyBytes = 64 * 1024;
    private const int ShownActions = 200;
    private static readonly string[] Commands = ["second", "decline", "lift", "shorten", "second-end", "decline-end"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/actions", (HttpContext http, ActionService actions, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => ProposeAsync(http, officer, actions, time))),
            "takeAction",
            "Takes an action against a subject; where two people are needed it waits for the second")
            .Accepts<ActionBody>("application/json").Produces<ActionAnswer>(StatusCodes.Status201Created);
        foreach (var name in Commands)
        {
            var permission = name is "second" or "second-end" ? ReviewPermission.ApproveVerdicts : ReviewPermission.WorkEnforcement;
            Describe(routes.MapPost("/api/v1/actions/{id}/" + name,
                (string id, HttpContext http, ActionService actions, SubjectStreamStore streams, TimeProvider time) =>
                    OfficerGate.ActAsync(http, permission, officer => CommandAsync(id, name, http, officer, actions, streams, time))),
                name.Replace("-", "", StringComparison.Ordinal) + "Action", $"Command on an action: {name}")
                .Accepts<ActionCommandBody>("application/json");
        }

        Describe(routes.MapGet("/api/v1/actions/{id}",
            (string id, HttpContext http, SubjectStreamStore streams, TimeProvider time) =>
                OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ => await AnswerAsync(id, http, streams, time))),
            "findAction", "One action with its grounds, its end and where it is effective");
        Describe(routes.MapGet("/api/v1/actions", (string? subject, HttpContext http, ApprovalReader approvals, SubjectStreamStore streams,
            TimeProvider time) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
                _ => subject is null ? WaitingAsync(http, approvals) : OfSubjectAsync(subject, http, streams, time))),
            "listActions", "Actions, and ends of actions, that wait for a second person; with a subject all actions on it, newest first")
            .Produces<ActionsAnswer>();
        Describe(routes.MapGet("/api/v1/grounds", () => Answers.Json(new GroundsAnswer([.. GroundCatalogue.All.Select(ground =>
            new CatalogueGround(ground.Code, WireNames.Of(ground.Harm), ground.Title, (int)ground.Highest, ground.Freeze, ground.Basis))]),
            EnforcementWire.Json.GroundsAnswer)), "listGrounds", "The grounds on which an action may rest").Produces<GroundsAnswer>();
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Actions").WithSummary(summary)
            .WithDescription($"In Development name the officer in {ApiOfficer.NameHeader} and {ApiOfficer.RoleHeader}. A POST needs an "
                + "Idempotency-Key: the same key with the same body is carried out once.")
            .Produces<ActionAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> WaitingAsync(HttpContext http, ApprovalReader approvals)
    {
        AccessRecording.Note(http, "approvals");
        return Answers.Json(new ActionsAnswer([.. (await approvals.WaitingAsync(ShownActions, http.RequestAborted))
            .Select(one => one.Stream.ToAnswer(one.State, one.At))]), EnforcementWire.Json.ActionsAnswer);
    }

    private static async Task<IResult> OfSubjectAsync(string text, HttpContext http, SubjectStreamStore streams, TimeProvider time)
    {
        if (!SubjectRef.TryParse(text, out var subject, out var problem))
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("query subject", null, problem)]));
        }

        AccessRecording.Note(http, subject.Key);
        var (stream, now) = (await streams.FoldedAsync(subject, http.RequestAborted), time.GetUtcNow());
        return stream.ETag is null ? Answers.Problem(Problems.NotFound("Nothing is known of this subject."))
            : Answers.Json(new ActionsAnswer([.. stream.Actions.Actions.Values.Where(state => state.Action is not null)
            .OrderByDescending(state => state.Action!.From).ThenBy(state => state.Id, StringComparer.Ordinal)
            .Select(state => stream.ToAnswer(state, now))]), EnforcementWire.Json.ActionsAnswer);
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, Officer officer, ActionService actions, TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, EnforcementWire.Json.ActionBody, errors) is not { } body
            || ActionReading.Read(body, key, time.GetUtcNow(), errors) is not { } action)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var reply = await actions.GiveAsync(action.Subject, new ActionCommand.Propose(action), officer, null, key, http.RequestAborted);
        return Answer(reply, action.Id, null, time.GetUtcNow(), StatusCodes.Status201Created);
    }

    private static async Task<IResult> CommandAsync(string id, string name, HttpContext http, Officer officer, ActionService actions,
        SubjectStreamStore streams, TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, EnforcementWire.Json.ActionCommandBody, errors) is not { } body
            || ActionReading.Read(name, id, body, errors) is not { } command)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (ActionIds.KeyOf(id) is not { } subject || await streams.FindAsync(subject, http.RequestAborted) is not { } stream)
        {
            return Answers.Problem(Problems.NotFound("No action has this id."));
        }

        var keyed = key.About(id, name, text!);
        var reply = await actions.GiveAsync(stream.Subject.Ref, command, officer, body.Version, keyed, http.RequestAborted);
        return Answer(reply, id, body.Version, time.GetUtcNow(), StatusCodes.Status200OK, stream);
    }

    private static async Task<IResult> AnswerAsync(string id, HttpContext http, SubjectStreamStore streams, TimeProvider time)
    {
        if (ActionIds.KeyOf(id) is not { } key || await streams.FindAsync(key, http.RequestAborted) is not { } stream
            || stream.Actions.Actions.GetValueOrDefault(id) is not { Action: not null } state)
        {
            return Answers.Problem(Problems.NotFound("No action has this id."));
        }

        AccessRecording.Note(http, id);
        return Answers.Json(stream.ToAnswer(state, time.GetUtcNow()), EnforcementWire.Json.ActionAnswer);
    }

    private static IResult Answer(ActionReply reply, string id, int? seen, DateTimeOffset now, int status, SubjectStream? before = null)
        => reply switch
        {
            ActionReply.Done done when done.Stream.Actions.Actions.GetValueOrDefault(done.Action ?? id) is { } state =>
                Answers.Json(done.Stream.ToAnswer(state, now), EnforcementWire.Json.ActionAnswer, done.Replayed ? StatusCodes.Status200OK
                    : status),
            ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal, seen,
                refused.Refusal.Code == RefusalCode.StaleVersion ? before?.Actions.StandingVersion : null)),
            ActionReply.KeyReused => Answers.Problem(Problems.KeyReused()),
            _ => Answers.Problem(Problems.NotFound("No action has this id.")),
        };
}

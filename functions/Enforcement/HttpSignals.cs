using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Enforcement;

/// <summary><c>/api/v1/signals</c>: what was observed about a subject, and taking an observation back.</summary>
internal static class HttpSignals
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/signals", (string? subject, HttpContext http, SubjectStreamStore streams) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => ListAsync(subject, http, streams))),
            "listSignals", "Signals about a subject, newest first, retracted ones included").Produces<SignalsAnswer>();
        Describe(routes.MapPost("/api/v1/signals/{id}/retract",
            (string id, HttpContext http, StreamCommands commands, TimeProvider time) =>
                OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => RetractAsync(id, http, officer, commands, time))),
            "retractSignal", "Retracts a signal: it was wrong, or its source took it back")
            .WithDescription("That it was there remains. Actions that rest on it are named and end only by commands of their own. A POST "
                + "needs an Idempotency-Key.")
            .Accepts<ReasonBody>("application/json").Produces<RetractionAnswer>()
            .Produces<ProblemBody>(403, Problems.ContentType);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Signals").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(404, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> ListAsync(string? text, HttpContext http, SubjectStreamStore streams)
    {
        if (!SubjectRef.TryParse(text, out var subject, out var problem))
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("query subject", null, problem)]));
        }

        AccessRecording.Note(http, subject.Key);
        var stream = await streams.FindAsync(subject, http.RequestAborted);
        return stream.ETag is null ? Answers.Problem(Problems.NotFound("Nothing is known of this subject."))
            : Answers.Json(new SignalsAnswer(subject.ToString(), stream.ToSignals()), StrikeWire.Json.SignalsAnswer);
    }

    private static async Task<IResult> RetractAsync(string id, HttpContext http, Officer officer, StreamCommands commands,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        var body = key is null ? null : CommandBody.Read(text!, StrikeWire.Json.ReasonBody, errors);
        var subject = body is null ? default : ActionReading.Subject("$.subject", body.Subject, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var now = time.GetUtcNow();
        var reply = await commands.GiveAsync(
            subject,
            stream => Task.FromResult(StreamDecision.Of(SignalDecider.Retract(stream.Signals, id, body!.Text, officer, now),
                StreamEvent.Of)),
            officer, id, key!.About(id, "retract", text!), http.RequestAborted);
        return reply switch
        {
            ActionReply.Done done when done.Stream.ToSignals().FirstOrDefault(signal => signal.Id == id) is { } signal => Answers.Json(
                new RetractionAnswer(signal, [.. done.Stream.Actions.RestingOnReference(id, now).Select(state => state.Id)]),
                StrikeWire.Json.RetractionAnswer),
            ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
            ActionReply.KeyReused => Answers.Problem(Problems.KeyReused()),
            _ => Answers.Problem(Problems.NotFound("The subject has no such signal.")),
        };
    }

    /// <summary>The signals of a subject as the interface shows them, newest first.</summary>
    internal static SignalAnswer[] ToSignals(this SubjectStream stream) => [.. stream.Signals.All.Values
        .OrderByDescending(signal => signal.ObservedAt).ThenBy(signal => signal.Id, StringComparer.Ordinal)
        .Select(signal => new SignalAnswer(signal.Id, signal.Type, signal.Text, signal.Value, signal.Severity, signal.CertaintyPercent,
            signal.Ground, signal.ObservedAt, stream.Signals.Retracted.Contains(signal.Id)))];
}

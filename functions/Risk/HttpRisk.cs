using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Models;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk;

/// <summary><c>/api/v1/risk</c>: the scores of a subject as of any moment, the model behind them, and bands that people set.</summary>
internal static class HttpRisk
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/risk", (string? subject, string? at, HttpContext http, RiskService risk, SubjectStreamStore streams,
            TimeProvider time) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
                _ => ShowAsync(subject, at, http, risk, streams, time))),
            "showRisk", "The scores of a subject, what they are made of, and the least that would lower a band").Produces<RiskAnswer>();
        Describe(routes.MapGet("/api/v1/risk/history", (string? subject, int? days, HttpContext http, RiskHistory history,
            SubjectStreamStore streams, TimeProvider time) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
                _ => HistoryAsync(subject, days, http, history, streams, time))), "showRiskHistory",
            "The scores of a subject over the last days, up to 90, with what weighed most at each moment").Produces<RiskHistoryAnswer[]>();
        Describe(routes.MapGet("/api/v1/risk/model", (HttpContext http, RiskModels models, TimeProvider time) => OfficerGate.ReadAsync(http,
            ReviewPermission.ReadPolicy, async _ => Results.Text(RiskModelCodec.Write(
                (await models.AtAsync(time.GetUtcNow(), http.RequestAborted)).Model), "application/json"))),
            "showRiskModel", "The model in force: priors, weights, half-lives, bands").Produces<string>(200, "application/json");
        Change(routes.MapPost("/api/v1/risk/overrides", (HttpContext http, RiskService risk, StreamCommands commands, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => AskAsync(http, officer, risk, commands, time))),
            "setRiskBand", "Sets at least a band for a time, or asks for at most a band, which another person must agree to")
            .Accepts<OverrideBody>("application/json");
        Change(routes.MapPost("/api/v1/risk/overrides/{id}/second", (string id, HttpContext http, RiskService risk, StreamCommands commands,
            TimeProvider time) => OfficerGate.ActAsync(http, ReviewPermission.ApproveVerdicts, officer => CommandAsync(id, "second", http,
                officer, risk, commands, time, (state, _) => RiskOverrideDecider.Second(state, id, officer, time.GetUtcNow())))),
            "secondRiskBand", "Agrees to a lower band").Accepts<OverrideCommandBody>("application/json");
        Change(routes.MapPost("/api/v1/risk/overrides/{id}/end", (string id, HttpContext http, RiskService risk, StreamCommands commands,
            TimeProvider time) => OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => CommandAsync(id, "end", http,
                officer, risk, commands, time, (state, text) => RiskOverrideDecider.End(state, id, text, officer, time.GetUtcNow())))),
            "endRiskBand", "Ends a band that people set before its time, or takes a proposal back")
            .Accepts<OverrideCommandBody>("application/json");
    }

    private static RouteHandlerBuilder Change(RouteHandlerBuilder route, string name, string summary) => Describe(route, name, summary)
        .WithDescription("A band that people set always ends. Lowering one takes two people. A POST needs an Idempotency-Key.")
        .Produces<RiskAnswer>().Produces<ProblemBody>(403, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType);

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Risk").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(404, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> ShowAsync(string? text, string? at, HttpContext http, RiskService risk, SubjectStreamStore streams,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        var subject = ActionReading.Subject("query subject", text, errors);
        var moment = new FieldReading(errors).Moment("query at", at);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        AccessRecording.Note(http, subject.Key);
        var stream = await streams.FoldedAsync(subject, http.RequestAborted);
        return stream.ETag is null ? Answers.Problem(Problems.NotFound("Nothing is known of this subject."))
            : Answers.Json((await risk.AssessAsync(subject, moment ?? time.GetUtcNow(), http.RequestAborted)).ToAnswer(stream),
                RiskWire.Json.RiskAnswer);
    }

    private static async Task<IResult> HistoryAsync(string? text, int? days, HttpContext http, RiskHistory history,
        SubjectStreamStore streams, TimeProvider time)
    {
        var errors = new FieldErrors();
        var subject = ActionReading.Subject("query subject", text, errors);
        if (days is < 1 or > RiskHistory.MostDays)
        {
            errors.Add("query days", null, $"1 to {RiskHistory.MostDays} is allowed.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        AccessRecording.Note(http, subject.Key);
        var stream = await streams.FoldedAsync(subject, http.RequestAborted);
        return stream.ETag is null ? Answers.Problem(Problems.NotFound("Nothing is known of this subject."))
            : Answers.Json(await history.ReadAsync(stream, time.GetUtcNow(), days ?? 30, http.RequestAborted),
                RiskWire.Json.RiskHistoryAnswerArray);
    }

    private static async Task<IResult> AskAsync(HttpContext http, Officer officer, RiskService risk, StreamCommands commands,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, RiskWire.Json.OverrideBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var fields = new FieldReading(errors);
        var (subject, harm) = (ActionReading.Subject("$.subject", body.Subject, errors), fields.Word<RiskHarm>("$.harm", body.Harm ?? ""));
        var (until, now) = (fields.Moment("$.until", body.Until ?? ""), time.GetUtcNow());
        if (body.Floor is null || body.Band is null)
        {
            errors.Add("$", null, "floor and band are needed.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var id = "rbd_" + CommandKey.Hash($"{key.Client}\n{key.Key}")[..16];
        var wanted = new RiskOverride(id, subject, harm, body.Floor!.Value, body.Band!.Value, body.Reason ?? "", officer.Id, null, now,
            until!.Value);
        return await GiveAsync(subject, id, key, http, officer, risk, commands, time, stream => stream.Subject.IsKnown
            ? RiskOverrideDecider.Ask(stream.Risk, wanted, officer, now)
            : new CommandResult<RiskEvent>.Refused(new Refusal(RefusalCode.UnknownSubject, "Nothing is known of this subject.")));
    }

    private static async Task<IResult> CommandAsync(string id, string act, HttpContext http, Officer officer, RiskService risk,
        StreamCommands commands, TimeProvider time, Func<SubjectRisk, string?, CommandResult<RiskEvent>> decide)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        var body = key is null ? null : CommandBody.Read(text!, RiskWire.Json.OverrideCommandBody, errors);
        var subject = body is null ? default : ActionReading.Subject("$.subject", body.Subject, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : await GiveAsync(subject, id, key!.About(id, act, text!), http, officer, risk, commands,
                time, stream => decide(stream.Risk, body!.Text));
    }

    private static async Task<IResult> GiveAsync(SubjectRef subject, string id, CommandKey key, HttpContext http, Officer officer,
        RiskService risk, StreamCommands commands, TimeProvider time, Func<SubjectStream, CommandResult<RiskEvent>> decide)
    {
        var reply = await commands.GiveAsync(subject, stream => Task.FromResult(StreamDecision.Of(decide(stream), StreamEvent.Of)), officer,
            id, key, http.RequestAborted);
        return reply switch
        {
            ActionReply.Done done => Answers.Json((await risk.AssessAsync(subject, time.GetUtcNow(), http.RequestAborted))
                .ToAnswer(done.Stream), RiskWire.Json.RiskAnswer),
            ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
            ActionReply.KeyReused => Answers.Problem(Problems.KeyReused()),
            _ => Answers.Problem(Problems.NotFound("No band of this id is set.")),
        };
    }
}

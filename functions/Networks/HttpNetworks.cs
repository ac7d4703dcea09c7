using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary><c>/api/v1/networks</c>: which accounts one actor runs and on what that rests, and what officers say of it.</summary>
internal static class HttpNetworks
{
    private const int MaxBodyBytes = 16 * 1024;
    private const int MostClusters = 500;
    private const string Unknown = "The networks know nothing of this account: it has used nothing yet, was erased, or came after the last "
        + "run.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/networks", (string? subject, string? with, HttpContext http, NetworkReader networks) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => ShowAsync(subject, with, http, networks))),
            "showNetwork", "The cluster of an account, how strong each link is, what its members share and what holds it together")
            .Produces<NetworkAnswer>();
        Describe(routes.MapGet("/api/v1/networks/explanation", (string? from, string? to, HttpContext http, NetworkReader networks) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, _ => ExplainAsync(from, to, http, networks))),
            "explainNetwork", "What links two accounts, step by step, and the least evidence without which they are apart")
            .Produces<ExplanationAnswer>();
        Describe(routes.MapGet("/api/v1/networks/clusters", (HttpContext http, NetworkReader networks) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ =>
            {
                AccessRecording.Note(http, "networks");
                return await networks.ListAsync(MostClusters, http.RequestAborted) is { } answer
                    ? Answers.Json(answer, NetworkWire.Json.ClustersAnswer) : Answers.Problem(Problems.NotFound("Nothing ran yet."));
            })), "listClusters", "Clusters, the largest first, and what changed in them from run to run").Produces<ClustersAnswer>();
        Describe(routes.MapPost("/api/v1/networks/runs", (HttpContext http, NetworkRunner runner, AuditIntake intake) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => RunAsync(http, officer, runner, intake))),
            "runNetworks", "Finds the clusters anew from all facts, as a timer does every hour").Produces<NetworkRunAnswer>();
        Describe(routes.MapPost("/api/v1/networks/rulings", (HttpContext http, RulingService rulings) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => RuleAsync(http, "say", officer, rulings))),
            "ruleNetwork", "Says of two accounts that one actor runs both; anything else waits for a second person")
            .Accepts<RulingBody>("application/json").Produces<RulingAnswer>();
        Describe(routes.MapPost("/api/v1/networks/rulings/second", (HttpContext http, RulingService rulings) =>
            OfficerGate.ActAsync(http, ReviewPermission.ApproveVerdicts, officer => RuleAsync(http, "second", officer, rulings))),
            "secondRuling", "Agrees to what was proposed of two accounts").Accepts<RulingBody>("application/json").Produces<RulingAnswer>();
        Describe(routes.MapPost("/api/v1/networks/rulings/decline", (HttpContext http, RulingService rulings) =>
            OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement, officer => RuleAsync(http, "decline", officer, rulings))),
            "declineRuling", "Declines what was proposed of two accounts, or takes one's own proposal back")
            .Accepts<RulingBody>("application/json").Produces<RulingAnswer>();
    }

    internal static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Networks").WithSummary(summary)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> ShowAsync(string? text, string? with, HttpContext http, NetworkReader networks)
    {
        var errors = new FieldErrors();
        var subject = ActionReading.Subject("query subject", text, errors);
        var other = with is null ? (SubjectRef?)null : ActionReading.Subject("query with", with, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        AccessRecording.Note(http, subject.Key);
        return other is { } second && await ProblemAsync(networks, subject, second, "subject", "with", http.RequestAborted) is { } problem
            ? Answers.Problem(problem)
            : await networks.FindAsync(subject, other, http.RequestAborted) is { } answer
            ? Answers.Json(answer, NetworkWire.Json.NetworkAnswer) : Answers.Problem(Problems.NotFound(Unknown));
    }

    private static async Task<IResult> ExplainAsync(string? from, string? to, HttpContext http, NetworkReader networks)
    {
        var errors = new FieldErrors();
        var (one, other) = (ActionReading.Subject("query from", from, errors), ActionReading.Subject("query to", to, errors));
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        AccessRecording.Note(http, one.Key);
        return await ProblemAsync(networks, one, other, "from", "to", http.RequestAborted) is { } problem ? Answers.Problem(problem)
            : await networks.ExplainAsync(one, other, http.RequestAborted) is { } answer
            ? Answers.Json(answer, NetworkWire.Json.ExplanationAnswer) : Answers.Problem(Problems.NotFound(Unknown));
    }

    /// <summary>What stands against explaining two accounts, with the parameter that is wrong.</summary>
    private static async Task<ProblemBody?> ProblemAsync(NetworkReader networks, SubjectRef one, SubjectRef other, string first,
        string second, CancellationToken cancellation)
    {
        if (one == other)
        {
            return Problems.InvalidRequest([new FieldError("query " + second, null, "It is the same account: name another one.")]);
        }

        var unknown = new List<FieldError>();
        foreach (var (account, name) in new[] { (one, first), (other, second) })
        {
            if (!await networks.KnowsAsync(account, cancellation))
            {
                unknown.Add(new FieldError("query " + name, null, Unknown));
            }
        }

        return unknown.Count == 0 ? null : Problems.NotFound(Unknown) with { Errors = [.. unknown] };
    }

    private static async Task<IResult> RunAsync(HttpContext http, Officer officer, NetworkRunner runner, AuditIntake intake)
    {
        await intake.RecordAsync(officer.Id.Value, "networks.run", "networks", http.RequestAborted);
        var run = await runner.RunAsync(http.RequestAborted);
        return Answers.Json(new NetworkRunAnswer(run.About is { } about ? NetworkReader.Of(about) : null, run.Changed, run.Changes.Count),
            NetworkWire.Json.NetworkRunAnswer);
    }

    private static async Task<IResult> RuleAsync(HttpContext http, string act, Officer officer, RulingService rulings)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        if (key is null || CommandBody.Read(text!, NetworkWire.Json.RulingBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (one, other) = (ActionReading.Subject("$.subject", body.Subject, errors), ActionReading.Subject("$.other", body.Other, errors));
        var word = act == "say" ? new FieldReading(errors).Word<RulingWord>("$.word", body.Word ?? "") : RulingWord.None;
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var command = key.About($"{one}\n{other}", act, text!);
        var reply = await (act switch
        {
            "say" => rulings.SayAsync(one, other, word, body.Text, officer, command, http.RequestAborted),
            "second" => rulings.SecondAsync(one, other, officer, command, http.RequestAborted),
            _ => rulings.DeclineAsync(one, other, body.Text, officer, command, http.RequestAborted),
        });
        return reply switch
        {
            ActionReply.Done done => Answers.Json(Told(done.Stream.Rulings, RulingService.Order(one, other).Second),
                NetworkWire.Json.RulingAnswer),
            ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
            _ => Answers.Problem(Problems.KeyReused()),
        };
    }

    private static RulingAnswer Told(SubjectRulings rulings, SubjectRef other)
        => RulingAnswer.Of(other, rulings.Given.GetValueOrDefault(other), rulings.Awaited.GetValueOrDefault(other));
}

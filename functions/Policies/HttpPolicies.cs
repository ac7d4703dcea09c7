using System.Globalization;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Policies;

/// <summary><c>/api/v1/policies</c>: versions of policies, what is proved of them, and who decides which one counts.</summary>
internal static class HttpPolicies
{
    private const int MaxBodyBytes = 1024 * 1024;

    /// <summary>Commands on a version, as addresses name them.</summary>
    public static readonly string[] Commands = ["propose", "approve", "reject", "shadow", "activate", "rollback"];

    private static readonly PolicyWireJson Json = PolicyWire.Json;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Read(routes.MapGet("/api/v1/policies", (HttpContext http, PolicyService policies, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy, async _ => Answers.Json(new PoliciesAnswer([.. (await Task.WhenAll(
                PolicyService.Names.Select(name => policies.FindAsync(name, http.RequestAborted)))).Select(one
                    => one.ToAnswer(time.GetUtcNow()))]),
                Json.PoliciesAnswer))), "listPolicies", "The policies with their versions").Produces<PoliciesAnswer>();
        Read(routes.MapGet("/api/v1/policies/{name}/versions/{version}", (string name, string version, HttpContext http,
            PolicyService policies, PolicyDecision decisions, TimeProvider time) => OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy,
                _ => WithVersionAsync(policies, name, version, http, (policy, one) => Answers.Json(
                    PolicyMapping.ToAnswer(policy.Registry, one, time.GetUtcNow(), text: true, decisions.ShadowOf(one.Hash)),
                        Json.PolicyVersionAnswer)))),
            "findPolicyVersion", "One version with its text").Produces<PolicyVersionAnswer>();
        Read(routes.MapGet("/api/v1/policies/{name}/versions/{version}/proof", (string name, string version, HttpContext http,
            PolicyService policies) => OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy,
                _ => WithVersionAsync(policies, name, version, http, (_, one) => Answers.Json(
                    PolicyMapping.ToCheck(one.Reading, policies.Prove(one)), Json.PolicyCheckAnswer)))),
            "provePolicyVersion", "What is proved of a version today").Produces<PolicyCheckAnswer>();
        Read(routes.MapGet("/api/v1/policies/{name}/diff", (string name, string? from, string? to, HttpContext http,
            PolicyService policies) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy, _ => WithVersionAsync(policies, name, to, http, (policy, one) =>
                policy.Registry.Find(Number(from)) is { } before && policies.Compare(before, one) is { } differences
                    ? Answers.Json(differences.ToAnswer(), Json.PolicyDiffAnswer)
                    : Answers.Problem(Problems.NotFound("There is no version of this number that can be read."))))),
            "comparePolicyVersions",
                "Rows that differ between two versions, and cases that are decided differently").Produces<PolicyDiffAnswer>();
        Read(routes.MapPost("/api/v1/policies/check", (HttpContext http, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy, _ => CheckAsync(http, time))), "checkPolicy",
            "Reads a text without storing it: its problems, or what can be proved of it").Accepts<PolicyTextBody>("application/json")
            .Produces<PolicyCheckAnswer>();
        Change(routes.MapPost("/api/v1/policies/{name}/versions",
            (string name, HttpContext http, PolicyService policies, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.ManagePolicy, officer => TextAsync(name, http, officer, policies, time,
                text => new PolicyCommand.Draft(text)))), "draftPolicy", "Stores a new version as a draft")
            .Accepts<PolicyTextBody>("application/json");
        Change(routes.MapPost("/api/v1/policies/{name}/tighten",
            (string name, HttpContext http, PolicyService policies, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.ManagePolicy, officer => TextAsync(name, http, officer, policies, time,
                text => new PolicyCommand.Tighten(text)))), "tightenPolicy",
            "Lets a text decide at once that makes no case milder; it ends after 72 hours unless another person approves it")
            .Accepts<PolicyTextBody>("application/json");
        foreach (var act in Commands)
        {
            var permission = act is "approve" or "reject" ? ReviewPermission.ApproveVerdicts : ReviewPermission.ManagePolicy;
            Change(routes.MapPost($"/api/v1/policies/{{name}}/versions/{{version}}/{act}", (string name, string version, HttpContext http,
                PolicyService policies, TimeProvider time) => OfficerGate.ActAsync(http, permission,
                    officer => CommandAsync(act, name, version, http, officer, policies, time))), act + "Policy",
                $"Command on a version: {act}").Accepts<PolicyCommandBody>("application/json");
        }

        Change(routes.MapPost("/api/v1/policies/{name}/versions/{version}/backtest", (string name, string version, string? from, string? to,
            HttpContext http, PolicyTrials trials) => OfficerGate.ActAsync(http, ReviewPermission.ManagePolicy,
                officer => BacktestAsync(name, version, from, to, http, officer, trials))),
            "backtestPolicy",
            "Decides cases by a version, beside the one in force: those sent (NDJSON: at, asOf, values, outcome), or, with from and to and "
                + "without a body, what was known when the platform's policy was asked on those days")
            .Accepts<string>("application/x-ndjson", "application/json").Produces<PolicyBacktestAnswer>();
    }

    private static RouteHandlerBuilder Read(RouteHandlerBuilder route, string name, string summary)
        => Describe(route, name, summary);

    private static RouteHandlerBuilder Change(RouteHandlerBuilder route, string name, string summary)
        => Describe(route, name, summary).Produces<PolicyVersionsAnswer>().Produces<ProblemBody>(409, Problems.ContentType);

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Policies").WithSummary(summary)
            .WithDescription("A version is published by two people: whoever wrote or proposed it cannot approve it.")
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> CheckAsync(HttpContext http, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, Json.PolicyTextBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var reading = PolicyParser.Read(body.Text ?? "");
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return Answers.Json(PolicyMapping.ToCheck(reading, reading.Program is { } program ? PolicyProver.Prove(program, day, 1_000_000)
            : null),
            Json.PolicyCheckAnswer);
    }

    private static async Task<IResult> TextAsync(string name, HttpContext http, Officer officer, PolicyService policies, TimeProvider time,
        Func<string, PolicyCommand> command)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, Json.PolicyTextBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (body.Text is not { Length: > 0 and <= PolicyService.MaxTextChars } text)
        {
            errors.Add("$.text", null, $"A text of 1 to {PolicyService.MaxTextChars} characters is needed.");
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return await GiveAsync(name, command(text), body.Seen, http, officer, policies, time);
    }

    private static async Task<IResult> CommandAsync(string act, string name, string version, HttpContext http, Officer officer,
        PolicyService policies, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await JsonBody.ReadAsync(http, MaxBodyBytes, Json.PolicyCommandBody, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return await GiveAsync(name, CommandOf(act, Number(version), body.Text ?? "", body.Permille ?? 0), body.Seen, http, officer,
            policies, time);
    }

    /// <summary>The command that an address or a form names.</summary>
    public static PolicyCommand CommandOf(string act, int version, string text, int permille) => act switch
    {
        "propose" => new PolicyCommand.Propose(version),
        "approve" => new PolicyCommand.Approve(version),
        "reject" => new PolicyCommand.Reject(version, text),
        "shadow" => new PolicyCommand.Shadow(version, permille),
        "activate" => new PolicyCommand.Activate(version),
        "rollback" => new PolicyCommand.RollBack(version),
        _ => throw new InvalidOperationException($"Unknown command {act}."),
    };

    private static async Task<IResult> BacktestAsync(string name, string version, string? from, string? to, HttpContext http,
        Officer officer, PolicyTrials trials)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, PolicyTrials.MaxBytes, http.RequestAborted) is not { } bytes)
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("$", null,
                $"The cases are at most {PolicyTrials.MaxBytes} bytes.")]));
        }

        var errors = new FieldErrors();
        var trial = await trials.RunAsync(name, Number(version), from, to, bytes, officer, errors, http.RequestAborted);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : trial is null ? Answers.Problem(Problems.NotFound("There is no version of this number that can be read."))
            : trial.Refusal is { } refusal ? Answers.Problem(EnforcementMapping.Of(refusal))
            : Answers.Json(trial.Result.ToAnswer(Number(version), trial.Digest), Json.PolicyBacktestAnswer);
    }

    private static async Task<IResult> GiveAsync(string name, PolicyCommand command, int? seen, HttpContext http, Officer officer,
        PolicyService policies, TimeProvider time)
    {
        if (!PolicyService.Names.Contains(name))
        {
            return Answers.Problem(Problems.NotFound($"The policies are {string.Join(" and ", PolicyService.Names)}."));
        }

        var (policy, refusal) = await policies.GiveAsync(name, command, officer, seen, http.RequestAborted);
        return refusal is null ? Answers.Json(policy.ToAnswer(time.GetUtcNow()), Json.PolicyVersionsAnswer)
            : Answers.Problem(EnforcementMapping.Of(refusal, seen, refusal.Code == RefusalCode.StaleVersion ? policy.Registry.Count
                : null));
    }

    private static async Task<IResult> WithVersionAsync(PolicyService policies, string name, string? number, HttpContext http,
        Func<StoredPolicy, PolicyVersion, IResult> then)
        => PolicyService.Names.Contains(name) && await policies.FindAsync(name, http.RequestAborted) is { } policy
            && policy.Registry.Find(Number(number)) is { } version ? then(policy, version)
            : Answers.Problem(Problems.NotFound("There is no version of this number."));

    // What is no number is the number of no version.
    public static int Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

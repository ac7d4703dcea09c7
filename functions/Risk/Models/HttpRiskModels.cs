using System.Globalization;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Risk.Comparison;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Models;

/// <summary><c>/api/v1/risk/models</c>: versions of the score's model, who lets one score, and whom a change would touch.</summary>
internal static class HttpRiskModels
{
    private const int MaxBodyBytes = 512 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Read(routes.MapGet("/api/v1/risk/models", (HttpContext http, RiskModels models, TimeProvider time) => OfficerGate.ReadAsync(http,
            ReviewPermission.ReadPolicy, async _ => Answers.Json(RiskModelsAnswer.Of(await models.FindAsync(http.RequestAborted),
                time.GetUtcNow()), RiskWire.Json.RiskModelsAnswer))), "listRiskModels", "The versions of the score's model")
            .Produces<RiskModelsAnswer>();
        Read(routes.MapGet("/api/v1/risk/models/{version}", (string version, HttpContext http, RiskModels models, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy, async _ =>
            {
                var registry = await models.FindAsync(http.RequestAborted);
                return registry.Find(Number(version)) is { } one ? Answers.Json(RiskModelVersionAnswer.Of(registry, one, time.GetUtcNow(),
                    text: true), RiskWire.Json.RiskModelVersionAnswer) : Missing();
            })), "findRiskModel", "One version with its text").Produces<RiskModelVersionAnswer>();
        Read(routes.MapGet("/api/v1/risk/models/{version}/preview", (string version, HttpContext http, RiskModels models,
            RiskPreview preview) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _
                => (await models.FindAsync(http.RequestAborted)).Find(Number(version)) is { } one ? Answers.Json(
                    await preview.RunAsync(http, one, RiskPreview.MostSubjects, http.RequestAborted), RiskWire.Json.PreviewAnswer)
                        : Missing())),
            "previewRiskModel", "Whose band a version would change, and whom the ladder would touch by it; nothing is taken")
            .Produces<PreviewAnswer>();
        Read(routes.MapGet("/api/v1/risk/models/{version}/comparison", (string version, HttpContext http, RiskModels models,
            RiskComparison comparison) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ =>
            {
                if ((await models.FindAsync(http.RequestAborted)).Find(Number(version)) is not { } one)
                {
                    return Missing();
                }

                var (found, shown) = await comparison.RunAsync(http, one, RiskPreview.MostSubjects, http.RequestAborted);
                return Answers.Json(ComparisonAnswer.Of(found, shown), RiskWire.Json.ComparisonAnswer);
            })), "compareRiskModel", "A version beside the one in force: whose band it changes, and what it gains where outcomes are known")
            .Produces<ComparisonAnswer>();
        Change(routes.MapPost("/api/v1/risk/models", (HttpContext http, RiskModels models, TimeProvider time) =>
            OfficerGate.ActAsync(http, ReviewPermission.ManagePolicy, officer => DraftAsync(http, officer, models, time))),
            "draftRiskModel", "Stores a new version as a draft").Accepts<RiskModelBody>("application/json");
        foreach (var (act, permission, summary) in new[]
        {
            ("propose", ReviewPermission.ManagePolicy, "Proposes a draft, or that an earlier version comes back"),
            ("publish", ReviewPermission.ApproveVerdicts, "Agrees, as another person: the version scores from now on"),
            ("reject", ReviewPermission.RejectModels, "Sends a version back, or takes a proposal back"),
        })
        {
            Change(routes.MapPost($"/api/v1/risk/models/{{version}}/{act}", (string version, HttpContext http, RiskModels models,
                RiskComparison comparison, TimeProvider time) =>
                    OfficerGate.ActAsync(http, permission, officer => CommandAsync(act, version,
                    http, officer, models, comparison, time))), act + "RiskModel", summary)
                        .Accepts<RiskModelCommandBody>("application/json");
        }
    }

    private static RouteHandlerBuilder Change(RouteHandlerBuilder route, string name, string summary) => Read(route, name, summary)
        .Produces<RiskModelsAnswer>().Produces<ProblemBody>(409, Problems.ContentType);

    private static RouteHandlerBuilder Read(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Risk").WithSummary(summary)
            .WithDescription("A version is published by two people: whoever wrote or proposed it does not publish it. To roll back is to "
                + "propose an earlier version.")
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> DraftAsync(HttpContext http, Officer officer, RiskModels models, TimeProvider time)
    {
        var errors = new FieldErrors();
        return await BodyReading.ReadAsync(http, RiskWire.Json.RiskModelBody, MaxBodyBytes, errors) is not { } body
            ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : await GiveAsync(models, officer, time, http, (registry, now) => RiskModelDecider.Draft(registry, body.Model?.GetRawText(),
                body.Seen, officer, now));
    }

    private static async Task<IResult> CommandAsync(string act, string version, HttpContext http, Officer officer, RiskModels models,
        RiskComparison comparison, TimeProvider time)
    {
        var errors = new FieldErrors();
        return await BodyReading.ReadAsync(http, RiskWire.Json.RiskModelCommandBody, MaxBodyBytes, errors) is not { } body
            ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : await GiveAsync(models, officer, time, http,
                await CommandOfAsync(act, Number(version), body.Text, body.Seen, officer, comparison,
                http.RequestAborted));
    }

    /// <summary>The command that an address or a form names. What is published is compared first.</summary>
    public static async Task<Func<RiskModelRegistry, DateTimeOffset, CommandResult<RiskModelEvent>>> CommandOfAsync(string act, int version,
        string? text, int? seen, Officer officer, RiskComparison comparison, CancellationToken cancellation)
    {
        var compared = act == "publish" ? await comparison.ForPublishingAsync(version, cancellation) : null;
        return (registry, now) => act switch
        {
            "propose" => RiskModelDecider.Propose(registry, version, seen, officer, now),
            "publish" => RiskModelDecider.Publish(registry, version, seen, officer, now, compared),
            "reject" => RiskModelDecider.Reject(registry, version, text, seen, officer, now),
            _ => throw new InvalidOperationException($"Unknown command {act}."),
        };
    }

    private static async Task<IResult> GiveAsync(RiskModels models, Officer officer, TimeProvider time, HttpContext http,
        Func<RiskModelRegistry, DateTimeOffset, CommandResult<RiskModelEvent>> command)
    {
        var (registry, refusal) = await models.GiveAsync(command, officer, http.RequestAborted);
        return refusal is null ? Answers.Json(RiskModelsAnswer.Of(registry, time.GetUtcNow()), RiskWire.Json.RiskModelsAnswer)
            : Answers.Problem(EnforcementMapping.Of(refusal));
    }

    /// <summary>A number as an address has it; -1 where it is none.</summary>
    public static int Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : -1;

    private static IResult Missing() => Answers.Problem(Problems.NotFound("There is no version of this number."));
}

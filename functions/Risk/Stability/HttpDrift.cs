using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Stability;

/// <summary><c>/api/v1/risk/drift</c>: whether what the model in force is fed with, and what it comes to, has moved.</summary>
internal static class HttpDrift
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/risk/drift", (HttpContext http, DriftService drift) => OfficerGate.ReadAsync(http,
            ReviewPermission.ReadPolicy, async _ => await AnswerAsync(drift, http.RequestAborted))), "showDrift",
            "The last look for drift of the score's model, and the alarms that stand");
        Describe(routes.MapPost("/api/v1/risk/drift/runs", (HttpContext http, DriftService drift) => OfficerGate.ActAsync(http,
            ReviewPermission.ManagePolicy, async _ =>
            {
                await drift.RunAsync(inPieces: false, http.RequestAborted);
                return await AnswerAsync(drift, http.RequestAborted);
            })), "runDrift", "Looks for drift now; a column that moved raises its alarm");
    }

    private static async Task<IResult> AnswerAsync(DriftService drift, CancellationToken cancellation) => Answers.Json(DriftAnswer.Of(
        await drift.LastAsync(cancellation), await drift.FindAsync(cancellation)), RiskWire.Json.DriftAnswer);

    private static void Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Risk").WithSummary(summary)
            .WithDescription(
                "A sample of stored subjects is scored by the model in force as of a moment of the four weeks before and as of "
                + "one of the last week. A column has moved where its population stability index is 0.1 or more and lies above what chance "
                + "alone gives at these numbers of cases.")
            .Produces<DriftAnswer>().Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType),
        Scopes.Alerts);
}

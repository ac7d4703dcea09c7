using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary><c>GET /api/v1/alerts/{id}</c>: one alert.</summary>
internal static class HttpFindAlert
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/alerts/{id}", RunAsync)
            .WithName("findAlert").WithTags("Alerts")
            .WithSummary("Gives one alert with its findings and history")
            .Produces<AlertAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Alerts);

    private static Task<IResult> RunAsync(string id, HttpContext http, AlertStore alerts, DenialLog denials, PartyLinks links,
        ReviewPolicy policy, TimeProvider clock) =>
        OfficerGate.ReadAsync(http, ReviewPermission.ReadAlerts, async officer =>
        {
            if (!AlertId.TryParse(id, out var alert) || await alerts.FindAsync(alert, http.RequestAborted) is not { } file)
            {
                return Answers.Problem(Problems.NotFound("No alert has this id."));
            }

            if (!officer.Sees(file.Alert))
            {
                await denials.OfScopeAsync(officer, alert, http.RequestAborted);
                return Answers.Problem(Problems.NotFound("No alert has this id."));
            }

            return Answers.Json(file.ToAnswer(clock.GetUtcNow(), policy, officer.View, links.Current), AlertWireFormat.Json.AlertAnswer);
        });
}

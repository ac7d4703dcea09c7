using Compliance.Functions.Contracts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Stores;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Triggers;

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

    private static async Task<IResult> RunAsync(string id, HttpContext http, AlertStore alerts, ReviewPolicy policy, TimeProvider clock) =>
        AlertId.TryParse(id, out var alert) && await alerts.FindAsync(alert, http.RequestAborted) is { } file
            ? Answers.Json(file.ToAnswer(clock.GetUtcNow(), policy), AlertWireFormat.Json.AlertAnswer)
            : Answers.Problem(Problems.NotFound("No alert has this id."));
}

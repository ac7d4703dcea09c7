using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Rescreening;

/// <summary><c>GET /api/v1/rescreenings</c>: the latest runs and how far they are.</summary>
internal static class HttpListRescreenings
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/rescreenings", async (HttpContext http, RescreenOverview overview) =>
                Answers.Json(await overview.LatestAsync(http.RequestAborted), RescreenWireFormat.Json.RescreeningsAnswer))
            .WithName("listRescreenings").WithTags("Rescreenings")
            .WithSummary("Shows the latest rescreenings of monitored subjects and how far they are")
            .Produces<RescreeningsAnswer>(),
        Scopes.Lists);
}

using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Rescreening;

/// <summary><c>GET /api/v1/rescreenings/{number}</c>: one run, with its certificate when it is finished.</summary>
internal static class HttpFindRescreening
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/rescreenings/{number:int}", async (int number, HttpContext http, RescreenOverview overview) =>
                await overview.FindAsync(number, withCertificate: true, http.RequestAborted) is { } run
                    ? Answers.Json(run, RescreenWireFormat.Json.RescreeningAnswer)
                    : Answers.Problem(Problems.NotFound("No rescreening has this number; GET /api/v1/rescreenings names the latest.")))
            .WithName("findRescreening").WithTags("Rescreenings")
            .WithSummary("Shows a rescreening, with its certificate when it is finished")
            .Produces<RescreeningAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Lists);
}

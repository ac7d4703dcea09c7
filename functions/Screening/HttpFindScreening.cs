using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;

namespace Compliance.Functions.Screening;

/// <summary><c>GET /api/v1/screenings/{id}</c>: the stored answer.</summary>
internal static class HttpFindScreening
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/screenings/{id}", RunAsync)
            .WithName("findScreening").WithTags("Screenings")
            .WithSummary("Gives a stored answer again")
            .Produces<ScreeningAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Read);

    private static async Task<IResult> RunAsync(string id, HttpContext http, ScreeningStore screenings, string? answer = null) =>
        await screenings.FindAsync(id, http.RequestAborted) is { } screening
            ? ScreeningShortAnswer.Give(screening.ToAnswer(), answer)
            : Answers.Problem(Problems.NotFound("No screening has this id."));
}

using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Watchlists;

/// <summary><c>POST /api/v1/lists/{code}/refresh</c>: looks for a new version now.</summary>
internal static class HttpRefreshWatchlist
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/lists/{code}/refresh", RunAsync)
            .WithName("refreshWatchlist").WithTags("Lists")
            .WithSummary("Looks for a new version of a list now")
            .WithDescription(
                "Waits until the list is confirmed or replaced. On failure the last good version stays active and the answer is 502 with "
                    + "the reason.")
            .Produces<ListAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType)
            .Produces<ProblemBody>(502, Problems.ContentType),
        Scopes.Lists);

    private static async Task<IResult> RunAsync(string code, HttpContext http, ListOverview overview, ListRefresh refresh)
    {
        if (overview.Find(code) is not { } known)
        {
            return Answers.Problem(Problems.NotFound($"'{code}' is not a list; GET /api/v1/lists names them."));
        }

        await refresh.LookAsync(known, http.RequestAborted);
        var after = overview.Of(known);
        return after.Error is { } reason
            ? Answers.Problem(Problems.RefreshFailed(code, reason))
            : Answers.Json(after, WireFormat.Json.ListAnswer);
    }
}

using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Watchlists;

/// <summary><c>GET /api/v1/lists</c>: every list, its version in use, its age and the last error.</summary>
internal static class HttpListWatchlists
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/lists", (ListOverview overview) => Answers.Json(overview.All(), WireFormat.Json.ListsAnswer))
            .WithName("listWatchlists").WithTags("Lists")
            .WithSummary("Shows the lists screened against, their age, and why a refresh failed")
            .Produces<ListsAnswer>(),
        Scopes.Read);
}

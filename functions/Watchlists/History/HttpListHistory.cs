using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.History;

/// <summary><c>GET /api/v1/lists/{code}/history</c>: versions and events of a list.</summary>
internal static class HttpListHistory
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/lists/{code}/history", RunAsync)
            .WithName("listHistory").WithTags("Lists")
            .WithSummary("Shows every version of a list that was received, and everything that happened to it")
            .Produces<ListHistoryAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Screening);

    private static async Task<IResult> RunAsync(string code, HttpContext http, ListHistory history, SnapshotArchive archive)
    {
        if (!ListCode.TryParse(code, out var list)
            || await history.EventsAsync(list, 0, http.RequestAborted) is not { IsEmpty: false } events)
        {
            return Answers.Problem(Problems.NotFound($"'{code}' has no history here; GET /api/v1/lists names the lists."));
        }

        return Answers.Json(
            new ListHistoryAnswer
            {
                List = list.Value,
                InUse = (await archive.FindAsync(list, http.RequestAborted))?.Version.ContentHash,
                Hold = (await history.HoldAsync(list, http.RequestAborted))?.ToAnswer(),
                Incident = (await history.IncidentAsync(list, http.RequestAborted))?.ToAnswer(),
                Versions = [.. (await history.VersionsAsync(list, http.RequestAborted)).Reverse().Select(stored => stored.ToAnswer())],
                Events = [.. events.Reverse().Select(happened => happened.ToAnswer())],
            },
            ListWireFormat.Json.ListHistoryAnswer);
    }
}

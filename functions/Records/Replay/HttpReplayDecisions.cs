using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Records.Replay;

/// <summary><c>POST /api/v1/audit/replay</c>: are stored decisions recomputed to the same bytes?</summary>
internal static class HttpReplayDecisions
{
    private const int Most = 10_000;

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/audit/replay", RunAsync)
            .WithName("replayDecisions").WithTags("Audit")
            .WithSummary("Recomputes stored decisions from their evidence")
            .WithDescription($"screening: one; limit: most decisions (1000, at most {Most}; the command line knows no limit).")
            .Produces<ReplaySummary>()
            .Produces<ProblemBody>(400, Problems.ContentType),
        Scopes.Audit);

    private static async Task<IResult> RunAsync(HttpContext http, ReplayRun run, string? screening = null, int limit = 1000)
        => limit is < 1 or > Most
        ? Answers.Problem(
            Problems.InvalidHeader("limit", limit.ToString(System.Globalization.CultureInfo.InvariantCulture), $"limit is 1 to {Most}."))
        : Answers.Json(await run.RunAsync(screening, limit, () => { }, http.RequestAborted), RecordWireFormat.Json.ReplaySummary);
}

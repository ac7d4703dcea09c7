using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists;

/// <summary><c>POST /api/v1/lists/{code}/rollback|accept|release</c>: what an operator may do against guards or publisher.
/// Audited.</summary>
internal static class HttpOverrideWatchlist
{
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly (string Act, string Summary)[] Acts =
    [
        ("rollback", "Bring an earlier version of a list back; newer ones stay out until released or until a newer publication"),
        ("accept", "Bring a version into use that the guards refused"),
        ("release", "End a rollback; the next refresh takes what the publisher has"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (act, summary) in Acts)
        {
            ApiKeyGuard.RequireScope(
                routes.MapPost("/api/v1/lists/{code}/" + act,
                    (string code, HttpContext http, ListOverrides overrides, ListRefresh refresh, ServiceOptions options) =>
                        RunAsync(code, act, http, overrides, refresh, options))
                    .WithName(act + "Watchlist").WithTags("Lists")
                    .WithSummary(summary)
                    .Accepts<ListOverrideBody>("application/json")
                    .Produces<ListEventAnswer>()
                    .Produces<ProblemBody>(400, Problems.ContentType)
                    .Produces<ProblemBody>(404, Problems.ContentType)
                    .Produces<ProblemBody>(409, Problems.ContentType),
                Scopes.Admin);
        }
    }

    private static async Task<IResult> RunAsync(string code, string act, HttpContext http, ListOverrides overrides, ListRefresh refresh,
        ServiceOptions options)
    {
        if (!ListCode.TryParse(code, out var list))
        {
            return Answers.Problem(Problems.NotFound($"'{code}' is not a list; GET /api/v1/lists names them."));
        }

        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBodyBytes, http.RequestAborted) is not { } bytes)
        {
            return Answers.Problem(Problems.TooLarge(MaxBodyBytes));
        }

        if (BodyJson.Read(bytes, ListWireJson.Default.ListOverrideBody, out var wrong) is not { } body)
        {
            return Answers.Problem(Problems.InvalidJson(wrong!));
        }

        var by = ApiOfficer.Of(http, options)?.Id.Value ?? ApiKeyGuard.ClientOf(http);
        var (version, reason) = (body.Version ?? "", body.Reason ?? "");
        var result = act switch
        {
            "rollback" => await overrides.RollBackAsync(list, version, by, reason, http.RequestAborted),
            "accept" => await overrides.AcceptAsync(list, version, by, reason, http.RequestAborted),
            "release" => await overrides.ReleaseAsync(list, by, reason, http.RequestAborted),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Not an act on lists."),
        };
        if (result is OverrideResult.Refused refused)
        {
            return Answers.Problem(Problems.OverrideRefused(refused.Reason));
        }

        var done = ((OverrideResult.Done)result).Event;
        await refresh.FollowAsync(list, done, http.RequestAborted);
        return Answers.Json(done.ToAnswer(), ListWireFormat.Json.ListEventAnswer);
    }
}

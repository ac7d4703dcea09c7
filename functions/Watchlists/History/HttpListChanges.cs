using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.History;

/// <summary><c>GET /api/v1/lists/{code}/changes</c>: parties added, amended and delisted, for systems that follow a list.</summary>
internal static class HttpListChanges
{
    private const int DefaultLimit = 200;
    private const int MostLimit = 1000;

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/lists/{code}/changes", RunAsync)
            .WithName("listChanges").WithTags("Lists")
            .WithSummary("Follows the changes of a list: parties added, amended and delisted")
            .WithDescription(
                $"since: next of an earlier page, or a moment; without it from the first version on. limit: 1 to "
                    + $"{MostLimit}, default {DefaultLimit}.")
            .Produces<ListChangesAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Screening);

    private static async Task<IResult> RunAsync(string code, string? since, string? limit, HttpContext http, ListFeed feed,
        ListHistory history)
    {
        var errors = new FieldErrors();
        var most = DefaultLimit;
        if (limit is not null
            && (!int.TryParse(limit, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out most)
            || most is < 1 or > MostLimit))
        {
            errors.Add("query limit", limit, $"A number from 1 to {MostLimit} is allowed.");
        }

        var cursor = FeedCursor.Start;
        DateTimeOffset? moment = null;
        if (since is not null && !FeedCursor.TryParse(since, out cursor)
            && (moment = new FieldReading(new FieldErrors()).Moment("", since)) is null)
        {
            errors.Add("query since", since,
                "next of an earlier page is allowed, or a moment: yyyy-MM-dd, or yyyy-MM-ddTHH:mm:ss with Z or an offset.");
        }

        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (!ListCode.TryParse(code, out var list) || !(await history.ListsAsync(http.RequestAborted)).Contains(list))
        {
            return Answers.Problem(Problems.NotFound($"'{code}' has no history here; GET /api/v1/lists names the lists."));
        }

        cursor = moment is { } after ? await feed.AfterAsync(list, after, http.RequestAborted) : cursor;
        return Answers.Json((await feed.ReadAsync(list, cursor, most, http.RequestAborted)).ToAnswer(list),
            ListWireFormat.Json.ListChangesAnswer);
    }
}

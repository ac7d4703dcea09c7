using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>The lists, one list, one change of it, and the acts of a lists manager on it.</summary>
internal static class ListEndpoints
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/lists", async (HttpContext http, ConsolePage page, ListPageReader reader, CancellationToken cancellation) =>
            page.Render<ListsView>(http, AlertEndpoints.OfficerOf(http), new() { ["Lines"] = await reader.AllAsync(cancellation) }))
            .Needs(ReviewPermission.ReadLists);
        officers.MapGet("/lists/{code}",
            (string code, HttpContext http, CancellationToken cancellation) =>
            ShowAsync(http, code, null, StatusCodes.Status200OK, cancellation)).Needs(ReviewPermission.ReadLists);
        officers.MapGet("/lists/{code}/changes/{sequence:long}", ChangeAsync).Needs(ReviewPermission.ReadLists);
        officers.MapPost("/lists/{code}/{act}", ActAsync).Needs(ReviewPermission.ReadLists);
    }

    private static async Task<IResult> ChangeAsync(
        string code, long sequence, string? kind, int? page, HttpContext http, ConsolePage pages, ListPageReader reader,
            CancellationToken cancellation)
    {
        ListChangeKind? only = kind is not null && WireNames.TryRead<ListChangeKind>(kind, out var read) ? read : null;
        return ListCode.TryParse(code, out var list) && await reader.ChangeAsync(list, sequence, only, page ?? 1, cancellation) is { } model
            ? pages.Render<ListChangeView>(http, AlertEndpoints.OfficerOf(http), new() { ["Model"] = model })
            : NotFound(http);
    }

    private static async Task<IResult> ActAsync(string code, string act, HttpContext http, ListOverrides overrides, ListRefresh refresh,
        CancellationToken cancellation)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        if (!ListCode.TryParse(code, out var list) || act is not ("rollback" or "accept" or "release"))
        {
            return NotFound(http);
        }

        if (!officer.May(ReviewPermission.ManageLists))
        {
            return await ShowAsync(http, code, "Only a lists manager may bring versions of lists into use or out of it.",
                StatusCodes.Status403Forbidden, cancellation);
        }

        var form = await http.Request.ReadFormAsync(cancellation);
        var (version, reason) = (form["version"].ToString(), form["reason"].ToString());
        var result = act switch
        {
            "rollback" => await overrides.RollBackAsync(list, version, officer.Id.Value, reason, cancellation),
            "accept" => await overrides.AcceptAsync(list, version, officer.Id.Value, reason, cancellation),
            _ => await overrides.ReleaseAsync(list, officer.Id.Value, reason, cancellation),
        };
        if (result is OverrideResult.Refused refused)
        {
            return await ShowAsync(http, code, refused.Reason, StatusCodes.Status409Conflict, cancellation);
        }

        await refresh.FollowAsync(list, ((OverrideResult.Done)result).Event, cancellation);
        return Results.Redirect($"/app/lists/{list}?done=list-{act}");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string code, string? problem, int status, CancellationToken cancellation)
    {
        var officer = AlertEndpoints.OfficerOf(http);
        return ListCode.TryParse(code, out var list) && await http.RequestServices.GetRequiredService<ListPageReader>()
            .ReadAsync(list, officer, cancellation) is { } model
            ? Page(http).Render<ListView>(http, officer, new() { ["Model"] = model with { Problem = problem } }, status)
            : NotFound(http);
    }

    private static IResult NotFound(HttpContext http) =>
        Page(http).Say(http, AlertEndpoints.OfficerOf(http), "No such list",
        "The address names a list, or a change of one, that is not there.", StatusCodes.Status404NotFound);

    private static ConsolePage Page(HttpContext http) => http.RequestServices.GetRequiredService<ConsolePage>();
}

using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>The dashboard, the policy, a subject, good-guy entries, saved views.</summary>
internal static class WorkEndpoints
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/dashboard", async (HttpContext http, ConsolePage page, WorkReader work, CancellationToken cancellation) =>
            page.Render<DashboardView>(http, OfficerOf(http), new() { ["Model"] = await work.ReadAsync(cancellation) }))
            .Needs(ReviewPermission.ReadDashboard);
        officers.MapGet("/policy", (string? table, HttpContext http, ConsolePage page, ReviewPolicy policy) =>
            page.Render<PolicyView>(http, OfficerOf(http), new() { ["Table"] = ShownPolicyTables.Find(table), ["Policy"] = policy }))
            .Needs(ReviewPermission.ReadPolicy);
        officers.MapGet("/policy/rows", (string? chapter, string? on, HttpContext http, ConsolePage page, ScreeningRules rules,
            TimeProvider time) => page.Render<LawView>(http, OfficerOf(http), new()
            {
                ["Model"] = LawPage.Of(rules.Policy, chapter, on, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)),
            })).Needs(ReviewPermission.ReadPolicy);
        officers.MapGet("/good-guys",
            async (string? state, HttpContext http, ConsolePage page, GoodGuyService desk, CancellationToken cancellation) =>
        {
            var shown = Enum.TryParse<GoodGuyState>(state, out var one) && Enum.IsDefined(one) ? one : (GoodGuyState?)null;
            AccessRecording.Note(http, "good-guys");
            var lines = await desk.ReadAsync(cancellation);
            return page.Render<GoodGuysView>(http, OfficerOf(http),
                new() { ["Model"] = new GoodGuyPageModel(lines, shown, OfficerOf(http).May(ReviewPermission.ManageGoodGuys)) });
        }).Needs(ReviewPermission.ReadScreenings);
        officers.MapPost("/good-guys/act", LookAgainAsync).Needs(ReviewPermission.ManageGoodGuys);
        officers.MapPost("/views", KeepViewAsync).Needs(ReviewPermission.ReadAlerts);
        officers.MapPost("/views/remove", async (HttpContext http, SavedViews views, CancellationToken cancellation) =>
        {
            var form = await http.Request.ReadFormAsync(cancellation);
            await views.RemoveAsync(OfficerOf(http).Id, form["name"].ToString(), cancellation);
            return Results.Redirect("/app/alerts");
        }).Needs(ReviewPermission.ReadAlerts);
    }

    private static async Task<IResult> LookAgainAsync(HttpContext http, ConsolePage page, AlertService desk, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var (key, text) = (form["finding"].ToString(), form["text"].ToString());
        AlertCommand? command = form["act"].ToString() switch
        {
            "review" => new AlertCommand.ReviewGoodGuy(key, text),
            "revoke" => new AlertCommand.RevokeGoodGuy(key, text),
            _ => null,
        };
        if (command is null || !AlertId.TryParse(form["alert"], out var alert))
        {
            return page.Say(http, OfficerOf(http), "Nothing was changed", "The form names no entry or no act.",
                StatusCodes.Status400BadRequest);
        }

        return await desk.GiveAsync(alert, command, OfficerOf(http), null,
            cancellation) is AlertCommandResult.Refused { Refusal: var refusal }
            ? page.Say(http, OfficerOf(http), "Nothing was changed", refusal.Text, Alerts.AlertProblems.StatusOf(refusal.Kind))
            : Results.Redirect($"/app/good-guys?done={form["act"]}");
    }

    private static async Task<IResult> KeepViewAsync(HttpContext http, ConsolePage page, SavedViews views, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var query = QueueLinks.To(
            QueueLinks.Read(new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form["query"]))));
        var why = await views.KeepAsync(OfficerOf(http).Id, new SavedView(form["name"].ToString().Trim(), query), cancellation);
        return why is null ? Results.Redirect(query)
            : page.Say(http, OfficerOf(http), "The view was not kept", why, StatusCodes.Status400BadRequest);
    }

    private static Officer OfficerOf(HttpContext http) => AlertEndpoints.OfficerOf(http);
}

using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Groups of like findings: choose, preview, propose; the second person confirms or sends back.</summary>
internal static class BulkEndpoints
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/bulk", async (HttpContext http, ConsolePage page, BulkPageReader reader, CancellationToken cancellation) =>
            page.Render<BulkView>(http, OfficerOf(http), new() { ["Model"] = await reader.ReadAsync(cancellation) }))
            .Needs(ReviewPermission.ProposeBulk);
        officers.MapGet("/bulk/preview",
            async (string? group, HttpContext http, ConsolePage page, BulkPageReader reader, CancellationToken cancellation) =>
            page.Render<BulkPreviewView>(http, OfficerOf(http),
            new() { ["Model"] = await reader.PreviewAsync(group ?? "", null, cancellation) })).Needs(ReviewPermission.ProposeBulk);
        officers.MapPost("/bulk/propose", ProposeAsync).Needs(ReviewPermission.ProposeBulk);
        officers.MapGet("/bulk/{id}",
            (string id, HttpContext http, CancellationToken cancellation) =>
            ShowAsync(http, id, null, StatusCodes.Status200OK, cancellation)).Needs(ReviewPermission.ProposeBulk);
        officers.MapPost("/bulk/{id}/{act}", AnswerAsync).Needs(ReviewPermission.ProposeBulk);
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, ConsolePage page, BulkPageReader reader, BulkVerdictService desk,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var chosen = ImmutableArray.CreateBuilder<(AlertId, string, int)>();
        foreach (var one in form["member"].OfType<string>())
        {
            var parts = one.Split(' ', 3);
            if (parts.Length == 3 && AlertId.TryParse(parts[0], out var alert)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            {
                chosen.Add((alert, parts[2], version));
            }
        }

        var answer = await desk.ProposeAsync(chosen.ToImmutable(), form["reason"], form["text"], OfficerOf(http), cancellation);
        return answer.Refusal is { } refusal
            ? page.Render<BulkPreviewView>(http, OfficerOf(http),
                new() { ["Model"] = await reader.PreviewAsync(form["group"].ToString(), refusal.Text, cancellation) },
                AlertProblems.StatusOf(refusal.Kind))
            : Results.Redirect($"/app/bulk/{answer.Verdict!.Id}?done=bulk-proposed");
    }

    private static async Task<IResult> AnswerAsync(string id, string act, HttpContext http, BulkVerdictService desk,
        CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        var officer = OfficerOf(http);
        var answer = act switch
        {
            "approve" => await desk.ApproveAsync(id, officer, cancellation),
            "reject" => await desk.RejectAsync(id, form["text"], officer, cancellation),
            "withdraw" => await desk.WithdrawAsync(id, officer, cancellation),
            _ => new BulkAnswer(null, new AlertRefusal(RefusalKind.NoSuchAlert, $"'{act}' is not an act on bulk verdicts.")),
        };
        return answer.Refusal is { } refusal
            ? await ShowAsync(http, id, refusal.Text, AlertProblems.StatusOf(refusal.Kind), cancellation)
            : Results.Redirect($"/app/bulk/{id}?done=bulk-{act}");
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string id, string? problem, int status, CancellationToken cancellation)
    {
        var page = http.RequestServices.GetRequiredService<ConsolePage>();
        return id.Length <= 40 && await http.RequestServices.GetRequiredService<BulkPageReader>()
            .FindAsync(id, problem, OfficerOf(http), cancellation) is { } model
            ? page.Render<BulkVerdictView>(http, OfficerOf(http), new() { ["Model"] = model }, status)
            : page.Say(http, OfficerOf(http), "No such bulk verdict", "The address names a bulk verdict that does not exist.",
                StatusCodes.Status404NotFound);
    }

    private static Officer OfficerOf(HttpContext http) => AlertEndpoints.OfficerOf(http);
}

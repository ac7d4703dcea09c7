using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Risk;
using Compliance.Functions.Risk.Comparison;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Stability;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Console.Endpoints.AlertEndpoints;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Models of the score, and what the ladder does by itself.</summary>
internal static class RiskEndpoints
{
    /// <summary>Subjects that a page waits for.</summary>
    private const int MostPreviewed = 5000;

    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/risk", async (HttpContext http, ConsolePage page, RiskModels models, DriftService drift,
            CancellationToken cancellation) => page.Render<RiskModelsView>(http, OfficerOf(http), new()
            {
                ["Registry"] = await models.FindAsync(cancellation),
                ["Drift"] = DriftAnswer.Of(await drift.LastAsync(cancellation), await drift.FindAsync(cancellation)),
            })).Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/risk/drift", async (DriftService drift, CancellationToken cancellation) =>
        {
            await drift.RunAsync(inPieces: false, cancellation);
            return Results.Redirect("/app/risk?done=risk-drift#drift");
        }).Needs(ReviewPermission.ManagePolicy);
        officers.MapPost("/risk", DraftAsync).Needs(ReviewPermission.ManagePolicy);
        officers.MapGet("/risk/{version}", async (string version, string? preview, string? compare, HttpContext http, ConsolePage page,
            RiskModels models, RiskPreview previews, RiskComparison comparison, CancellationToken cancellation) =>
        {
            var registry = await models.FindAsync(cancellation);
            return registry.Find(HttpRiskModels.Number(version)) is { } one ? page.Render<RiskModelView>(http, OfficerOf(http), new()
            {
                ["Model"] = new RiskModelPage(registry, one, await PreviewAsync(http, preview, previews, one, cancellation),
                    await CompareAsync(http, compare, comparison, registry, one, cancellation)),
            }) : page.Say(http, OfficerOf(http), "No such version", "The address names a version that does not exist.",
                StatusCodes.Status404NotFound);
        }).Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/risk/{version}", CommandAsync).Needs(ReviewPermission.ReadPolicy);
        officers.MapGet("/ladder", async (string? preview, HttpContext http, ConsolePage page, LadderService ladder, LadderRows rows,
            RiskPreview previews, TimeProvider time, CancellationToken cancellation) => page.Render<LadderView>(http, OfficerOf(http), new()
            {
                ["Model"] = new LadderPage(await HttpLadder.AnswerAsync(await ladder.FindAsync(cancellation), ladder, rows, time,
                    cancellation),
                    await PreviewAsync(http, preview, previews, null, cancellation)),
            })).Needs(ReviewPermission.ReadPolicy);
        officers.MapPost("/ladder", LadderAsync).Needs(ReviewPermission.ReadPolicy);
    }

    private static async Task<PreviewAnswer?> PreviewAsync(HttpContext http, string? asked, RiskPreview previews, RiskModelVersion? version,
        CancellationToken cancellation)
    {
        if (asked is null || !OfficerOf(http).May(ReviewPermission.ReadScreenings))
        {
            return null;
        }

        return await previews.RunAsync(http, version, MostPreviewed, cancellation);
    }

    /// <summary>What was found lately, or, where somebody asks who may see subjects, what is found now.</summary>
    private static async Task<ComparisonAnswer?> CompareAsync(HttpContext http, string? asked, RiskComparison comparison,
        RiskModelRegistry registry, RiskModelVersion version, CancellationToken cancellation)
    {
        if (asked is null || !OfficerOf(http).May(ReviewPermission.ReadScreenings))
        {
            return await comparison.FindAsync(registry, version, cancellation) is { } known ? ComparisonAnswer.Of(known) : null;
        }

        var (found, shown) = await comparison.RunAsync(http, version, MostPreviewed, cancellation);
        return ComparisonAnswer.Of(found, shown);
    }

    private static async Task<IResult> DraftAsync(HttpContext http, ConsolePage page, RiskModels models, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var (registry, refusal) = await models.GiveAsync((one, now) => RiskModelDecider.Draft(one, form["text"].ToString(), null, officer,
            now), officer, cancellation);
        return Answer(refusal, $"/app/risk/{registry.Versions.Length - 1}?done=risk-draft", http, page);
    }

    private static async Task<IResult> CommandAsync(string version, HttpContext http, ConsolePage page, RiskModels models,
        RiskComparison comparison, CancellationToken cancellation)
    {
        var (form, officer, number) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http), HttpRiskModels.Number(version));
        var act = form["act"].ToString();
        if (act is not ("propose" or "publish" or "reject"))
        {
            return page.Say(http, officer, "Nothing was changed", "The form names no command.", StatusCodes.Status400BadRequest);
        }

        var command = await HttpRiskModels.CommandOfAsync(act, number, form["text"].ToString(), null, officer, comparison, cancellation);
        var (_, refusal) = await models.GiveAsync(command, officer, cancellation);
        return Answer(refusal, $"/app/risk/{number}?done=risk-{act}", http, page);
    }

    private static async Task<IResult> LadderAsync(HttpContext http, ConsolePage page, LadderService ladder, CancellationToken cancellation)
    {
        var (form, officer) = (await http.Request.ReadFormAsync(cancellation), OfficerOf(http));
        var (act, text) = (form["act"].ToString(), form["text"].ToString());
        var seen = HttpRiskModels.Number(form["version"]) is >= 0 and var read ? read : (int?)null;
        var (_, refusal) = await ladder.GiveAsync(act is "shadow" or "off" ? "stop" : act,
            new LadderBody { Mode = act, Text = text, Seen = act is "shadow" or "off" ? null : seen }, officer, cancellation);
        return Answer(refusal, $"/app/ladder?done=ladder-{act}", http, page);
    }

    private static IResult Answer(Refusal? refusal, string to, HttpContext http, ConsolePage page) => refusal is null ? Results.Redirect(to)
        : page.Say(http, OfficerOf(http), "Nothing was changed", refusal.Text, refusal.IsDenial ? StatusCodes.Status403Forbidden
            : StatusCodes.Status409Conflict);
}

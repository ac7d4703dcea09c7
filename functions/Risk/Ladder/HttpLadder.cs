using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Ladder;

/// <summary><c>/api/v1/risk/ladder</c>: what the ladder does by itself, who lets it, and whom it would touch.</summary>
internal static class HttpLadder
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/risk/ladder", (HttpContext http, LadderService ladder, LadderRows rows, TimeProvider time) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadPolicy, async _ => Answers.Json(await AnswerAsync(
                await ladder.FindAsync(http.RequestAborted), ladder, rows, time, http.RequestAborted), RiskWire.Json.LadderStateAnswer))),
            "showLadder", "What the ladder does by itself, what it did, and its rows").Produces<LadderStateAnswer>();
        Describe(routes.MapGet("/api/v1/risk/ladder/preview", (HttpContext http, RiskPreview preview) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ => Answers.Json(await preview.RunAsync(http, null,
                RiskPreview.MostSubjects, http.RequestAborted), RiskWire.Json.PreviewAnswer))),
            "previewLadder", "Whom the ladder would touch now if it acted; nothing is taken").Produces<PreviewAnswer>();
        Change(routes, "ask", ReviewPermission.ManagePolicy, "Asks that the ladder acts; another person must agree within 14 days");
        Change(routes, "second", ReviewPermission.ApproveVerdicts, "Agrees that the ladder acts, once its breaker has room");
        Change(routes, "stop", ReviewPermission.StopLadder, "Stops the ladder at once; what holds goes on holding");
    }

    private static void Change(IEndpointRouteBuilder routes, string act, ReviewPermission permission, string summary) => Describe(
        routes.MapPost("/api/v1/risk/ladder/" + act, (HttpContext http, LadderService ladder, LadderRows rows, TimeProvider time) =>
            OfficerGate.ActAsync(http, permission, officer => GiveAsync(http, act, officer, ladder, rows, time))), act + "Ladder",
            summary).Accepts<LadderBody>("application/json").Produces<LadderStateAnswer>()
            .Produces<ProblemBody>(409, Problems.ContentType);

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Risk").WithSummary(summary)
            .WithDescription("One person stops the ladder, two let it act. It takes rung 4 at most; its breaker stops it before it touches "
                + "five in a thousand subjects within an hour.")
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> GiveAsync(HttpContext http, string act, Officer officer, LadderService ladder, LadderRows rows,
        TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RiskWire.Json.LadderBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (body.Mode is not (null or "shadow" or "off"))
        {
            errors.Add("$.mode", body.Mode, "shadow and off are allowed.");
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var (state, refusal) = await ladder.GiveAsync(act, body, officer, http.RequestAborted);
        return refusal is not null ? Answers.Problem(EnforcementMapping.Of(refusal))
            : Answers.Json(await AnswerAsync(state, ladder, rows, time, http.RequestAborted), RiskWire.Json.LadderStateAnswer);
    }

    /// <summary>The state with its counts; counts that were lost are shown as none.</summary>
    public static async Task<LadderStateAnswer> AnswerAsync(LadderControl state, LadderService ladder, LadderRows rows, TimeProvider time,
        CancellationToken cancellation) => LadderStateAnswer.Of(state,
            (await rows.TrafficAsync(LadderRows.Traffic, cancellation)).Traffic ?? LadderTraffic.None,
            (await rows.TrafficAsync(LadderRows.Shadow, cancellation)).Traffic ?? LadderTraffic.None,
            await ladder.RoomFromAsync(cancellation), await rows.CountHeldAsync(cancellation), time.GetUtcNow());
}

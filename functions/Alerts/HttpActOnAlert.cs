using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary><c>POST /api/v1/alerts/{id}/ACT</c>: claim, release, disposition, approve, reject, escalate, note and the other acts.</summary>
internal static class HttpActOnAlert
{
    private const int MaxBodyBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var act in AlertActReading.Acts)
        {
            ApiKeyGuard.RequireScope(
                routes.MapPost("/api/v1/alerts/{id}/" + act,
                    (string id, HttpContext http, AlertService desk, AlertStore alerts, PartyLinks links, TimeProvider clock) =>
                        OfficerGate.ActAsync(http, ReviewPermission.ReadAlerts,
                        officer => RunAsync(id, act, officer, http, desk, alerts, links, clock)))
                    .WithName(act + "Alert").WithTags("Alerts")
                    .WithSummary($"Act on an alert: {act}")
                    .WithDescription(
                        $"In Development name the officer in {ApiOfficer.NameHeader} and {ApiOfficer.RoleHeader}. An act on an older "
                            + $"version is refused with 409, which names both versions.")
                    .Accepts<AlertActBody>("application/json")
                    .Produces<AlertAnswer>()
                    .Produces<ProblemBody>(400, Problems.ContentType)
                    .Produces<ProblemBody>(403, Problems.ContentType)
                    .Produces<ProblemBody>(404, Problems.ContentType)
                    .Produces<ProblemBody>(409, Problems.ContentType),
                Scopes.Alerts);
        }
    }

    private static async Task<IResult> RunAsync(string id, string act, Officer officer, HttpContext http, AlertService desk,
        AlertStore alerts, PartyLinks links, TimeProvider clock)
    {
        var errors = new FieldErrors();
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBodyBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBodyBytes));
        }

        if (AlertActReading.Read(act, body, errors, out var version) is not { } command)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (!AlertId.TryParse(id, out var alert))
        {
            return Answers.Problem(Problems.NotFound("No alert has this id."));
        }

        return await desk.GiveAsync(alert, command, officer, version, http.RequestAborted) is AlertCommandResult.Refused refused
            ? Answers.Problem(AlertProblems.Of(refused.Refusal, version, refused.File, officer.View))
            : Answers.Json(
                (await alerts.FindAsync(alert, http.RequestAborted))!.ToAnswer(clock.GetUtcNow(), desk.Policy, officer.View,
                links.Current), AlertWireFormat.Json.AlertAnswer);
    }
}

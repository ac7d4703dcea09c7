using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary><c>GET /api/v1/alerts</c>: the queue.</summary>
internal static class HttpListAlerts
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapGet("/api/v1/alerts", RunAsync)
            .WithName("listAlerts").WithTags("Alerts")
            .WithSummary("Lists alerts that need work, what is due first at the top")
            .WithDescription(
                "Filters: status, decision, clock, source (list code or gate-NAME), holder (an officer, or none), q, sort (due, newest, "
                    + "score), page.")
            .Produces<AlertsAnswer>(),
        Scopes.Alerts);

    private static Task<IResult> RunAsync(HttpContext http, QueueReader queue, TimeProvider clock)
        => OfficerGate.ReadAsync(http, ReviewPermission.ReadAlerts, async officer =>
        {
            AccessRecording.Note(http, "alerts");
            return Answers.Json(
        (await queue.ReadAsync(QueueLinks.Read(http.Request.Query), officer, http.RequestAborted)).ToAnswer(clock.GetUtcNow(),
            officer.View),
        AlertWireFormat.Json.AlertsAnswer);
        });
}

using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Records.Webhooks;

/// <summary><c>/api/v1/webhooks/…</c>: deliveries that wait or lie dead, and sending dead ones again.</summary>
internal static class HttpWebhooks
{
    private const int MostShown = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/webhooks/deliveries", ListAsync).WithName("listDeliveries").WithTags("Webhooks")
                .WithSummary("Shows deliveries that were not accepted yet, and those that lie dead").Produces<DeliveriesAnswer>(),
            Scopes.Audit);
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/webhooks/{endpoint}/redeliver", RedeliverAsync).WithName("redeliver").WithTags("Webhooks")
                .WithSummary("Sends the dead deliveries of an endpoint again").Produces<RevivedAnswer>()
                    .Produces<ProblemBody>(404, Problems.ContentType),
            Scopes.Audit);
    }

    private static async Task<IResult> ListAsync(HttpContext http, WebhookOutbox outbox) => Answers.Json(
        new DeliveriesAnswer(await ReadAsync(outbox, DeliveryState.Waiting, http), await ReadAsync(outbox, DeliveryState.Dead, http)),
            RecordWireFormat.Json.DeliveriesAnswer);

    private static async Task<DeliveryAnswer[]> ReadAsync(WebhookOutbox outbox, DeliveryState state, HttpContext http) =>
        [.. (await outbox.ReadAsync(state, null, MostShown, http.RequestAborted)).Select(one => one.Delivery.ToAnswer())];

    private static async Task<IResult> RedeliverAsync(string endpoint, HttpContext http, WebhookOutbox outbox, RecordsOptions options) =>
        options.Webhooks.Any(known => known.Name == endpoint)
            ? Answers.Json(new RevivedAnswer(await outbox.ReviveAsync(endpoint, AccessRecording.ActorOf(http), http.RequestAborted)),
                RecordWireFormat.Json.RevivedAnswer)
            : Answers.Problem(Problems.NotFound("No webhook has this name; COMPLIANCE_WEBHOOKS names them."));
}

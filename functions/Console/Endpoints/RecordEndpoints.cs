using Compliance.Functions.Console.Models;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Lists, screenings, the audit record, keys.</summary>
internal static class RecordEndpoints
{
    public static void Map(RouteGroupBuilder officers)
    {
        officers.MapGet("/keys", (HttpContext http, ConsolePage page) => page.Render<KeysView>(http, AlertEndpoints.OfficerOf(http)))
            .Needs(ReviewPermission.ReadLists);
        officers.MapGet("/screenings/{id}",
            async (string id, HttpContext http, ConsolePage page, ScreeningPageReader reader, CancellationToken cancellation) =>
            id.Length <= 100 && await reader.ReadAsync(id, cancellation) is { } model
                ? page.Render<ScreeningView>(http, AlertEndpoints.OfficerOf(http), new() { ["Model"] = model })
                : page.Say(http, AlertEndpoints.OfficerOf(http), "No such screening", "The address names a screening that does not exist.",
                    StatusCodes.Status404NotFound)).Needs(ReviewPermission.ReadScreenings);
        officers.MapGet("/audit",
            async (string? chain, HttpContext http, ConsolePage page, AuditTrail trail, CancellationToken cancellation) =>
        {
            var key = KeyOf(chain);
            var records = key is null ? [] : (await trail.ReadAsync(key, cancellation)).Records;
            return page.Render<AuditView>(http, AlertEndpoints.OfficerOf(http),
                new() { ["Model"] = new AuditPageModel(chain is { Length: > 0 } ? chain.Trim() : null, records, null) });
        }).Needs(ReviewPermission.ReadAudit);
        officers.MapPost("/audit/verify", async (HttpContext http, ConsolePage page, AuditTrail trail, CancellationToken cancellation) =>
            page.Render<AuditView>(http, AlertEndpoints.OfficerOf(http),
            new() { ["Model"] = new AuditPageModel(null, [], await trail.VerifyAllAsync(cancellation)) }))
            .Needs(ReviewPermission.ReadAudit);
    }

    private static string? KeyOf(string? chain) =>
        AlertId.TryParse(chain?.Trim(), out var alert) || AlertId.TryParse(chain?.Trim() + "-1", out alert) ? alert.SubjectKey : null;
}

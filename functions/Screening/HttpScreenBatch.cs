using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Screening.Contracts;
using Microsoft.AspNetCore.Http.Features;

namespace Compliance.Functions.Screening;

/// <summary><c>POST /api/v1/screenings/batch</c>: JSON lines in, JSON lines out, in the same order, while they arrive.</summary>
internal static class HttpScreenBatch
{
    private const string Ndjson = "application/x-ndjson";

    /// <summary>Lines in work at a time. A caller who does not read stops the reading of its lines: nothing piles up.</summary>
    private const int Ahead = 32;

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/screenings/batch", RunAsync)
            .WithName("screenBatch").WithTags("Screenings")
            .WithSummary("Screens a stream of subjects")
            .WithDescription(
                "One request per line (NDJSON); one line of answer per line, in order: {line, status, answer} or {line, status, "
                    + "problem}. With an Idempotency-Key each line has the key KEY#line, so a broken batch can be sent again. Each line "
                    + "counts as a "
                    + "request of the caller: a batch beyond the limit is slowed down.")
            .Accepts<ScreeningRequestBody>(Ndjson)
            .Produces<BatchLine>(200, Ndjson)
            .Produces<ProblemBody>(415, Problems.ContentType)
            .DisableRequestTimeout(), // A stream lasts as long as its lines come.
        Scopes.Screening);

    private static async Task RunAsync(HttpContext http, ScreeningIntake intake, RequestLimits limits)
    {
        if (http.Request.ContentType?.StartsWith(Ndjson, StringComparison.OrdinalIgnoreCase) != true)
        {
            await Answers.WriteAsync(http, Problems.NotJson(Ndjson));
            return;
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        http.Response.ContentType = Ndjson;
        var (key, client) = (http.Request.Headers["Idempotency-Key"].ToString(), ApiKeyGuard.ClientOf(http));
        await BatchStream.RunAsync(
            NdjsonLines.ReadAsync(http.Request.BodyReader, RequestBody.MaxScreeningBytes, http.RequestAborted),
            async line =>
            {
                await limits.WaitOfCallerAsync(client, http.RequestAborted);
                return BatchStream.LineOf(line.Number,
                    await intake.ScreenAsync(line.Bytes, client, key.Length == 0 ? null : $"{key}#{line.Number}", http.RequestAborted));
            },
            http.Response.BodyWriter,
            Ahead,
            http.RequestAborted);
    }
}

using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.ProviderNotices;

/// <summary><c>/api/v1/verifications</c>: signed callbacks of providers of identity verification. What ended becomes a platform event, so
/// it counts once, is a signal, and never clears what a list says.</summary>
internal static class HttpVerifications
{
    private const int MaxBytes = 256 * 1024;

    private delegate VerificationCallback? Reading(JsonElement json, out string problem);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/verifications/stripe", (HttpContext http, EnforcementOptions options, EventReading events,
            AuditIntake intake, TimeProvider time) =>
                TakeAsync(http, options.StripeSecret, "Stripe-Signature", VerificationCallbacks.OfStripe,
                "stripe", events, intake, time)), "receiveStripeVerification", "A signed event of Stripe Identity");
        Describe(routes.MapPost("/api/v1/verifications/persona", (HttpContext http, EnforcementOptions options, EventReading events,
            AuditIntake intake, TimeProvider time) => TakeAsync(http, options.PersonaSecret, "Persona-Signature",
                VerificationCallbacks.OfPersona, "persona", events, intake, time)), "receivePersonaVerification",
                    "A signed event of Persona");
    }

    private static void Describe(RouteHandlerBuilder route, string name, string summary) => route.WithMetadata(new SignedByProvider())
        .WithName(name).WithTags("Verifications").WithSummary(summary)
        .WithDescription("The platform names the account to the provider (client_reference_id, reference-id) as account:ID or "
            + "end_user:ACCOUNT/ID. Events that end no verification are accepted and passed over. A pass meets a challenge; it clears no "
            + "hit.")
        .Accepts<JsonElement>("application/json").Produces(204).Produces<ProblemBody>(400, Problems.ContentType)
        .Produces<ProblemBody>(401, Problems.ContentType);

    private static async Task<IResult> TakeAsync(HttpContext http, string? secret, string header, Reading read, string provider,
        EventReading events, AuditIntake intake, TimeProvider time)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBytes));
        }

        if (TimedSignature.Problem(secret, http.Request.Headers[header].ToString(), body, time.GetUtcNow()) is { } unsigned)
        {
            return Answers.Problem(Problems.Unauthorised() with { Detail = unsigned });
        }

        VerificationCallback? callback;
        string problem;
        try
        {
            using var json = WellFormedJson.Parse(body);
            callback = read(json.RootElement, out problem);
        }
        catch (JsonException)
        {
            return Answers.Problem(Problems.InvalidJson(new FieldError("$", null, "The body is not JSON.")));
        }

        if (callback is null)
        {
            // What is genuine and names nobody we know is recorded, not dropped in silence: the provider would send it again for days.
            await intake.RecordAsync("provider." + provider, problem.Length > 0 ? "verification.unmatched" : "verification.passed_over",
                provider, http.RequestAborted);
            return Results.NoContent();
        }

        var (answer, wrong) =
            await events.TakeAsync(JsonSerializer.SerializeToUtf8Bytes(EventOf(callback, time.GetUtcNow())), http.RequestAborted);
        return answer is null ? Answers.Problem(wrong!) : answer.Refused is [var refused, ..]
            ? Answers.Problem(Problems.InvalidRequest([.. refused.Errors])) : Results.NoContent();
    }

    private static Dictionary<string, object> EventOf(VerificationCallback callback, DateTimeOffset now) => new()
    {
        ["specversion"] = "1.0",
        ["id"] = callback.Id,
        ["source"] = "/verifications/" + callback.Provider,
        ["type"] = "verification.completed",
        ["subject"] = callback.Subject.ToString(),
        ["time"] = (callback.At < now ? callback.At : now).ToString("O", CultureInfo.InvariantCulture),
        ["data"] = new Dictionary<string, object>
        {
            ["kind"] = "document",
            ["outcome"] = WireNames.Of(callback.Outcome),
            ["level"] = callback.Outcome == VerificationOutcome.Passed ? callback.Level : 0,
            ["provider"] = callback.Provider,
        },
    };
}

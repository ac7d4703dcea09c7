using System.Text.Json;
using Compliance.EnforcementCore.Signals.Verification;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.ProviderNotices;

/// <summary><c>/api/v1/verifications</c>: signed callbacks of providers of identity verification. What ended becomes a platform event, so
/// it counts once, is a signal, and never clears what a list says.</summary>
internal static class HttpVerifications
{
    private const int MaxBytes = 256 * 1024;

    private delegate VerificationCallback? Reading(JsonElement json, out string problem);

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/verifications/stripe", (HttpContext http, EnforcementOptions options, VerificationIntake intake) =>
            TakeAsync(http, options.StripeSecret, "Stripe-Signature", VerificationCallbacks.OfStripe,
                new VerificationSource("stripe", "$.created"), intake)), "receiveStripeVerification", "A signed event of Stripe Identity");
        Describe(routes.MapPost("/api/v1/verifications/persona",
            (HttpContext http, EnforcementOptions options, VerificationIntake intake) =>
            TakeAsync(http, options.PersonaSecret, "Persona-Signature", VerificationCallbacks.OfPersona,
                new VerificationSource("persona", "$.data.attributes.created-at"), intake)), "receivePersonaVerification",
                    "A signed event of Persona");
    }

    private static void Describe(RouteHandlerBuilder route, string name, string summary) => route.WithMetadata(new SignedByProvider())
        .WithName(name).WithTags("Verifications").WithSummary(summary)
        .WithDescription("The platform names the account to the provider (client_reference_id, reference-id) as account:ID or "
            + "end_user:ACCOUNT/ID. Events that end no verification are accepted and passed over. A pass meets a challenge; it clears no "
            + "hit.")
        .Accepts<JsonElement>("application/json").Produces(204).Produces<ProblemBody>(400, Problems.ContentType)
        .Produces<ProblemBody>(401, Problems.ContentType);

    private static async Task<IResult> TakeAsync(HttpContext http, string? secret, string header, Reading read,
        VerificationSource source, VerificationIntake intake)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBytes));
        }

        if (TimedSignature.Problem(secret, http.Request.Headers[header].ToString(), body, intake.Now) is { } unsigned)
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
            await intake.PassOverAsync(source, problem, http.RequestAborted);
            return Results.NoContent();
        }

        return await intake.TakeAsync(source, callback, http.RequestAborted) is { } wrong ? Answers.Problem(wrong) : Results.NoContent();
    }
}

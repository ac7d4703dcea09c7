using System.Text.Json;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Webhooks;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.ProviderNotices;

/// <summary>An address that proves who calls by a signature over the body, not by a key of ours.</summary>
internal sealed record SignedByProvider;

/// <summary><c>/api/v1/provider-notices/openai</c>: signed webhooks of a provider, and cases that were pulled from it.</summary>
internal static class HttpProviderNotices
{
    private const int MaxBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/provider-notices/openai", WebhookAsync).WithMetadata(new SignedByProvider())
            .WithName("receiveOpenAiNotice").WithTags("Provider notices")
            .WithSummary("A signed webhook of OpenAI about one of its safety cases or alerts")
            .WithDescription("Signed by the Standard Webhooks convention. One case is one lead, however many deliveries tell of it; events "
                + "that are not about safety are accepted and passed over.")
            .Accepts<JsonElement>("application/json").Produces(204)
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(401, Problems.ContentType);
        ApiKeyGuard.RequireScope(routes.MapPost("/api/v1/provider-notices/openai/cases", CaseAsync)
            .WithName("receiveOpenAiCase").WithTags("Provider notices")
            .WithSummary("A safety case as it was pulled from OpenAI: matches the notice to its end user")
            .Accepts<JsonElement>("application/json").Produces<LeadAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType), Scopes.Screening);
    }

    private static async Task<IResult> WebhookAsync(HttpContext http, EnforcementOptions options, ProviderNoticeService notices,
        CasePulling pulling, AuditIntake intake, TimeProvider time)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBytes));
        }

        var delivery = http.Request.Headers[WebhookSignature.IdHeader].ToString();
        var problem = options.OpenAiSecret is not { } secret ? "No secret is configured for this provider."
            : WebhookSignature.Problem(secret, delivery, http.Request.Headers[WebhookSignature.TimestampHeader],
                http.Request.Headers[WebhookSignature.SignatureHeader], body, time.GetUtcNow());
        if (problem is not null)
        {
            return Answers.Problem(Problems.Unauthorised() with { Detail = problem });
        }

        var (notice, wrong) = Read(body);
        if (notice is null)
        {
            // What is genuine and not ours to handle is accepted: the provider would send it again for days.
            await intake.RecordAsync("provider.openai", "provider_notice.passed_over", delivery, http.RequestAborted);
            return wrong ? Answers.Problem(Problems.InvalidJson(new FieldError("$", null, "The body is not JSON."))) : Results.NoContent();
        }

        await notices.ReceiveAsync(notice, $"openai\n{delivery}", http.RequestAborted);
        await pulling.AwaitAsync(notice, http.RequestAborted);
        return Results.NoContent();
    }

    private static async Task<IResult> CaseAsync(HttpContext http, ProviderNoticeService notices, TimeProvider time)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBytes, http.RequestAborted) is not { } body)
        {
            return Answers.Problem(Problems.TooLarge(MaxBytes));
        }

        try
        {
            using var json = WellFormedJson.Parse(body);
            if (OpenAiNotices.Read(json.RootElement, out var problem) is not { } notice)
            {
                return Answers.Problem(Problems.InvalidRequest([new FieldError("$", null, problem)]));
            }

            var lead = await notices.ReceiveAsync(notice, $"case\n{notice.CaseId}", http.RequestAborted);
            return Answers.Json(LeadAnswer.Of(lead, time.GetUtcNow()), HttpLeads.Json.LeadAnswer);
        }
        catch (JsonException error)
        {
            return Answers.Problem(Problems.InvalidJson(new FieldError(error.Path ?? "$", null, "The body is not JSON.")));
        }
    }

    private static (ProviderNotice? Notice, bool Wrong) Read(byte[] body)
    {
        try
        {
            using var json = WellFormedJson.Parse(body);
            return (OpenAiNotices.Read(json.RootElement, out _), false);
        }
        catch (JsonException)
        {
            return (null, true);
        }
    }
}

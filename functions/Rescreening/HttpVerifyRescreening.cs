using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Rescreening;

/// <summary><c>POST /api/v1/rescreenings/{number}/verify</c>: checks a certificate against what is stored.</summary>
internal static class HttpVerifyRescreening
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/rescreenings/{number:int}/verify", async (int number, HttpContext http, CertificateVerifier verifier) =>
                await verifier.VerifyAsync(number, http.RequestAborted) is { Certificate: not null } check
                    ? Answers.Json(
                        new CertificateCheckAnswer(check.Run, check.Faults.IsEmpty, [.. check.Faults], check.StillThere, check.Newer),
                        RescreenWireFormat.Json.CertificateCheckAnswer)
                    : Answers.Problem(
                        Problems.NotFound("No finished rescreening has this number; GET /api/v1/rescreenings names the latest.")))
            .WithName("verifyRescreening").WithTags("Rescreenings")
            .WithSummary("Checks the certificate of a rescreening against what is stored")
            .Produces<CertificateCheckAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Lists);
}

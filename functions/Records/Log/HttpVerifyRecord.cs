using Compliance.Functions.Hosting;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Records.Log;

/// <summary><c>POST /api/v1/audit/verify</c>: is the record what was recorded?</summary>
internal static class HttpVerifyRecord
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/audit/verify", RunAsync)
            .WithName("verifyRecord").WithTags("Audit")
            .WithSummary("Verifies the whole record and names the first bad place")
            .WithDescription(
                "The log against its chain, tree, head and checkpoints; all stored evidence and all chains of alerts against the log. "
                    + "whole is true where nothing is amiss.")
            .Produces<VerificationAnswer>(),
        Scopes.Audit);

    private static async Task<IResult> RunAsync(HttpContext http, RecordVerification verification, AuditIntake intake)
    {
        var verified = await verification.VerifyAsync(seal: true, http.RequestAborted);
        await intake.RecordAsync(AccessRecording.ActorOf(http), RecordActs.RecordVerified, "log", http.RequestAborted, verified.Root);
        return Answers.Json(verified.ToAnswer(), RecordWireFormat.Json.VerificationAnswer);
    }
}

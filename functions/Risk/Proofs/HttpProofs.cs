using Compliance.EnforcementCore.Signals.Verification;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Proofs;

/// <summary><c>/api/v1/verifications</c>: a platform begins a proof of identity that a decision asks for and reads how it stands; an
/// officer withdraws one.</summary>
internal static class HttpProofs
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapPost("/api/v1/verifications", BeginAsync), "beginVerification",
            "Begins a proof of identity; one that waits already is the answer", Scopes.Screening)
            .WithDescription("The platform then lets a provider verify and names the subject to it as the answer does. Five may begin "
                + "within a day, and each waits a day. A POST needs an Idempotency-Key.")
            .Accepts<ProofBody>("application/json").Produces<ProblemBody>(409, Problems.ContentType);
        Describe(routes.MapGet("/api/v1/verifications", ListAsync), "listVerifications",
            "The proofs of identity of a subject, newest first", Scopes.Screening);
        Describe(routes.MapPost("/api/v1/verifications/{id}/withdraw", (string id, HttpContext http, ProofService proofs,
            SubjectStreamStore streams, TimeProvider time) => OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement,
                officer => WithdrawAsync(id, http, officer, proofs, streams, time))), "withdrawVerification",
            "Withdraws an attempt that waits, or a pass: it counts for nothing from then on", Scopes.Alerts)
            .WithDescription("What came under a withdrawn attempt counts for nothing either. A POST needs an Idempotency-Key.")
            .Accepts<WithdrawProofBody>("application/json").Produces<ProblemBody>(403, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType);
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary, string scope)
        => ApiKeyGuard.RequireScope(route.WithName(name).WithTags("Verifications").WithSummary(summary).Produces<ProofsAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(404, Problems.ContentType), scope);

    private static async Task<IResult> BeginAsync(HttpContext http, ProofService proofs, ServiceOptions options, TimeProvider time)
    {
        var (errors, by) = (new FieldErrors(), ApiOfficer.Of(http, options)?.Id ?? OfficerId.System);
        var (key, text) = await CommandBody.KeyAsync(http, ApiKeyGuard.ClientOf(http), MaxBodyBytes, errors);
        var body = key is null ? null : CommandBody.Read(text!, RiskWire.Json.ProofBody, errors);
        var subject = body is null ? default : ActionReading.Subject("$.subject", body.Subject, errors);
        return errors.Any ? Answers.Problem(Problems.InvalidRequest(errors.All)) : Answer(await proofs.BeginAsync(subject,
            body!.Level ?? VerificationCallback.DocumentLevel, by, key!, http.RequestAborted), time);
    }

    private static async Task<IResult> ListAsync(string? subject, HttpContext http, SubjectStreamStore streams, TimeProvider time)
    {
        var errors = new FieldErrors();
        var asked = ActionReading.Subject("query subject", subject, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        AccessRecording.Note(http, asked.Key);
        var stream = await streams.FoldedAsync(asked, http.RequestAborted);
        return stream.ETag is null ? Answers.Problem(Problems.NotFound("Nothing is known of this subject."))
            : Answers.Json(ProofsAnswer.Of(stream, time.GetUtcNow()), RiskWire.Json.ProofsAnswer);
    }

    private static async Task<IResult> WithdrawAsync(string id, HttpContext http, Officer officer, ProofService proofs,
        SubjectStreamStore streams, TimeProvider time)
    {
        var errors = new FieldErrors();
        var (key, text) = await CommandBody.KeyAsync(http, officer.Id.Value, MaxBodyBytes, errors);
        var body = key is null ? null : CommandBody.Read(text!, RiskWire.Json.WithdrawProofBody, errors);
        if (errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return SubjectVerifications.KeyOf(id) is { } whose && await streams.FindAsync(whose, http.RequestAborted) is { } stream
            ? Answer(await proofs.WithdrawAsync(stream.Subject.Ref, id, body!.Text, officer, key!.About(id, "withdraw", text!),
                http.RequestAborted), time)
            : Answers.Problem(Problems.NotFound("There is no attempt of this id."));
    }

    private static IResult Answer(ActionReply reply, TimeProvider time) => reply switch
    {
        ActionReply.Done done => Answers.Json(ProofsAnswer.Of(done.Stream, time.GetUtcNow()), RiskWire.Json.ProofsAnswer),
        ActionReply.Refused refused => Answers.Problem(EnforcementMapping.Of(refused.Refusal)),
        _ => Answers.Problem(Problems.KeyReused()),
    };
}

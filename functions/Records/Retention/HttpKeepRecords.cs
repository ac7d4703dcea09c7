using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Retention;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Retention;

/// <summary><c>/api/v1/retention/…</c>: legal holds, erasure of a subject's data, the purge of what is old enough.</summary>
internal static class HttpKeepRecords
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/retention/holds", async (HttpContext http, LegalHolds holds) =>
                    Answers.Json(new HoldsAnswer([.. (await holds.AllAsync(http.RequestAborted)).Select(hold => hold.ToAnswer())]),
                    RecordWireFormat.Json.HoldsAnswer))
                .WithName("listHolds").WithTags("Retention").WithSummary("Lists the legal holds that stand").Produces<HoldsAnswer>(),
            Scopes.Audit);
        Post(routes, "/api/v1/retention/holds", "placeHold", "Places a legal hold on a subject", Scopes.Audit,
            ReviewPermission.PlaceHolds, PlaceAsync)
            .Produces<HoldsAnswer>().Produces<ProblemBody>(404, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType);
        Post(routes, "/api/v1/retention/holds/release", "releaseHold",
            "Releases a legal hold: the first person asks (202), a second one asks for the same and it is done", Scopes.Audit,
            ReviewPermission.ReleaseHolds, ReleaseAsync)
            .Produces<HoldsAnswer>().Produces<PendingApproval>(202).Produces<ProblemBody>(404, Problems.ContentType);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/approvals", async (HttpContext http, TwoPersonActs approvals) =>
                    Answers.Json(await approvals.AllAsync(http.RequestAborted), ApprovalJson.Default.ImmutableArrayPendingApproval))
                .WithName("listApprovals").WithTags("Retention").WithSummary("Lists what waits for a second person")
                .Produces<PendingApproval[]>(),
            Scopes.Audit);
        Post(routes, "/api/v1/retention/erasures", "eraseSubject",
            "Erases what is stored of a subject, as far as no duty keeps it: the first person asks (202), a second one asks for the same",
            Scopes.Admin, ReviewPermission.EraseSubjects, EraseAsync).Produces<ErasureAnswer>().Produces<PendingApproval>(202);
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/retention/purge", async (HttpContext http, RetentionService keeping, bool look = false) =>
                    Answers.Json((await keeping.PurgeAsync(look, http.RequestAborted)).ToAnswer(), RecordWireFormat.Json.ErasureAnswer))
                .WithName("purgeRecords").WithTags("Retention").WithSummary("Purges what is older than ten years; look=true only says what")
                    .Produces<ErasureAnswer>(),
            Scopes.Admin);
    }

    private static RouteHandlerBuilder Post(
        IEndpointRouteBuilder routes, string path, string name, string summary, string scope, ReviewPermission permission,
            Func<HttpContext, Officer, string, string, Task<IResult>> run) => ApiKeyGuard.RequireScope(
        routes.MapPost(path, (HttpContext http, CancellationToken _)
                => OfficerGate.ActAsync(http, permission, officer => ReadAsync(http, officer, run)))
            .WithName(name).WithTags("Retention").WithSummary(summary)
            .Accepts<SubjectReasonBody>("application/json")
            .Produces<ProblemBody>(400, Problems.ContentType),
        scope);

    private static async Task<IResult> ReadAsync(HttpContext http, Officer officer, Func<HttpContext, Officer, string, string,
        Task<IResult>> run)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, RecordWireFormat.Json.SubjectReasonBody, MaxBodyBytes, errors) is not { } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (string.IsNullOrWhiteSpace(body.SubjectId) || body.SubjectId.Length > 200)
        {
            errors.Add("$.subjectId", body.SubjectId, "Name the subject: 1 to 200 characters.");
        }

        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > LegalHolds.MaxReasonChars)
        {
            errors.Add("$.reason", null, $"Say why: 1 to {LegalHolds.MaxReasonChars} characters.");
        }

        return errors.All.Count > 0 ? Answers.Problem(Problems.InvalidRequest(errors.All))
            : await run(http, officer, body.SubjectId!, body.Reason!);
    }

    private static async Task<IResult> PlaceAsync(HttpContext http, Officer officer, string subjectId, string reason)
    {
        var holds = http.RequestServices.GetRequiredService<LegalHolds>();
        if (!await http.RequestServices.GetRequiredService<RetentionService>().HoldsAnythingOfAsync(subjectId, http.RequestAborted))
        {
            return Answers.Problem(Problems.NotFound("Nothing is stored of this subject: a hold on it would hold nothing. Check the id."));
        }

        return await holds.PlaceAsync(subjectId, reason, officer, http.RequestAborted)
            ? Answers.Json(
                new HoldsAnswer([(await holds.FindAsync(AlertId.FirstOfSubject(subjectId).SubjectKey, http.RequestAborted))!.ToAnswer()]),
                RecordWireFormat.Json.HoldsAnswer)
            : Answers.Problem(Problems.OfStatus(StatusCodes.Status409Conflict, "A hold stands on this subject already."));
    }

    private static async Task<IResult> ReleaseAsync(HttpContext http, Officer officer, string subjectId, string reason)
    {
        var holds = http.RequestServices.GetRequiredService<LegalHolds>();
        var result = await holds.ReleaseAsync(AlertId.FirstOfSubject(subjectId).SubjectKey, reason, officer, http.RequestAborted);
        return await TwoPersonAnswers.OfAsync(http, result, officer,
            async () => Answers.Json(new HoldsAnswer([.. (await holds.AllAsync(http.RequestAborted)).Select(hold => hold.ToAnswer())]),
                RecordWireFormat.Json.HoldsAnswer),
            "No hold stands on this subject.");
    }

    private static async Task<IResult> EraseAsync(HttpContext http, Officer officer, string subjectId, string reason)
    {
        var (result, run) = await http.RequestServices.GetRequiredService<RetentionService>()
            .EraseSubjectAsync(subjectId, reason, officer, http.RequestAborted);
        return await TwoPersonAnswers.OfAsync(http, result, officer,
            () => Task.FromResult(Answers.Json(run!.ToAnswer(), RecordWireFormat.Json.ErasureAnswer)),
            "Nothing is stored of this subject.");
    }
}

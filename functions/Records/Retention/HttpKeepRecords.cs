using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
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
        Post(routes, "/api/v1/retention/holds", "placeHold", "Places a legal hold on a subject", Scopes.Audit, PlaceAsync)
            .Produces<HoldsAnswer>().Produces<ProblemBody>(409, Problems.ContentType);
        Post(routes, "/api/v1/retention/holds/release", "releaseHold", "Releases a legal hold", Scopes.Audit, ReleaseAsync)
            .Produces<HoldsAnswer>().Produces<ProblemBody>(404, Problems.ContentType);
        Post(routes, "/api/v1/retention/erasures", "eraseSubject", "Erases what is stored of a subject, as far as no duty keeps it",
            Scopes.Admin, EraseAsync).Produces<ErasureAnswer>();
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/retention/purge", async (HttpContext http, RetentionService keeping, bool look = false) =>
                    Answers.Json((await keeping.PurgeAsync(look, http.RequestAborted)).ToAnswer(), RecordWireFormat.Json.ErasureAnswer))
                .WithName("purgeRecords").WithTags("Retention").WithSummary("Purges what is older than ten years; look=true only says what")
                    .Produces<ErasureAnswer>(),
            Scopes.Admin);
    }

    private static RouteHandlerBuilder Post(
        IEndpointRouteBuilder routes, string path, string name, string summary, string scope, Func<HttpContext, Officer, string, string,
            Task<IResult>> run) => ApiKeyGuard.RequireScope(
        routes.MapPost(path, (HttpContext http, ServiceOptions options) => ReadAsync(http, options, run))
            .WithName(name).WithTags("Retention").WithSummary(summary)
            .Accepts<SubjectReasonBody>("application/json")
            .Produces<ProblemBody>(400, Problems.ContentType),
        scope);

    private static async Task<IResult> ReadAsync(HttpContext http, ServiceOptions options, Func<HttpContext, Officer, string, string,
        Task<IResult>> run)
    {
        if (ApiOfficer.Of(http, options) is not { } officer)
        {
            return Answers.Problem(AlertProblems.NoOfficer());
        }

        if (!officer.TakesEscalations)
        {
            return Answers.Problem(Problems.OfStatus(StatusCodes.Status403Forbidden, "An analyst or an approver does this."));
        }

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
        return await holds.PlaceAsync(subjectId, reason, officer.Id, http.RequestAborted)
            ? Answers.Json(
                new HoldsAnswer([(await holds.FindAsync(AlertId.FirstOfSubject(subjectId).SubjectKey, http.RequestAborted))!.ToAnswer()]),
                RecordWireFormat.Json.HoldsAnswer)
            : Answers.Problem(Problems.OfStatus(StatusCodes.Status409Conflict, "A hold stands on this subject already."));
    }

    private static async Task<IResult> ReleaseAsync(HttpContext http, Officer officer, string subjectId, string reason)
    {
        var holds = http.RequestServices.GetRequiredService<LegalHolds>();
        return await holds.ReleaseAsync(AlertId.FirstOfSubject(subjectId).SubjectKey, reason, officer.Id, http.RequestAborted)
            ? Answers.Json(new HoldsAnswer([.. (await holds.AllAsync(http.RequestAborted)).Select(hold => hold.ToAnswer())]),
                RecordWireFormat.Json.HoldsAnswer)
            : Answers.Problem(Problems.NotFound("No hold stands on this subject."));
    }

    private static async Task<IResult> EraseAsync(HttpContext http, Officer officer, string subjectId, string reason) => Answers.Json(
        (await http.RequestServices.GetRequiredService<RetentionService>()
            .EraseSubjectAsync(subjectId, reason, officer.Id, http.RequestAborted)).ToAnswer(), RecordWireFormat.Json.ErasureAnswer);
}

using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Console.Models;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Subjects;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary><c>GET /api/v1/review/work</c>, <c>/review/good-guys</c>, <c>/review/subjects/{id}</c>: what the console's pages of the same
/// names show.</summary>
internal static class HttpReviewWork
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/review/work", (HttpContext http, WorkReader work) => OfficerGate.ReadAsync(
                    http, ReviewPermission.ReadDashboard,
                        async _ => Answers.Json((await work.ReadAsync(http.RequestAborted)).ToAnswer(), ReviewWireFormat.Json.WorkAnswer)))
                .WithName("measureWork").WithTags("Review").WithSummary("Counts of open work and measures of the last 30 days")
                    .Produces<WorkAnswer>(),
            Scopes.Alerts);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/review/good-guys",
                (HttpContext http, GoodGuyService desk) =>
                OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async officer =>
                {
                    AccessRecording.Note(http, "good-guys");
                    return Answers.Json(
                        new GoodGuysAnswer([.. (await desk.ReadAsync(http.RequestAborted)).Select(line => line.ToAnswer(officer.View))]),
                        ReviewWireFormat.Json.GoodGuysAnswer);
                }))
                .WithName("listGoodGuys").WithTags("Review").WithSummary("Good-guy entries, those due for review first")
                .WithDescription("POST /api/v1/alerts/{alert}/review lets an entry stand, /revoke ends it.").Produces<GoodGuysAnswer>(),
            Scopes.Alerts);
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/review/subjects/{id}",
                (string id, HttpContext http, SubjectReader subjects, PartyLinks links, ReviewPolicy policy, TimeProvider clock) =>
                OfficerGate.ReadAsync(
                    http,
                    ReviewPermission.ReadScreenings,
                    async officer => id.Length <= 200 && await subjects.FindAsync(id, http.RequestAborted) is { } file
                        ? Answers.Json(file.ToAnswer(clock.GetUtcNow(), policy, officer.View, links.Current),
                            ReviewWireFormat.Json.SubjectAnswer)
                        : Answers.Problem(Problems.NotFound("No screening of this subject is stored."))))
                .WithName("findSubject").WithTags("Review")
                    .WithSummary("All screenings and alerts of a subject, by the caller's id of it or the first part of its alerts' ids")
                .Produces<SubjectAnswer>().Produces<ProblemBody>(404, Problems.ContentType),
            Scopes.Alerts);
    }
}

using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Subjects;

/// <summary><c>DELETE /api/v1/subjects/{id}</c>: ends the monitoring of a caller's own subject.</summary>
internal static class HttpForgetSubject
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapDelete("/api/v1/subjects/{id}", async (string id, HttpContext http, SubjectStore subjects) =>
                await subjects.RemoveAsync(ApiKeyGuard.ClientOf(http), id, ApiKeyGuard.ClientOf(http), http.RequestAborted)
                    ? Results.NoContent()
                    : Answers.Problem(Problems.NotFound("No subject of yours is monitored under this id.")))
            .WithName("forgetSubject").WithTags("Screenings")
            .WithSummary("Ends the monitoring of a subject; its screenings and alerts stay")
            .Produces(204)
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Screening);
}

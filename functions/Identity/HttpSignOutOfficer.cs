using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity;

/// <summary><c>POST /api/v1/officers/{id}/sign-out</c>: ends every session of an officer, at once.</summary>
internal static class HttpSignOutOfficer
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/officers/{id}/sign-out", RunAsync)
            .WithName("signOutOfficer").WithTags("Identity")
            .WithSummary("Ends every console session of an officer")
            .WithDescription(
                "The id is the object id of the person in the directory. The next request of each session is sent to sign in again.")
            .Produces<SignOutAnswer>()
            .Produces<ProblemBody>(404, Problems.ContentType),
        Scopes.Admin);

    private static async Task<IResult> RunAsync(string id, HttpContext http, OfficerSessions sessions, SignInRecord record)
    {
        if (!OfficerId.TryParse(id, out var officer))
        {
            return Answers.Problem(Problems.NotFound("No officer has this id."));
        }

        var ended = await sessions.EndOfOfficerAsync(officer, http.RequestAborted);
        if (ended.Count > 0)
        {
            await record.EndedAsync(officer, ApiKeyGuard.ClientOf(http), http.RequestAborted);
        }

        return Answers.Json(new SignOutAnswer(ended.Count), IdentityWireJson.Default.SignOutAnswer);
    }
}

using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Watchlists.Corpora;

namespace Compliance.Functions.Rescreening;

/// <summary><c>POST /api/v1/rescreenings</c>: screens every monitored subject again, in full.</summary>
internal static class HttpStartRescreening
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/rescreenings", RunAsync)
            .WithName("startRescreening").WithTags("Rescreenings")
            .WithSummary("Screens every monitored subject again, in full")
            .WithDescription(
                "A change of the lists starts a rescreening by itself; this one is for the day when somebody doubts. One runs at a time: "
                    + "409 while one is under way.")
            .Produces<RescreeningAnswer>(202)
            .Produces<ProblemBody>(409, Problems.ContentType)
            .Produces<ProblemBody>(503, Problems.ContentType),
        Scopes.Admin);

    private static async Task<IResult> RunAsync(HttpContext http, RescreenCoordinator director, RescreenOverview overview,
        CorpusHost corpora)
    {
        if (corpora.Current is null)
        {
            return Answers.Problem(Problems.NotReady());
        }

        return await director.StartInFullAsync(http.RequestAborted) is { } run
            && await overview.FindAsync(run.Number, withCertificate: false, http.RequestAborted) is { } answer
            ? Answers.Json(answer, RescreenWireFormat.Json.RescreeningAnswer, StatusCodes.Status202Accepted)
            : Answers.Problem(
                Problems.OfStatus(StatusCodes.Status409Conflict,
                "A rescreening is under way; GET /api/v1/rescreenings shows how far it is."));
    }
}

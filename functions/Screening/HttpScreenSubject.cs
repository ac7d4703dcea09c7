using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Limits;
using Compliance.Functions.Screening.Contracts;

namespace Compliance.Functions.Screening;

/// <summary><c>POST /api/v1/screenings</c>: one screening.</summary>
internal static class HttpScreenSubject
{
    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/screenings", RunAsync)
            .WithName("screenSubject").WithTags("Screenings")
            .WithSummary("Screens one subject")
            .WithDescription(
                "Answers allow, review or block with reasons. The evidence is durable before the answer leaves. With an Idempotency-Key "
                    + "the same body gets the same stored answer again; another body is refused with 422. ?answer=short gives the fields that a caller acts on: screeningId, subjectId, "
                    + "decision, action, summary and the codes of the reasons.")
            .Accepts<ScreeningRequestBody>("application/json")
            .Produces<ScreeningAnswer>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(413, Problems.ContentType)
            .Produces<ProblemBody>(415, Problems.ContentType)
            .Produces<ProblemBody>(422, Problems.ContentType)
            .Produces<ProblemBody>(503, Problems.ContentType)
            .WithRequestTimeout(RequestBounds.OneScreening),
        Scopes.Screening);

    private static async Task<IResult> RunAsync(HttpContext http, ScreeningIntake intake, string? answer = null)
    {
        if (answer is not (null or "full" or ScreeningShortAnswer.Asked))
        {
            return ScreeningShortAnswer.Refuse(); // Before anything is screened.
        }

        if (!http.Request.HasJsonContentType())
        {
            return Answers.Problem(Problems.NotJson("application/json"));
        }

        if (http.Request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding and not "identity")
        {
            return Answers.Problem(Problems.NotThisEncoding(encoding.All(char.IsAsciiLetterOrDigit) && encoding.Length <= 16 ? encoding
                : "something else"));
        }

        var body = await RequestBody.ReadAsync(http.Request.BodyReader, RequestBody.MaxScreeningBytes, http.RequestAborted);
        var result = await intake.ScreenAsync(body, ApiKeyGuard.ClientOf(http), http.Request.Headers["Idempotency-Key"],
            http.RequestAborted);
        http.Response.Headers["Idempotent-Replayed"] = result.Replayed ? "true" : "false";
        return result.Answer is { } found
            ? ScreeningShortAnswer.Give(found, answer)
            : Answers.Problem(result.Problem!);
    }
}

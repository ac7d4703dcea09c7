using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;

namespace Compliance.Functions.Routing;

/// <summary><c>POST /api/v1/routes/eligible</c>: where a request may go, and why not elsewhere.</summary>
internal static class HttpRoutes
{
    private const int MaxBodyBytes = 512 * 1024;
    private static readonly RouteWireJson Json = RouteWire.Json;

    public static void Map(IEndpointRouteBuilder routes) => ApiKeyGuard.RequireScope(
        routes.MapPost("/api/v1/routes/eligible", RunAsync).WithName("findEligibleRoutes").WithTags("Routes")
            .WithSummary("Which of several endpoints may serve a request, and which row forbids the others")
            .WithDescription("Ask before the first try and, with the token of the answer before and the ground of the refusal, "
                + "before every "
                + "retry and fallback. Only what every row, control and standing leaves is eligible; what is not known is excluded.")
            .Accepts<RouteBody>("application/json")
            .Produces<RouteAnswerBody>()
            .Produces<ProblemBody>(400, Problems.ContentType)
            .Produces<ProblemBody>(409, Problems.ContentType), Scopes.Screening);

    private static async Task<IResult> RunAsync(HttpContext http, RouteService service, RouteDecisionStore decisions, TimeProvider time)
    {
        var errors = new FieldErrors();
        if (await BodyReading.ReadAsync(http, Json.RouteBody, MaxBodyBytes, errors) is not { } body
            || RouteReading.Read(body, errors) is not { } read)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (await service.DecideAsync(body, read.Request, read.Candidates, http.RequestAborted) is not RouteReply.Decided decided)
        {
            return Answers.Problem(BadToken());
        }

        var answer = Answer(decided, time.GetUtcNow());
        if (body.Organisation is { Length: > 0 } organisation)
        {
            string? Reference(SubjectKind kind) => RouteService.Subjects(body).Where(subject => subject.Kind == kind)
                .Select(decisions.ReferenceOf).SingleOrDefault();
            await decisions.KeepAsync(organisation, new RouteDecisionLine(answer.Id, time.GetUtcNow(), answer.Policy,
                Reference(SubjectKind.ApiKey), Reference(SubjectKind.EndUser), answer.Eligible, answer.Excluded, answer.Require,
                answer.RefusedOn), http.RequestAborted);
        }

        return Answers.Json(answer, Json.RouteAnswerBody);
    }

    /// <summary>A decision as the interface shows it.</summary>
    public static RouteAnswerBody Answer(RouteReply.Decided decided, DateTimeOffset now) => new(RouteDecisionStore.NewId(now),
        [.. decided.Answer.Eligible.Select(endpoint => endpoint.Id)],
        [.. decided.Answer.Excluded.Select(one => new RouteExclusionAnswer(one.Endpoint, one.Row, one.Verdict, one.Text))],
        [.. decided.Answer.Require], [.. decided.Request.RefusedOn], decided.Token.Policy, decided.Signed, decided.Token.Expires);

    private static ProblemBody BadToken() => new()
    {
        Type = "urn:compliance:problem:route-token",
        Title = "The token is not one of this request.",
        Status = StatusCodes.Status409Conflict,
        Code = "route_token",
        Detail = "It was not given for this request, was changed, or has ended. Ask again without it only for a new request.",
    };
}

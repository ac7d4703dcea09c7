using Compliance.EnforcementCore.Routing;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Routing;

/// <summary><c>/api/v1/controls</c>: what a customer narrows its requests to, and the decisions that it sees and takes away.</summary>
internal static class HttpControls
{
    private const int MaxBodyBytes = 64 * 1024;
    private static readonly RouteWireJson Json = RouteWire.Json;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Describe(routes.MapGet("/api/v1/controls/{organisation}", (string organisation, HttpContext http, ControlStore store) =>
            OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings, async _ => Answers.Json(new ControlsAnswer(
                [.. (await store.AllAsync(organisation, http.RequestAborted)).Select(row => ToAnswer(organisation, row))]),
                Json.ControlsAnswer))),
            "listControls", "Everything that an organisation narrows").Produces<ControlsAnswer>();
        Describe(routes.MapPut("/api/v1/controls/{organisation}/{scope}/{id}",
            (string organisation, string scope, string id, HttpContext http,
            ControlStore store) => OfficerGate.ActAsync(http, ReviewPermission.WorkEnforcement,
                officer => SetAsync(organisation, scope, id, http, officer, store))),
            "setControls", "Narrows an organisation, workspace, member or key; what would widen is refused with what it would allow")
            .Accepts<ControlBody>("application/json").Produces<ControlAnswer>().Produces<ProblemBody>(409, Problems.ContentType);
        Describe(routes.MapGet("/api/v1/controls/{organisation}/decisions", (string organisation, string? day, HttpContext http,
            RouteDecisionStore decisions) => OfficerGate.ReadAsync(http, ReviewPermission.ReadScreenings,
                _ => ExportAsync(organisation, day, http, decisions))),
            "exportRouteDecisions", "The decisions about an organisation's routes on a day, one JSON object a line")
            .Produces<RouteDecisionLine>(200, "application/x-ndjson");
    }

    private static RouteHandlerBuilder Describe(RouteHandlerBuilder route, string name, string summary) => ApiKeyGuard.RequireScope(
        route.WithName(name).WithTags("Controls").WithSummary(summary)
            .WithDescription("Absent is inherited, empty is nothing; what stands below only narrows.")
            .Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(403, Problems.ContentType), Scopes.Alerts);

    private static async Task<IResult> SetAsync(string organisation, string scope, string id, HttpContext http, Officer officer,
        ControlStore store)
    {
        var errors = new FieldErrors();
        var kind = new FieldReading(errors).Word<ControlScope>("path scope", scope);
        if (await BodyReading.ReadAsync(http, Json.ControlBody, MaxBodyBytes, errors) is not { } body
            || RouteReading.Read(body, errors) is not { } controls || errors.Any)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var place = new ControlPlace(organisation, kind, kind == ControlScope.Organisation ? organisation : id);
        if (await store.SetAsync(place, controls, officer, http.RequestAborted) is { } refusal)
        {
            return Answers.Problem(EnforcementMapping.Of(refusal));
        }

        var row = (await store.AllAsync(organisation, http.RequestAborted)).Single(one => one.Scope == kind && one.Id == place.Id);
        return Answers.Json(ToAnswer(organisation, row), Json.ControlAnswer);
    }

    private static ControlAnswer ToAnswer(string organisation, ControlRow row) => new(organisation, WireNames.Of(row.Scope), row.Id,
        RouteReading.Write(row.Controls), RouteReading.Write(row.Effective));

    private static async Task<IResult> ExportAsync(string organisation, string? day, HttpContext http, RouteDecisionStore decisions)
    {
        var errors = new FieldErrors();
        if (new FieldReading(errors).Day("query day", day ?? "") is not { } when)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        var lines = new System.Text.StringBuilder();
        await foreach (var line in decisions.ReadAsync(organisation, when, http.RequestAborted))
        {
            lines.Append(System.Text.Json.JsonSerializer.Serialize(line, Json.RouteDecisionLine)).Append('\n');
        }

        return Results.Text(lines.ToString(), "application/x-ndjson");
    }
}

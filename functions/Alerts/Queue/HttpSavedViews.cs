using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Queue;

/// <summary><c>/api/v1/review/views</c>: the queue views that an officer keeps.</summary>
internal static class HttpSavedViews
{
    private const int MaxBodyBytes = 4 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        ApiKeyGuard.RequireScope(
            routes.MapGet("/api/v1/review/views",
                (HttpContext http, SavedViews views) =>
                OfficerGate.ActAsync(http, ReviewPermission.ReadAlerts, async officer => Answers.Json(
                    new SavedViewsAnswer(
                        [.. (await views.OfAsync(officer.Id, http.RequestAborted)).Select(view =>
                        new SavedViewBody(view.Name, view.Query))]), ReviewWireFormat.Json.SavedViewsAnswer)))
                .WithName("listViews").WithTags("Review").WithSummary("The officer's saved views of the queue")
                    .Produces<SavedViewsAnswer>(),
            Scopes.Alerts);
        ApiKeyGuard.RequireScope(
            routes.MapPost("/api/v1/review/views",
                (HttpContext http, SavedViews views) =>
                OfficerGate.ActAsync(http, ReviewPermission.ReadAlerts, officer => KeepAsync(http, views, officer)))
                .WithName("keepView").WithTags("Review").WithSummary("Keeps a view of the queue under a name")
                    .Accepts<SavedViewBody>("application/json").Produces(204).Produces<ProblemBody>(400, Problems.ContentType),
            Scopes.Alerts);
        ApiKeyGuard.RequireScope(
            routes.MapDelete("/api/v1/review/views/{name}",
                (string name, HttpContext http, SavedViews views) =>
                OfficerGate.ActAsync(http, ReviewPermission.ReadAlerts, async officer =>
                {
                    await views.RemoveAsync(officer.Id, name, http.RequestAborted);
                    return Results.NoContent();
                }))
                .WithName("removeView").WithTags("Review").WithSummary("Removes a saved view").Produces(204),
            Scopes.Alerts);
    }

    private static async Task<IResult> KeepAsync(HttpContext http, SavedViews views, Officer officer)
    {
        var errors = new FieldErrors();
        if (await JsonBody.ReadAsync(http, MaxBodyBytes, ReviewWireFormat.Json.SavedViewBody, errors)
            is not { Name: not null, Query: not null } body)
        {
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        if (await views.KeepAsync(officer.Id, new SavedView(body.Name.Trim(), body.Query), http.RequestAborted) is { } why)
        {
            errors.Add("$.name", body.Name, why);
            return Answers.Problem(Problems.InvalidRequest(errors.All));
        }

        return Results.NoContent();
    }
}

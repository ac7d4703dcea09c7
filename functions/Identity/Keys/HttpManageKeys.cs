using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Keys;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity.Keys;

/// <summary><c>/api/v1/keys</c>: lists, makes and revokes API keys.</summary>
internal static class HttpManageKeys
{
    private const int MaxBodyBytes = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Scoped(routes.MapGet("/api/v1/keys", ListAsync).WithName("listKeys").WithSummary("Lists the API keys, never the keys themselves")
            .Produces<KeysAnswer>());
        Scoped(routes.MapPost("/api/v1/keys", CreateAsync).WithName("createKey").WithSummary("Makes an API key; the answer shows it once")
            .WithDescription(
                "A caller has two valid keys at most: the one in use and the one that replaces it. retireOthersInDays moves the end of "
                    + "the others.")
            .Accepts<KeyOrderBody>("application/json")
            .Produces<NewKeyAnswer>(201).Produces<ProblemBody>(400, Problems.ContentType).Produces<ProblemBody>(409, Problems.ContentType));
        Scoped(routes.MapPost("/api/v1/keys/{id}/revoke", RevokeAsync).WithName("revokeKey")
            .WithSummary("Revokes an API key, within ten seconds everywhere")
            .Produces<KeyAnswer>().Produces<ProblemBody>(404, Problems.ContentType));
    }

    private static void Scoped(RouteHandlerBuilder endpoint) => ApiKeyGuard.RequireScope(endpoint.WithTags("Identity"), Scopes.Admin);

    private static async Task<IResult> ListAsync(HttpContext http, KeyStore store, TimeProvider time) =>
        Answers.Json(await KeyMapping.ToAnswerAsync(store, time.GetUtcNow(), http.RequestAborted), IdentityWireJson.Default.KeysAnswer);

    private static async Task<IResult> CreateAsync(HttpContext http, KeyStore store, KeyDirectory book, TimeProvider time)
    {
        if (await RequestBody.ReadAsync(http.Request.BodyReader, MaxBodyBytes, http.RequestAborted) is not { } bytes)
        {
            return Answers.Problem(Problems.TooLarge(MaxBodyBytes));
        }

        if (BodyJson.Read(bytes, IdentityWireJson.Default.KeyOrderBody, out var unread) is not { Name: not null, Scopes: not null } body)
        {
            return Answers.Problem(Problems.InvalidRequest([unread
                ?? new FieldError("$", null, "The body must be one JSON object with name, scopes, days and retireOthersInDays.")]));
        }

        if (KeyOrder.Read(body.Name, body.Scopes, body.Days, body.RetireOthersInDays, out var wrong, body.Holder) is not { } order)
        {
            return Answers.Problem(Problems.InvalidRequest([new FieldError("$", null, wrong!)]));
        }

        var making = await store.CreateAsync(order, ApiKeyGuard.ClientOf(http), http.RequestAborted, MakersOf(http));
        book.Forget();
        return making switch
        {
            KeyMaking.Made made =>
                Answers.Json(made.ToAnswer(time.GetUtcNow()), IdentityWireJson.Default.NewKeyAnswer, StatusCodes.Status201Created),
            KeyMaking.Refused refused => Answers.Problem(Problems.TooManyKeys(refused.Reason)),
            var other => throw new InvalidOperationException($"Unknown making {other.GetType()}."),
        };
    }

    /// <summary>The people behind whoever makes the key: an officer, or those behind a key that makes another one.</summary>
    private static ImmutableArray<OfficerId> MakersOf(HttpContext http) => ApiKeyGuard.CallerOf(http) switch
    {
        { Officer: { Id.IsMachine: true, Behind: { IsDefaultOrEmpty: false } behind } } => behind,
        { Officer: { Id.IsMachine: false } officer } => [officer.Id],
        _ => [],
    };

    private static async Task<IResult> RevokeAsync(string id, HttpContext http, KeyStore store, KeyDirectory book, TimeProvider time)
    {
        var revoked = await store.RevokeAsync(id, ApiKeyGuard.ClientOf(http), http.RequestAborted);
        book.Forget();
        return revoked is null
            ? Answers.Problem(Problems.NotFound("No key has this id; GET /api/v1/keys lists them."))
            : Answers.Json(new ListedKey(revoked, null).ToAnswer(time.GetUtcNow()), IdentityWireJson.Default.KeyAnswer);
    }
}

using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Identity.Entra;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Extensions;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Signing in and out at the directory; the way back is <see cref="DirectorySignInEvents"/>. Where none is configured for browsers,
/// nothing is mapped.</summary>
internal static class DirectoryEndpoints
{
    public static void Map(RouteGroupBuilder console)
    {
        console.MapGet("/sign-in", (HttpContext http, ConsolePage page) => Show(http, page, null, StatusCodes.Status200OK));
        console.MapGet("/sign-in/start", StartAsync);
        console.MapPost("/sign-out", SignOutAsync);
        console.MapGet("/front-channel-sign-out", EndAsync);
    }

    /// <summary>The page that leads to the directory.</summary>
    public static IResult Show(HttpContext http, ConsolePage page, string? problem, int status) =>
        page.Render<DirectorySignInView>(http, null,
        new() { ["Problem"] = problem, ["Return"] = SignInEndpoints.Local(http.Request.Query["return"]) }, status);

    private static async Task StartAsync(HttpContext http, Authority authority, DirectorySignInEvents events, TimeProvider time)
    {
        if (await authority.CurrentAsync(http.RequestAborted) is null)
        {
            await events.ShowUnreachableAsync(http);
            return;
        }

        await http.ChallengeAsync(DirectorySignIn.Scheme,
            new AuthenticationProperties
            {
                RedirectUri = SignInEndpoints.Local(http.Request.Query["return"]),
                IssuedUtc = time.GetUtcNow(),
            });
    }

    /// <summary>Ends the session here and shows the way to end the one at the authority: a form may not lead to another origin.</summary>
    private static async Task<IResult> SignOutAsync(
        HttpContext http, ConsolePage page, EntraOptions options, Authority authority, SignInCookies cookies, OfficerSessions sessions,
            SignInRecord record, CancellationToken cancellation)
    {
        if (cookies.ReadSession(http) is { } id && await sessions.FindAsync(id, cancellation) is { } session
            && await sessions.EndAsync(id, cancellation))
        {
            await record.EndedAsync(session.ToOfficer().Id, "officer", cancellation);
        }

        cookies.ForgetSession(http);
        var elsewhere = (await authority.CurrentAsync(cancellation))?.EndSessionEndpoint is { Length: > 0 } end
            ? end + new QueryBuilder
                { { "client_id", options.Browser!.ClientId }, { "post_logout_redirect_uri", options.Browser.PublicUrl + "/app/sign-in" } }
            : null;
        return page.Render<SignedOutView>(http, null, new() { ["Elsewhere"] = elsewhere });
    }

    /// <summary>
    /// The authority says, through the person's browser, that a session there has ended (OpenID Connect Front-Channel Logout 1.0). The
    /// cookie does not come along in a frame of another site; the authority's session id, which only it and we know, names the session.
    /// </summary>
    private static async Task<IResult> EndAsync(string? iss, string? sid, EntraOptions options, OfficerSessions sessions,
        SignInRecord record, CancellationToken cancellation)
    {
        if (sid is { Length: > 0 and <= 200 } && iss == options.Issuer)
        {
            foreach (var officer in await sessions.EndOfAuthorityAsync(sid, cancellation))
            {
                await record.EndedAsync(officer, "directory", cancellation);
            }
        }

        return Results.Ok();
    }
}

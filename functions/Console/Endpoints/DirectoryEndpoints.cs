using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Console.Views;
using Compliance.Functions.Identity.Entra;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Console.Endpoints;

/// <summary>Signing in and out at the directory. Where none is configured for browsers, nothing is mapped.</summary>
internal static class DirectoryEndpoints
{
    public static void Map(RouteGroupBuilder console)
    {
        console.MapGet("/sign-in", (HttpContext http, ConsolePage page) => Show(http, page, null, StatusCodes.Status200OK));
        console.MapGet("/sign-in/start", StartAsync);
        console.MapGet("/signed-in", FinishAsync);
        console.MapPost("/sign-out", SignOutAsync);
        console.MapGet("/front-channel-sign-out", EndAsync);
    }

    private static async Task<IResult> StartAsync(HttpContext http, ConsolePage page, CodeFlow flow, SignInCookies cookies,
        CancellationToken cancellation)
    {
        var attempt = SignInAttempt.Begin(SignInEndpoints.Local(http.Request.Query["return"]));
        if (await flow.StartAsync(attempt, cancellation) is not { } address)
        {
            return Show(http, page, Unreachable, StatusCodes.Status503ServiceUnavailable);
        }

        cookies.WriteAttempt(http, attempt);
        return Results.Redirect(address);
    }

    private static async Task<IResult> FinishAsync(
        HttpContext http, ConsolePage page, CodeFlow flow, SignInCookies cookies, OfficerSessions sessions, SignInRecord record,
            ILogger<CodeFlow> log, CancellationToken cancellation)
    {
        switch (await flow.FinishAsync(http.Request.Query, cookies.TakeAttempt(http), cancellation))
        {
            case SignInResult.Officer officer:
                if (cookies.ReadSession(http) is { } before)
                {
                    // Whoever signs in again begins anew: a session that somebody planted is worth nothing.
                    await sessions.EndAsync(before, cancellation);
                }

                cookies.WriteSession(http,
                    await sessions.BeginAsync(officer.Who, officer.DisplayName, officer.AuthoritySession, cancellation));
                await record.OfAsync(officer.Who, cancellation);
                log.LogInformation("Officer {Officer} signed in as {Role}.", officer.Who.Id, officer.Who.Role);
                return Results.Redirect(officer.Return);
            case SignInResult.NoRole:
                return Show(http, page,
                    "You are known, but you have no role here. Ask whoever manages the application to assign you one, then sign in again.",
                    StatusCodes.Status403Forbidden);
            case SignInResult.Unavailable:
                return Show(http, page, Unreachable, StatusCodes.Status503ServiceUnavailable);
            case SignInResult.Failed failed:
                log.LogInformation("A sign-in failed: {Code}.", failed.Code);
                return Show(http, page, "You were not signed in: it took too long, was cancelled, or began in another window. Try again.",
                    StatusCodes.Status400BadRequest);
            case var other:
                throw new InvalidOperationException($"Unknown result {other.GetType()}.");
        }
    }

    /// <summary>Ends the session here and shows the way to end the one at the authority: a form may not lead to another origin.</summary>
    private static async Task<IResult> SignOutAsync(
        HttpContext http, ConsolePage page, CodeFlow flow, SignInCookies cookies, OfficerSessions sessions, SignInRecord record,
            CancellationToken cancellation)
    {
        if (cookies.ReadSession(http) is { } id && await sessions.FindAsync(id, cancellation) is { } session
            && await sessions.EndAsync(id, cancellation))
        {
            await record.EndedAsync(session.ToOfficer().Id, "officer", cancellation);
        }

        cookies.ForgetSession(http);
        return page.Render<SignedOutView>(http, null, new() { ["Elsewhere"] = await flow.EndSessionAsync(cancellation) });
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

    private const string Unreachable = "The directory cannot be reached now. Try again in a minute.";

    private static IResult Show(HttpContext http, ConsolePage page, string? problem, int status) =>
        page.Render<DirectorySignInView>(http, null,
        new() { ["Problem"] = problem, ["Return"] = SignInEndpoints.Local(http.Request.Query["return"]) }, status);
}

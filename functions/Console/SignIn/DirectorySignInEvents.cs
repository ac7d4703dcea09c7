using System.Security.Claims;
using Azure.Identity;
using Compliance.Functions.Console.Endpoints;
using Compliance.Functions.Identity.Entra;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Compliance.Functions.Console.SignIn;

/// <summary>What happens when a browser comes back from the directory: checks beyond those of the framework, a session of the store instead
/// of one in a cookie, and pages instead of exceptions.</summary>
internal sealed class DirectorySignInEvents(
    EntraOptions options, OfficerSessions sessions, SignInCookies cookies, SignInRecord record, ConsolePage page,
        TimeProvider time, ILogger<DirectorySignInEvents> log) : OpenIdConnectEvents
{
    private const string ByToken = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>A parameter that came twice can be read in two ways.</summary>
    public override Task MessageReceived(MessageReceivedContext context)
    {
        if (context.Request.Query.Any(parameter => parameter.Value.Count > 1))
        {
            context.Fail(new TokenFaultException("A parameter came twice."));
        }

        return Task.CompletedTask;
    }

    /// <summary>A sign-in that began too long ago is not finished. Without a secret the managed identity proves the service.</summary>
    public override async Task AuthorizationCodeReceived(AuthorizationCodeReceivedContext context)
    {
        if (context.Properties?.IssuedUtc is not { } began || time.GetUtcNow() - began > DirectorySignIn.AttemptLife)
        {
            context.Fail(new TokenFaultException("The sign-in took too long."));
            return;
        }

        if (options.Browser is { Secret: null } browser && context.TokenEndpointRequest is { } request)
        {
            request.ClientAssertionType = ByToken;
            request.ClientAssertion = await DirectorySignIn.FederatedTokenAsync(browser, context.HttpContext.RequestAborted);
        }
    }

    /// <summary>The rules of the directory's tokens that the framework does not know.</summary>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (DirectoryTokens.FaultOf(context.Principal?.FindFirstValue("tid"), context.Principal?.FindFirstValue("ver"),
            context.SecurityToken.Header.ContainsKey("crit"), options) is { } fault)
        {
            context.Fail(new TokenFaultException(fault));
        }
        else if (!Guid.TryParseExact(context.Principal?.FindFirstValue("oid"), "D", out _))
        {
            context.Fail(new TokenFaultException("The token names nobody."));
        }

        return Task.CompletedTask;
    }

    /// <summary>Begins a session, for whoever has a role.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var (http, person) = (context.HttpContext, context.Principal!);
        context.HandleResponse();
        if (AppRoles.OfficerOf(Guid.Parse(person.FindFirstValue("oid")!), [.. person.FindAll("roles").Select(claim => claim.Value)])
            is not { } officer)
        {
            await ShowAsync(http,
                "You are known, but you have no role here. Ask whoever manages the application to assign you one, then sign in again.",
                StatusCodes.Status403Forbidden);
            return;
        }

        if (cookies.ReadSession(http) is { } before)
        {
            // Whoever signs in again begins anew: a session that somebody planted is worth nothing.
            await sessions.EndAsync(before, http.RequestAborted);
        }

        cookies.WriteSession(http, await sessions.BeginAsync(officer, person.FindFirstValue("name"), person.FindFirstValue("sid"),
            http.RequestAborted));
        await record.OfAsync(officer, http.RequestAborted);
        log.LogInformation("Officer {Officer} signed in as {Role}.", officer.Id, officer.Role);
        http.Response.Redirect(SignInEndpoints.Local(context.ReturnUri));
    }

    /// <summary>The person said no at the directory.</summary>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        return FailAsync(context.HttpContext, null);
    }

    /// <summary>Nobody is signed in.</summary>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        return FailAsync(context.HttpContext, context.Failure);
    }

    /// <summary>Says that the directory cannot be reached.</summary>
    public Task ShowUnreachableAsync(HttpContext http)
        => ShowAsync(http, "The directory cannot be reached now. Try again in a minute.", StatusCodes.Status503ServiceUnavailable);

    private Task FailAsync(HttpContext http, Exception? failure)
    {
        var cause = failure?.GetBaseException();
        log.LogInformation("A sign-in failed: {Failure}.", cause is null ? "access denied" : cause.GetType().Name);
        return cause is HttpRequestException or IOException or System.Net.Sockets.SocketException or AuthenticationFailedException
            || (cause is OperationCanceledException && !http.RequestAborted.IsCancellationRequested)
            ? ShowUnreachableAsync(http)
            : ShowAsync(http, "You were not signed in: it took too long, was cancelled, or began in another window. Try again.",
                StatusCodes.Status400BadRequest);
    }

    private Task ShowAsync(HttpContext http, string problem, int status)
    {
        ConsoleGuard.SetHeaders(http.Response.Headers);
        return DirectoryEndpoints.Show(http, page, problem, status).ExecuteAsync(http);
    }
}

using Azure.Core;
using Azure.Identity;
using Compliance.Functions.Identity.Entra;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Compliance.Functions.Console.SignIn;

/// <summary>
/// Signing in by the authorization code flow of OpenID Connect with PKCE, for a confidential client, through the framework's handler. The
/// service proves itself by its secret or, better, by a token of its managed identity that the registration trusts (a federated
/// credential): then there is no secret to keep or to lose. Tokens never reach the browser.
/// </summary>
internal static class DirectorySignIn
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "directory";

    /// <summary>How long a sign-in may take.</summary>
    public static readonly TimeSpan AttemptLife = TimeSpan.FromMinutes(10);

    private const string FederationScope = "api://AzureADTokenExchange/.default";

    /// <summary>Registers the handler.</summary>
    /// <param name="services">The services.</param>
    /// <param name="directory">Makes the client that redeems codes.</param>
    public static void Add(IServiceCollection services, Func<HttpClient> directory)
    {
        services.AddSingleton<SignInCookies>().AddSingleton<DirectorySignInEvents>();
        services.AddAuthentication().AddOpenIdConnect(Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<EntraOptions, Authority, TimeProvider>(
            (handler, entra, authority, time) =>
        {
            var browser = entra.Browser!;
            (handler.ClientId, handler.ClientSecret) = (browser.ClientId, browser.Secret);
            handler.ConfigurationManager = authority;
            handler.Backchannel = directory();
            handler.CallbackPath = BrowserOptions.CallbackPath;
            handler.SignInScheme = ConsoleSignIn.Scheme; // Never used: DirectorySignInEvents begins a session of the store instead.
            (handler.ResponseType, handler.ResponseMode) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query);
            (handler.UsePkce, handler.MapInboundClaims, handler.DisableTelemetry, handler.SaveTokens) = (true, false, true, false);
            handler.Scope.Clear();
            handler.Scope.Add("openid");
            handler.Scope.Add("profile");
            handler.TokenHandler = DirectoryTokens.Handler;
            handler.TokenValidationParameters = DirectoryTokens.Parameters(entra, [browser.ClientId], time);
            handler.RemoteAuthenticationTimeout = AttemptLife;
            handler.ProtocolValidator.NonceLifetime = AttemptLife;
            handler.EventsType = typeof(DirectorySignInEvents);
            handler.CorrelationCookie = CookieOf(browser, "signin.");
            handler.NonceCookie = CookieOf(browser, "nonce.");
        });
    }

    /// <summary>A token of the managed identity by which the service proves itself to the authority.</summary>
    public static async Task<string> FederatedTokenAsync(BrowserOptions browser, CancellationToken cancellation)
    {
        var identity = new ManagedIdentityCredential(
            browser.ManagedIdentityClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
        return (await identity.GetTokenAsync(new TokenRequestContext([FederationScope]), cancellation)).Token;
    }

    /// <summary>Lax: the browser comes back from the authority by a link.</summary>
    private static CookieBuilder CookieOf(BrowserOptions browser, string name) => new()
    {
        Name = SignInCookies.NameOf(browser, name),
        Path = "/",
        HttpOnly = true,
        IsEssential = true,
        SameSite = SameSiteMode.Lax,
        SecurePolicy = browser.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest,
        MaxAge = AttemptLife,
    };
}

using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>
/// Finds the caller of an access token, which the framework's bearer handler validates. A person's token has a scope (<c>scp</c>) and acts
/// as that person; an application's own has none, names the application (<c>azp</c>) and acts on alerts as an analyst at most. What is
/// neither, such as an id token sent by mistake, is refused.
/// </summary>
internal sealed class AccessTokens(Authority authority)
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "directory-token";

    /// <summary>The delegated permission that a client must ask for to call the API for a person.</summary>
    public const string UserScope = "access_as_user";

    private static readonly object TokenItem = new();

    /// <summary>Registers the bearer handler.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AccessTokens>().AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddOptions<JwtBearerOptions>(Scheme).Configure<EntraOptions, Authority, TimeProvider>((bearer, entra, authority, time) =>
        {
            bearer.MapInboundClaims = false;
            bearer.ConfigurationManager = authority;
            bearer.TokenValidationParameters = DirectoryTokens.Parameters(entra, entra.Audiences, time);
            bearer.TokenHandlers.Clear();
            bearer.TokenHandlers.Add(DirectoryTokens.Handler);
            bearer.Events = new JwtBearerEvents
            {
                OnMessageReceived = context =>
                {
                    context.Token = (string?)context.HttpContext.Items[TokenItem]; // The one that was told from keys.
                    return Task.CompletedTask;
                },
                OnTokenValidated = context =>
                {
                    if (DirectoryTokens.FaultOf(Claim(context.Principal!, "tid"), Claim(context.Principal!, "ver"),
                        ((JsonWebToken)context.SecurityToken).TryGetHeaderValue<object>("crit", out _), entra) is { } fault)
                    {
                        context.Fail(new TokenFaultException(fault));
                    }

                    return Task.CompletedTask;
                },
            };
        });
    }

    /// <summary>Reads the token of a request.</summary>
    public async Task<CallerReading> ReadAsync(HttpContext http, string text)
    {
        http.Items[TokenItem] = text;
        var result = await http.AuthenticateAsync(Scheme);
        return result.Succeeded ? CallerOf(result.Principal)
            : await authority.CurrentAsync(http.RequestAborted) is null ? new CallerReading.Refused(IdentityProblems.CannotCheck())
            : new CallerReading.Refused(IdentityProblems.InvalidToken(DirectoryTokens.ReasonOf(result.Failure)));
    }

    private static CallerReading CallerOf(ClaimsPrincipal token)
    {
        var (scope, kind) = (Claim(token, "scp"), Claim(token, "idtyp"));
        var isUser = scope is not null && kind is null or "user";
        var isApplication = scope is null && kind is null or "app" && !token.HasClaim(claim => claim.Type == "nonce");
        if (Guid.TryParseExact(Claim(token, isUser ? "oid" : "azp"), "D", out var id) is false || isUser == isApplication)
        {
            return new CallerReading.Refused(
                IdentityProblems.InvalidToken("The token is neither a person's nor an application's access token."));
        }

        if (isUser && !scope!.Split(' ').Contains(UserScope))
        {
            return new CallerReading.Refused(IdentityProblems.InvalidToken($"The token lacks the scope {UserScope}."));
        }

        ImmutableArray<string> claims = [.. token.FindAll("roles").Select(claim => claim.Value)];
        var roles = AppRoles.Of(claims);
        return roles.IsEmpty
            ? new CallerReading.Refused(IdentityProblems.NoRole())
            : new CallerReading.Known(new Caller(
                $"{(isUser ? "user" : "app")}.{id:D}",
                isUser ? CallerKind.User : CallerKind.Application,
                AppRoles.ScopesOf(roles),
                isUser ? AppRoles.OfficerOf(id, claims) : AppRoles.OfficerOfApplication(id, claims)));
    }

    private static string? Claim(ClaimsPrincipal token, string name) => token.FindAll(name).ToArray() is [var only] ? only.Value : null;
}

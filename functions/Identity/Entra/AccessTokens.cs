using Microsoft.IdentityModel.JsonWebTokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>
/// Finds the caller of an access token. A person's token has a scope (<c>scp</c>) and acts as that person; an application's own has none,
/// names the application (<c>azp</c>) and acts on alerts as an analyst at most. What is neither, such as an id token sent by mistake, is
/// refused.
/// </summary>
internal sealed class AccessTokens(EntraOptions options, TokenReader tokens)
{
    /// <summary>The delegated permission that a client must ask for to call the API for a person.</summary>
    public const string UserScope = "access_as_user";

    /// <summary>Reads a token.</summary>
    public async Task<CallerReading> ReadAsync(string text, CancellationToken cancellation)
        => await tokens.ReadAsync(text, options.Audiences, cancellation) switch
        {
            TokenReading.Valid valid => CallerOf(valid.Token),
            TokenReading.Refused refused => new CallerReading.Refused(IdentityProblems.InvalidToken(refused.Reason)),
            _ => new CallerReading.Refused(IdentityProblems.CannotCheck()),
        };

    private static CallerReading CallerOf(JsonWebToken token)
    {
        var (scope, kind) = (TokenReader.Claim(token, "scp"), TokenReader.Claim(token, "idtyp"));
        var isUser = scope is not null && kind is null or "user";
        var isApplication = scope is null && kind is null or "app" && !token.TryGetPayloadValue<object>("nonce", out _);
        if (Guid.TryParseExact(TokenReader.Claim(token, isUser ? "oid" : "azp"), "D", out var id) is false || isUser == isApplication)
        {
            return new CallerReading.Refused(
                IdentityProblems.InvalidToken("The token is neither a person's nor an application's access token."));
        }

        if (isUser && !scope!.Split(' ').Contains(UserScope))
        {
            return new CallerReading.Refused(IdentityProblems.InvalidToken($"The token lacks the scope {UserScope}."));
        }

        var claims = TokenReader.Claims(token, "roles");
        var roles = AppRoles.Of(claims);
        return roles.IsEmpty
            ? new CallerReading.Refused(IdentityProblems.NoRole())
            : new CallerReading.Known(new Caller(
                $"{(isUser ? "user" : "app")}.{id:D}",
                isUser ? CallerKind.User : CallerKind.Application,
                AppRoles.ScopesOf(roles),
                isUser ? AppRoles.OfficerOf(id, claims) : AppRoles.OfficerOfApplication(id, claims)));
    }
}

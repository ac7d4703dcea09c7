using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Identity.Entra;
using Compliance.ScreeningCore.Review;
using Microsoft.AspNetCore.Http.Extensions;

namespace Compliance.Functions.Console.SignIn;

/// <summary>How coming back from the authority ended.</summary>
internal abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>A person is signed in.</summary>
    internal sealed record Officer(ScreeningCore.Review.Officer Who, string? DisplayName, string? AuthoritySession, string Return)
        : SignInResult;

    /// <summary>The person is known and has no role here.</summary>
    internal sealed record NoRole : SignInResult;

    /// <summary>Nobody is signed in; a code for the log, in fixed words.</summary>
    internal sealed record Failed(string Code) : SignInResult;

    /// <summary>The authority cannot be reached now.</summary>
    internal sealed record Unavailable : SignInResult;
}

/// <summary>Signing in by the authorization code flow of OpenID Connect with PKCE, for a confidential client. Tokens never reach the
/// browser.</summary>
internal sealed class CodeFlow(EntraOptions options, Authority authority, TokenReader tokens, CodeExchange exchange)
{
    private readonly BrowserOptions _browser = options.Browser!;

    /// <summary>Where to send the browser; null where the authority is not known now.</summary>
    public async Task<string?> StartAsync(SignInAttempt attempt, CancellationToken cancellation)
        => await authority.CurrentAsync(cancellation) is not { } document ? null
        : document.AuthorizationEndpoint + new QueryBuilder
        {
            { "client_id", _browser.ClientId },
            { "response_type", "code" },
            { "response_mode", "query" },
            { "redirect_uri", _browser.RedirectUri },
            { "scope", "openid profile" },
            { "state", attempt.State },
            { "nonce", attempt.Nonce },
            { "code_challenge", attempt.Challenge },
            { "code_challenge_method", "S256" },
        }.ToString();

    /// <summary>Who came back.</summary>
    /// <param name="query">What the authority sent.</param>
    /// <param name="attempt">The attempt of this browser; null where it has none.</param>
    /// <param name="cancellation">Stops waiting for the authority.</param>
    public async Task<SignInResult> FinishAsync(IQueryCollection query, SignInAttempt? attempt, CancellationToken cancellation)
    {
        if (attempt is null || query["state"].Count != 1 || !Same(query["state"].ToString(), attempt.State))
        {
            return new SignInResult.Failed("state");
        }

        if (query["error"].Count > 0 || query["code"].Count != 1)
        {
            return new SignInResult.Failed("refused");
        }

        if (await authority.CurrentAsync(cancellation) is not { } document)
        {
            return new SignInResult.Unavailable();
        }

        return await exchange.RedeemAsync(document.TokenEndpoint, query["code"].ToString(), attempt.Verifier, cancellation) switch
        {
            CodeRedemption.Redeemed redeemed => await OfficerAsync(redeemed.IdToken, attempt, cancellation),
            CodeRedemption.Refused => new SignInResult.Failed("code"),
            _ => new SignInResult.Unavailable(),
        };
    }

    /// <summary>Where a person also ends the session at the authority; null where it has no such place.</summary>
    public async Task<string?> EndSessionAsync(CancellationToken cancellation)
        => (await authority.CurrentAsync(cancellation))?.EndSessionEndpoint is { } end
        ? end + new QueryBuilder
            { { "client_id", _browser.ClientId }, { "post_logout_redirect_uri", _browser.PublicUrl + "/app/sign-in" } }.ToString()
        : null;

    private async Task<SignInResult> OfficerAsync(string idToken, SignInAttempt attempt, CancellationToken cancellation)
    {
        var reading = await tokens.ReadAsync(idToken, [_browser.ClientId], cancellation);
        if (reading is not TokenReading.Valid { Token: var token })
        {
            return reading is TokenReading.Unavailable ? new SignInResult.Unavailable() : new SignInResult.Failed("token");
        }

        if (!Same(TokenReader.Claim(token, "nonce") ?? "", attempt.Nonce)
            || !Guid.TryParseExact(TokenReader.Claim(token, "oid"), "D", out var id))
        {
            return new SignInResult.Failed("nonce");
        }

        return AppRoles.OfficerOf(id, TokenReader.Claims(token, "roles")) is { } officer
            ? new SignInResult.Officer(officer, TokenReader.Claim(token, "name"), TokenReader.Claim(token, "sid"), attempt.Return)
            : new SignInResult.NoRole();
    }

    private static bool Same(string sent, string kept)
        => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(kept));
}

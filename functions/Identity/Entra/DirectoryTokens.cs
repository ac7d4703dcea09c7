using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>What makes a signed token of the directory acceptable: access tokens of the API and the id tokens of people who sign in.</summary>
internal static class DirectoryTokens
{
    /// <summary>Longest token. A token of Entra with two hundred groups has 9 KiB; all headers together have 32.</summary>
    public const int MaxChars = 16 * 1024;

    /// <summary>How far clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>Reads tokens of either kind.</summary>
    public static JsonWebTokenHandler Handler { get; } = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxChars };

    /// <summary>The rules of the framework's handlers: RS256 by a published key, our issuer, for one of <paramref name="audiences"/>,
    /// valid by <paramref name="time"/>.</summary>
    public static TokenValidationParameters Parameters(EntraOptions options, IEnumerable<string> audiences, TimeProvider time) => new()
    {
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false,
        ValidIssuer = options.Issuer,
        ValidAudiences = [.. audiences],
        LifetimeValidator = (from, to, _, _) => IsAlive(from, to, time.GetUtcNow().UtcDateTime),
        LogTokenId = false,
        LogValidationExceptions = false,
    };

    /// <summary>What else is wrong with a token whose signature is good; null where nothing is.</summary>
    /// <param name="tenant">Its claim <c>tid</c>.</param>
    /// <param name="version">Its claim <c>ver</c>.</param>
    /// <param name="hasCritical">True where its header names extensions that must be understood (<c>crit</c>).</param>
    /// <param name="options">The directory.</param>
    public static string? FaultOf(string? tenant, string? version, bool hasCritical, EntraOptions options) =>
        hasCritical ? "The token has critical extensions that nobody here understands."
        : tenant != options.Tenant ? "The token is of another tenant."
        : version != "2.0" ? "The token is not of version 2: set requestedAccessTokenVersion of the registration to 2."
        : null;

    /// <summary>Why a token was refused: a fixed sentence in ASCII without quotes; nothing of the token is in it.</summary>
    public static string ReasonOf(Exception? error) => error switch
    {
        TokenFaultException fault => fault.Message,
        SecurityTokenExpiredException => "The token has expired.",
        SecurityTokenNotYetValidException => "The token is not valid yet.",
        SecurityTokenNoExpirationException => "The token has no end.",
        SecurityTokenInvalidIssuerException => "The token is not of the configured issuer.",
        SecurityTokenInvalidAudienceException => "The token is not for this service.",
        SecurityTokenSignatureKeyNotFoundException => "The token is signed with a key that the authority does not publish.",
        SecurityTokenInvalidAlgorithmException => "The token is not signed with RS256.",
        SecurityTokenInvalidSignatureException => "The signature of the token is wrong.",
        SecurityTokenMalformedException => "The token is not a signed JSON web token.",
        _ => "The token is not valid.",
    };

    private static bool IsAlive(DateTime? from, DateTime? to, DateTime now) =>
        to is null ? throw new SecurityTokenNoExpirationException("no end")
        : to <= now - Skew ? throw new SecurityTokenExpiredException("expired")
        : from > now + Skew ? throw new SecurityTokenNotYetValidException("not yet valid")
        : true;
}

/// <summary>A rule of ours that a token breaks, in one of our own sentences.</summary>
internal sealed class TokenFaultException(string message) : Exception(message);

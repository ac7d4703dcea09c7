using System.Collections.Immutable;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>Validates signed tokens of the directory: access tokens of the API and the id tokens of people who sign in.</summary>
internal sealed class TokenReader(EntraOptions options, Authority authority, TimeProvider time)
{
    /// <summary>Longest token. A token of Entra with two hundred groups has 9 KiB; all headers together have 32.</summary>
    public const int MaxChars = 16 * 1024;

    /// <summary>How far clocks may differ.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = MaxChars };

    /// <summary>Validates a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="audiences">For whom it must be issued.</param>
    /// <param name="cancellation">Stops waiting for the authority.</param>
    public async Task<TokenReading> ReadAsync(string text, ImmutableArray<string> audiences, CancellationToken cancellation)
    {
        if (Parse(text) is not { } token)
        {
            return new TokenReading.Refused("The token is not a signed JSON web token.");
        }

        if (token.Alg != SecurityAlgorithms.RsaSha256 || token.TryGetHeaderValue<object>("crit", out _))
        {
            return new TokenReading.Refused("The token is not signed with RS256.");
        }

        if (await authority.CurrentAsync(cancellation) is not { } document)
        {
            return new TokenReading.Unavailable();
        }

        var key = KeyOf(token, document)
            ?? (await authority.AfterUnknownKeyAsync(document, cancellation) is { } newer ? KeyOf(token, newer) : null);
        return key is null ? new TokenReading.Refused("The token is signed with a key that the authority does not publish.")
            : await ValidateAsync(token, key, audiences);
    }

    private async Task<TokenReading> ValidateAsync(JsonWebToken token, SecurityKey key, ImmutableArray<string> audiences)
    {
        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerSigningKey = key,
            RequireSignedTokens = true,
            TryAllIssuerSigningKeys = false,
            ValidIssuer = options.Issuer,
            ValidAudiences = audiences,
            ValidateLifetime = false, // Below, by our own clock.
            LogTokenId = false,
            LogValidationExceptions = false,
        });
        if (!result.IsValid)
        {
            return new TokenReading.Refused(result.Exception switch
            {
                SecurityTokenInvalidIssuerException => "The token is not of the configured issuer.",
                SecurityTokenInvalidAudienceException => "The token is not for this service.",
                SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException =>
                    "The signature of the token is wrong.",
                _ => "The token is not valid.",
            });
        }

        var now = time.GetUtcNow().UtcDateTime;
        return token.ValidTo == DateTime.MinValue ? new TokenReading.Refused("The token has no end.")
            : token.ValidTo <= now - Skew ? new TokenReading.Refused("The token has expired.")
            : token.ValidFrom > now + Skew ? new TokenReading.Refused("The token is not valid yet.")
            : Claim(token, "tid") != options.Tenant ? new TokenReading.Refused("The token is of another tenant.")
            : Claim(token, "ver") != "2.0"
                ? new TokenReading.Refused("The token is not of version 2: set requestedAccessTokenVersion of the registration to 2.")
            : new TokenReading.Valid(token);
    }

    /// <summary>A claim that is one text; null where it is absent or something else.</summary>
    public static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<string>(name, out var text) ? text : null;

    /// <summary>A claim that is a list of texts, or one.</summary>
    public static ImmutableArray<string> Claims(JsonWebToken token, string name)
        => [.. token.Claims.Where(claim => claim.Type == name).Select(claim => claim.Value)];

    private static SecurityKey? KeyOf(JsonWebToken token, AuthorityDocument document)
        => token.Kid is { Length: > 0 } kid ? document.Keys.GetValueOrDefault(kid) : null;

    private static JsonWebToken? Parse(string text)
    {
        if (text.Length > MaxChars || text.AsSpan().Count('.') != 2)
        {
            return null;
        }

        try
        {
            return new JsonWebToken(text);
        }
        catch (Exception error)
            when (error is ArgumentException or SecurityTokenException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}

using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>What is asked of the document that an authority publishes, beyond what the framework asks.</summary>
internal static class AuthorityDocument
{
    private const int MinModulusBytes = 256;

    /// <summary>Refuses what is not of the configured authority, and leaves only RSA keys for signatures of 2,048 bits and more: what is
    /// not in the document can sign nothing.</summary>
    /// <exception cref="InvalidDataException">It speaks of another issuer, or leads to an address without https.</exception>
    public static void Check(OpenIdConnectConfiguration document, EntraOptions options)
    {
        if (document.Issuer != options.Issuer)
        {
            throw new InvalidDataException("The metadata speaks of another issuer than the configured one.");
        }

        RequireHttps(document.JwksUri, "jwks_uri", options);
        RequireHttps(document.AuthorizationEndpoint, "authorization_endpoint", options);
        RequireHttps(document.TokenEndpoint, "token_endpoint", options);
        if (!string.IsNullOrEmpty(document.EndSessionEndpoint))
        {
            RequireHttps(document.EndSessionEndpoint, "end_session_endpoint", options);
        }

        document.SigningKeys.Clear();
        foreach (var key in (document.JsonWebKeySet?.Keys ?? []).Where(Signs).DistinctBy(key => key.Kid, StringComparer.Ordinal))
        {
            document.SigningKeys.Add(KeyOf(key));
        }
    }

    private static bool Signs(JsonWebKey key) =>
        key.Kty == "RSA" && key.Use is null or "" or "sig" && key.Alg is null or "" or "RS256" && !string.IsNullOrEmpty(key.Kid)
        && !string.IsNullOrEmpty(key.E) && key.N is { } modulus && Base64UrlEncoder.DecodeBytes(modulus).Length >= MinModulusBytes;

    private static RsaSecurityKey KeyOf(JsonWebKey key) => new(new System.Security.Cryptography.RSAParameters
    {
        Modulus = Base64UrlEncoder.DecodeBytes(key.N),
        Exponent = Base64UrlEncoder.DecodeBytes(key.E),
    })
    { KeyId = key.Kid };

    private static void RequireHttps(string? text, string name, EntraOptions options)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || !(uri.Scheme == "https" || (options.IsLocal && uri.Scheme == "http" && uri.IsLoopback)))
        {
            throw new InvalidDataException($"The metadata's {name} is not an https address.");
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>What the authority publishes: where to sign in, and the keys it signs with.</summary>
/// <param name="Keys">RSA keys by their id. Symmetric keys, keys for encryption and short ones are left out: what is not here can sign
/// nothing.</param>
/// <param name="AuthorizationEndpoint">Where browsers are sent.</param>
/// <param name="TokenEndpoint">Where a code is exchanged.</param>
/// <param name="EndSessionEndpoint">Where a session at the authority ends; null where it has no such place.</param>
/// <param name="ReadAt">When it was read.</param>
internal sealed record AuthorityDocument(
    ImmutableDictionary<string, SecurityKey> Keys, Uri AuthorizationEndpoint, Uri TokenEndpoint, Uri? EndSessionEndpoint,
        DateTimeOffset ReadAt)
{
    private const int MinModulusBytes = 256;

    /// <summary>Reads the metadata and the keys it leads to.</summary>
    /// <exception cref="InvalidDataException">A document is not what an authority publishes, or speaks of another issuer.</exception>
    public static async Task<AuthorityDocument> ReadAsync(EntraOptions options, Func<Uri, Task<string>> fetch, DateTimeOffset now)
    {
        try
        {
            var metadata = OpenIdConnectConfiguration.Create(await fetch(options.Metadata));
            if (metadata.Issuer != options.Issuer)
            {
                throw new InvalidDataException("The metadata speaks of another issuer than the configured one.");
            }

            var keys = new JsonWebKeySet(await fetch(Endpoint(metadata.JwksUri, "jwks_uri", options)));
            return new AuthorityDocument(
                keys.Keys.Where(Signs).GroupBy(key => key.Kid, StringComparer.Ordinal)
                    .ToImmutableDictionary(same => same.Key, same => KeyOf(same.First()), StringComparer.Ordinal),
                Endpoint(metadata.AuthorizationEndpoint, "authorization_endpoint", options),
                Endpoint(metadata.TokenEndpoint, "token_endpoint", options),
                string.IsNullOrEmpty(metadata.EndSessionEndpoint) ? null
                    : Endpoint(metadata.EndSessionEndpoint, "end_session_endpoint", options),
                now);
        }
        catch (Exception error) when (error is ArgumentException or JsonException or FormatException)
        {
            throw new InvalidDataException("The metadata or the keys of the authority are not JSON of the expected shape.", error);
        }
    }

    private static bool Signs(JsonWebKey key) =>
        key.Kty == "RSA" && key.Use is null or "" or "sig" && key.Alg is null or "" or "RS256" && !string.IsNullOrEmpty(key.Kid)
        && !string.IsNullOrEmpty(key.E) && key.N is { } modulus && Base64UrlEncoder.DecodeBytes(modulus).Length >= MinModulusBytes;

    private static SecurityKey KeyOf(JsonWebKey key) => new RsaSecurityKey(new System.Security.Cryptography.RSAParameters
    {
        Modulus = Base64UrlEncoder.DecodeBytes(key.N),
        Exponent = Base64UrlEncoder.DecodeBytes(key.E),
    })
    { KeyId = key.Kid };

    private static Uri Endpoint(string? text, string name, EntraOptions options) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == "https" || (options.IsLocal && uri.Scheme == "http" && uri.IsLoopback))
            ? uri
            : throw new InvalidDataException($"The metadata's {name} is not an https address.");
}

using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Compliance.EnforcementCore.Routing;

/// <summary>
/// What travels with a request through retries and fallbacks: on which grounds it was refused already, and whose request it is. It is
/// signed, so that a retry can neither drop a ground nor carry the token of another request.
/// </summary>
/// <param name="Request">Hash of the request apart from its endpoints.</param>
/// <param name="Policy">The terms it was decided by.</param>
/// <param name="RefusedOn">Grounds, in order.</param>
/// <param name="Expires">When it ends.</param>
public sealed record RouteToken(string Request, string Policy, ImmutableArray<string> RefusedOn, DateTimeOffset Expires)
{
    /// <summary>How long a token lives.</summary>
    public static TimeSpan Lives { get; } = TimeSpan.FromHours(24);

    private const int MaxChars = 4096;

    /// <summary>Its signed form: content and signature in base64url, with a point between them.</summary>
    public string Sign(ReadOnlySpan<byte> key)
    {
        var content = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new object[] { 1, Request, Policy, RefusedOn.ToArray(),
            Expires.ToUnixTimeSeconds() }));
        return $"{content}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>Reads a signed token; null where it was not signed with the key, or has ended.</summary>
    public static RouteToken? Read(ReadOnlySpan<byte> key, string text, DateTimeOffset now)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (text.Length > MaxChars || point <= 0 || !text.All(char.IsAscii))
        {
            return null;
        }

        var signature = Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text[..point])));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(text[(point + 1)..])))
        {
            return null;
        }

        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(text.AsSpan(0, point)));
        var parts = json.RootElement.EnumerateArray().ToArray();
        var token = new RouteToken(parts[1].GetString()!, parts[2].GetString()!,
            [.. parts[3].EnumerateArray().Select(one => one.GetString()!)],
            DateTimeOffset.FromUnixTimeSeconds(parts[4].GetInt64()));
        return token.Expires > now ? token : null;
    }

    /// <summary>The token after another refusal: grounds are only added.</summary>
    public RouteToken With(IEnumerable<string> grounds) => this with
    { RefusedOn = [.. RefusedOn.Concat(grounds).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };

    /// <inheritdoc/>
    public bool Equals(RouteToken? other) => other is not null && Request == other.Request && Policy == other.Policy
        && Expires == other.Expires && RefusedOn.AsSpan().SequenceEqual(other.RefusedOn.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Request, Policy, RefusedOn.Length);
}

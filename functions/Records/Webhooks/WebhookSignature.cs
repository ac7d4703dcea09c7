using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>
/// The headers of Standard Webhooks 1.0.0 (github.com/standard-webhooks/standard-webhooks, "Signature scheme"): <c>webhook-id</c>,
/// <c>webhook-timestamp</c> in seconds since 1970, and <c>webhook-signature</c> with one <c>v1,BASE64</c> for each secret, separated by
/// blanks. What is signed, by HMAC-SHA-256, is <c>ID.TIMESTAMP.BODY</c>. The receiver accepts where one of them fits its secret and the
/// time is recent, so a secret is rotated without a gap and an old delivery cannot be sent again later.
/// </summary>
internal static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Sets the three headers of a delivery.</summary>
    public static void Set(HttpRequestHeaders headers, string id, string body, DateTimeOffset at,
        IEnumerable<ImmutableArray<byte>> secrets)
    {
        var seconds = at.ToUnixTimeSeconds();
        headers.Add(IdHeader, id);
        headers.Add(TimestampHeader, seconds.ToString(CultureInfo.InvariantCulture));
        headers.TryAddWithoutValidation(SignatureHeader, Of(id, body, seconds, secrets));
    }

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    public static string Of(string id, string body, long seconds, IEnumerable<ImmutableArray<byte>> secrets)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}.{body}"));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret.AsSpan(), signed))));
    }
}

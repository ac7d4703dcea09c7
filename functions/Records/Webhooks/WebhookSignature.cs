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

    /// <summary>How old a delivery may be, and how far ahead its clock: an older one may be somebody who sends it again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";
    private const int MostIdChars = 200;

    /// <summary>Signatures that are looked at: there are several while a secret is exchanged.</summary>
    public const int MostSignatures = 10;

    /// <summary>The last second that a moment can name: the end of the year 9999.</summary>
    public const long LastSecond = 253_402_300_799;

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
        var timestamp = seconds.ToString(CultureInfo.InvariantCulture);
        var bytes = Encoding.UTF8.GetBytes(body);
        return string.Join(' ', secrets.Select(secret => Version + Convert.ToBase64String(Sign(secret.AsSpan(), id, timestamp, bytes))));
    }

    /// <summary>What stands against a delivery that arrived; null where it is genuine.</summary>
    /// <param name="secret">The secret that the sender signs with.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>.</param>
    /// <param name="body">The body as it arrived, byte for byte.</param>
    /// <param name="now">The moment of arrival.</param>
    public static string? Problem(ReadOnlySpan<byte> secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body,
        DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || id.Length > MostIdChars
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LastSecond)
        {
            return "The delivery has no id or no time.";
        }

        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
        {
            return "The delivery is too old, or its clock is wrong.";
        }

        var expected = Sign(secret, id, timestamp!, body);
        Span<byte> stated = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var signature in (signatures ?? "").Split(' ').Where(one => one.StartsWith(Version, StringComparison.Ordinal))
            .Take(MostSignatures))
        {
            if (Convert.TryFromBase64String(signature[Version.Length..], stated, out var count) && count == stated.Length
                && CryptographicOperations.FixedTimeEquals(stated, expected))
            {
                return null;
            }
        }

        return "The signature does not fit.";
    }

    private static byte[] Sign(ReadOnlySpan<byte> secret, string id, string timestamp, ReadOnlySpan<byte> body)
        => HMACSHA256.HashData(secret, [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
}

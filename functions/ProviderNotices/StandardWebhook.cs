using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.ProviderNotices;

/// <summary>
/// Signatures of the Standard Webhooks convention: <c>webhook-signature: v1,BASE64[ v1,BASE64]</c>, HMAC-SHA-256 with the secret over
/// <c>webhook-id.webhook-timestamp.body</c>. Several signatures let a secret be rotated without a gap.
/// </summary>
internal static class StandardWebhook
{
    public const string IdHeader = "webhook-id";
    public const string TimeHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";
    private const string SecretPrefix = "whsec_";

    /// <summary>How old a delivery may be, and how far ahead its clock: an older one may be somebody who sends it again.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What stands against a delivery; null where it is genuine.</summary>
    public static string? Problem(ReadOnlySpan<byte> secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body,
        DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || id.Length > 200
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253_402_300_799)
        {
            return "The delivery has no id or no time.";
        }

        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Tolerance)
        {
            return "The delivery is too old, or its clock is wrong.";
        }

        var expected = Sign(secret, id, timestamp!, body);
        foreach (var signature in (signatures ?? "").Split(' ').Where(one => one.StartsWith("v1,", StringComparison.Ordinal)).Take(10))
        {
            Span<byte> stated = stackalloc byte[32];
            if (Convert.TryFromBase64String(signature[3..], stated, out var count) && count == 32
                && CryptographicOperations.FixedTimeEquals(stated, expected))
            {
                return null;
            }
        }

        return "The signature does not fit.";
    }

    /// <summary>The signature of a delivery.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes($"{id}.{timestamp}.");
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        return HMACSHA256.HashData(secret, signed);
    }

    /// <summary>The bytes of a secret as providers show it; null where the text is none.</summary>
    public static byte[]? SecretOf(string? text)
    {
        var written = text?.StartsWith(SecretPrefix, StringComparison.Ordinal) == true ? text[SecretPrefix.Length..] : text;
        var bytes = new byte[written?.Length ?? 0];
        return !string.IsNullOrEmpty(written) && Convert.TryFromBase64String(written, bytes, out var count) && count >= 16
            ? bytes[..count] : null;
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Records.Webhooks;

namespace Compliance.Functions.ProviderNotices;

/// <summary>The signature that Stripe (<c>Stripe-Signature</c>) and Persona (<c>Persona-Signature</c>) send: <c>t=SECONDS,v1=HEX</c>, one
/// or more <c>v1</c> while a secret is exchanged; HMAC-SHA-256 over <c>SECONDS.BODY</c>.</summary>
/// <remarks>Sources: docs.stripe.com/webhooks/signature, docs.withpersona.com/webhooks-best-practices.</remarks>
internal static class TimedSignature
{
    /// <summary>What stands against a delivery; null where it is genuine.</summary>
    public static string? Problem(string? secret, string header, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (secret is null)
        {
            return "No secret is configured for this provider.";
        }

        // Persona separates pairs of two secrets by a blank, Stripe by commas.
        var parts = header.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var stated = parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal))?[2..];
        if (!long.TryParse(stated, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > WebhookSignature.LastSecond)
        {
            return "The delivery has no signature with a time.";
        }

        if ((now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > WebhookSignature.Tolerance)
        {
            return "The delivery is too old, or its clock is wrong.";
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(stated + "."), .. body];
        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)));
        return parts.Where(part => part.StartsWith("v1=", StringComparison.Ordinal)).Take(WebhookSignature.MostSignatures)
            .Any(part => CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(part[3..]))) ? null
            : "The signature does not fit.";
    }
}

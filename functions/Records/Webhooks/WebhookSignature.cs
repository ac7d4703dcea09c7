using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>
/// The header <c>Compliance-Signature</c>: <c>t=SECONDS,v1=HEX[,v1=HEX]</c>. Each v1 is HMAC-SHA-256 with one secret over the time, a dot
/// and the body. The receiver accepts where one of them fits its secret and the time is recent, so a secret is rotated without a gap and an
/// old delivery cannot be sent again later.
/// </summary>
internal static class WebhookSignature
{
    public const string Header = "Compliance-Signature";

    public static string Of(string body, DateTimeOffset at, IEnumerable<ImmutableArray<byte>> secrets)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{seconds}.{body}");
        return $"t={seconds}"
            + string.Concat(secrets.Select(secret => ",v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(secret.AsSpan(), signed))));
    }
}

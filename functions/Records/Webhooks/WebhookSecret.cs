using System.Collections.Immutable;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>A secret of Standard Webhooks: <c>whsec_</c> and the key in base64.</summary>
internal static class WebhookSecret
{
    /// <summary>Beginning of every secret, by which scanners find one that leaked.</summary>
    public const string Prefix = "whsec_";

    /// <summary>Shortest key; shorter ones can be guessed.</summary>
    public const int MinBytes = 24;

    /// <summary>Longest key.</summary>
    public const int MaxBytes = 64;

    /// <summary>Reads a secret; false where it is none.</summary>
    public static bool TryRead(string text, out ImmutableArray<byte> key)
    {
        var bytes = new byte[MaxBytes];
        var length = 0;
        var isKey = text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], bytes, out length) && length >= MinBytes;
        key = isKey ? [.. bytes.AsSpan(0, length)] : [];
        return isKey;
    }
}

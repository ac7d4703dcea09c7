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

    /// <summary>Shortest key that is taken from a provider, which makes its own.</summary>
    public const int MinProviderBytes = 16;

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

    /// <summary>The key of a secret as a provider shows it: the beginning may be missing, and theirs may be as short as
    /// <see cref="MinProviderBytes"/>; null where the text is none.</summary>
    public static byte[]? OfProvider(string? text)
    {
        var written = text?.StartsWith(Prefix, StringComparison.Ordinal) == true ? text[Prefix.Length..] : text;
        var bytes = new byte[written?.Length ?? 0];
        return !string.IsNullOrEmpty(written) && Convert.TryFromBase64String(written, bytes, out var count) && count >= MinProviderBytes
            ? bytes[..count] : null;
    }
}

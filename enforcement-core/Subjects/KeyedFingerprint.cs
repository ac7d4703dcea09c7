using System.Security.Cryptography;
using System.Text;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>
/// A fingerprint of a number that must not be kept: HMAC-SHA-256 under a key of the deployment, so nobody without the key can try out
/// numbers. Separators and case do not count; the kind does, so a card and a document with equal digits differ.
/// </summary>
public static class KeyedFingerprint
{
    /// <summary>Fewest bytes of a key.</summary>
    public const int MinKeyBytes = 32;

    /// <summary>Forty hexadecimal digits after <c>fp_</c>.</summary>
    /// <param name="key">At least 32 bytes; a shorter one is refused.</param>
    /// <param name="kind">What is fingerprinted, for example <c>card</c> or <c>passport</c>.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The key is too short, or the value has no letter and no digit.</exception>
    public static string Of(ReadOnlySpan<byte> key, string kind, string value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, MinKeyBytes, nameof(key));
        var kept = string.Concat(value.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        ArgumentException.ThrowIfNullOrEmpty(kept, nameof(value));
        return "fp_" + Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{kind}\n{kept}")).AsSpan(0, 20));
    }
}

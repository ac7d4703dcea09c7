using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Identity.Keys;

/// <summary>
/// The text of an API key: <c>ck_ID_SECRET</c>. The id is no secret and finds the stored row; the secret has 256 random bits, so its plain
/// SHA-256 cannot be guessed back (a slow hash is for passwords that people choose). The beginning lets scanners of repositories recognise
/// a key that was committed.
/// </summary>
internal static class KeySecret
{
    private const string Prefix = "ck_";
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int IdChars = 10;
    private const int SecretBytes = 32;

    /// <summary>Makes a key.</summary>
    public static (string Id, string Text) Create()
    {
        var id = RandomNumberGenerator.GetString(Letters, IdChars);
        return (id, $"{Prefix}{id}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
    }

    /// <summary>The id within a key; null where the text is no key of ours.</summary>
    public static string? IdOf(string text) =>
        text.Length > Prefix.Length + IdChars && text.StartsWith(Prefix, StringComparison.Ordinal) && text[Prefix.Length + IdChars] == '_'
        ? text.Substring(Prefix.Length, IdChars) : null;

    /// <summary>What is stored of a key.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

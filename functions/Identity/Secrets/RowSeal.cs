using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Compliance.Functions.Identity.Secrets;

/// <summary>
/// Seals rows that open doors: <c>{"seal":"…","row":…}</c> with an HMAC over table, row key and content, so that a row can neither be made
/// nor moved nor changed by whoever writes the database. Encrypts what must not be read either.
/// </summary>
internal sealed class RowSeal(ServiceSecret secret)
{
    private const string Before = "{\"seal\":\"";
    private const string Between = "\",\"row\":";
    private const int SealDigits = 64;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly byte[]? _seal = secret.KeyFor("rows");
    private readonly byte[]? _encryption = secret.KeyFor("encryption");

    /// <summary>The secret.</summary>
    public ServiceSecret Secret => secret;

    /// <summary>The row as it is stored.</summary>
    public string Protect(string table, string row, string json)
        => _seal is null ? json : $"{Before}{Of(table, row, json)}{Between}{json}}}";

    /// <summary>The content of a stored row; null where its seal is wrong or missing.</summary>
    public string? Open(string table, string row, string stored)
    {
        if (!stored.StartsWith(Before, StringComparison.Ordinal) || stored.Length < Before.Length + SealDigits + Between.Length + 1)
        {
            return _seal is null ? stored : null;
        }

        var json = ContentOf(stored);
        return _seal is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(stored.Substring(Before.Length, SealDigits)), Encoding.ASCII.GetBytes(Of(table, row, json)))
            ? json : null;
    }

    /// <summary>The content of a stored row, whether or not its seal is right: for reading the past, never for opening a door.</summary>
    public static string ContentOf(string stored) => stored.StartsWith(Before, StringComparison.Ordinal)
        ? stored[(Before.Length + SealDigits + Between.Length)..^1] : stored;

    /// <summary>True where the row bears no seal.</summary>
    public static bool IsPlain(string stored) => !stored.StartsWith(Before, StringComparison.Ordinal);

    /// <summary>Encrypts a text for one row; the text itself where there is no secret.</summary>
    public string Encrypt(string table, string row, string text)
    {
        if (_encryption is null)
        {
            return JsonSerializer.Serialize(text);
        }

        var (plain, nonce, tag) = (Encoding.UTF8.GetBytes(text), RandomNumberGenerator.GetBytes(NonceBytes), new byte[TagBytes]);
        var cipher = new byte[plain.Length];
        using var aes = new AesGcm(_encryption, TagBytes);
        aes.Encrypt(nonce, plain, cipher, tag, Place(table, row));
        return JsonSerializer.Serialize(Convert.ToBase64String([.. nonce, .. tag, .. cipher]));
    }

    /// <summary>The text of an encrypted row; null where it was not encrypted here.</summary>
    public string? Decrypt(string table, string row, string stored)
    {
        var text = JsonSerializer.Deserialize<string>(stored);
        if (_encryption is null || text is null)
        {
            return text;
        }

        try
        {
            var bytes = Convert.FromBase64String(text);
            var plain = new byte[Math.Max(0, bytes.Length - NonceBytes - TagBytes)];
            using var aes = new AesGcm(_encryption, TagBytes);
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes + TagBytes), bytes.AsSpan(NonceBytes, TagBytes), plain,
                Place(table, row));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception error) when (error is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private string Of(string table, string row, string json)
        => Convert.ToHexStringLower(HMACSHA256.HashData(_seal!, Encoding.UTF8.GetBytes($"{table}\n{row}\n{json}")));

    private static byte[] Place(string table, string row) => Encoding.UTF8.GetBytes($"{table}\n{row}");
}

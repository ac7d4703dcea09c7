using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Notices;

namespace Compliance.Functions.Appeals;

/// <summary>What a link opens.</summary>
/// <param name="Purpose">appeal or answer.</param>
/// <param name="About">The action, or the appeal.</param>
/// <param name="Round">Which question it answers; 0 for an appeal.</param>
/// <param name="Locale">The language of its reader.</param>
/// <param name="ExpiresAt">When it stops to work.</param>
internal sealed record AppealLink(string Purpose, string About, int Round, string Locale, DateTimeOffset ExpiresAt)
{
    public const string ToAppeal = "appeal";
    public const string ToAnswer = "answer";

    /// <summary>The row that says it was used: in the partition of the subject, written in the batch of what it was used for.</summary>
    public string UsedRow => "t" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{Purpose}\n{About}\n{Round}"))))[..32];
}

/// <summary>
/// Links that work without an account: what they open stands in them, signed by a key that is derived from the secret of the service and
/// used for nothing else. They run out, and each is used once.
/// </summary>
internal sealed class AppealLinks(RowSeal seal, NoticeOptions options)
{
    private const int MaxChars = 400;
    private readonly byte[]? _key = seal.Secret.KeyFor("appeal links");

    /// <summary>True where links can be made: there is a secret, and an address at which readers reach the pages.</summary>
    public bool CanBeMade => _key is not null && options.PublicUrl is not null;

    /// <summary>The address of a link; null where none can be made.</summary>
    public string? AddressOf(AppealLink link) => !CanBeMade ? null : new Uri(options.PublicUrl!, "/appeals/" + TokenOf(link)).ToString();

    /// <summary>The token of a link.</summary>
    public string TokenOf(AppealLink link)
    {
        var text = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{link.Purpose}|{link.About}|{link.Round}|{link.Locale}|{link.ExpiresAt.ToUnixTimeSeconds()}"));
        return Base64Url.EncodeToString(text) + "." + Base64Url.EncodeToString(HMACSHA256.HashData(_key!, text));
    }

    /// <summary>Reads a token; null where it was not made here. One that has run out is read, so that its reader can be told.</summary>
    public AppealLink? Read(string? token)
    {
        if (_key is null || token is null || token.Length > MaxChars || token.Split('.') is not [var text, var signature]
            || Bytes(text) is not { } bytes || Bytes(signature) is not { } stated
            || !CryptographicOperations.FixedTimeEquals(stated, HMACSHA256.HashData(_key, bytes)))
        {
            return null;
        }

        return Encoding.UTF8.GetString(bytes).Split('|') is [var purpose, var about, var round, var locale, var expires]
            ? new AppealLink(purpose, about, int.Parse(round, CultureInfo.InvariantCulture), locale,
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture)))
            : null;
    }

    // Of the many texts that stand for the same bytes only the one that is written here counts.
    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, bytes, out _, out var count) == OperationStatus.Done
            && Base64Url.EncodeToString(bytes.AsSpan(0, count)) == text
            ? bytes[..count] : null;
    }
}

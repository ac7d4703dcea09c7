using System.Security.Cryptography;
using System.Text;

namespace Compliance.Functions.Storage;

/// <summary>
/// A text too large for a message lies in the container <see cref="Container"/> under its hash, and the message carries a claim on it: a
/// mark and the name of the blob. Equal texts are one blob, which is never changed; the container's retention removes it, because nobody
/// knows when the last message on it was handled.
/// </summary>
public static class ClaimCheck
{
    /// <summary>Container of the texts.</summary>
    public const string Container = "messages";

    /// <summary>Largest text that may be claimed.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const string Mark = "#compliance.claim.1\n";

    /// <summary>The text to send: the body itself, or a claim on it.</summary>
    public static async Task<string> CheckInAsync(IBlobStore blobs, string queue, string body, CancellationToken cancellation)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (bytes.Length <= StorageLimits.MaxMessageBytes)
        {
            return body;
        }

        if (bytes.Length > MaxBytes)
        {
            throw new StorageLimitException($"Message text has {bytes.Length} bytes; at most {MaxBytes} are allowed. Split it.");
        }

        var name = $"{queue}/{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
        using var content = new MemoryStream(bytes, writable: false);
        await blobs.PutIfAbsentAsync(Container, name, content, cancellation).ConfigureAwait(false);
        return Mark + name;
    }

    /// <summary>The body that a text stands for: itself, or what it claims.</summary>
    /// <exception cref="InvalidDataException">The claimed text is gone, or is not what the claim says.</exception>
    public static async Task<string> ClaimAsync(IBlobStore blobs, string text, CancellationToken cancellation)
    {
        if (!text.StartsWith(Mark, StringComparison.Ordinal))
        {
            return text;
        }

        var name = text[Mark.Length..];
        if (name.Split('/') is not [_, { Length: 64 } hash])
        {
            throw new InvalidDataException("A message claims something that is not the name of a stored text.");
        }

        await using var content = await blobs.OpenAsync(Container, name, cancellation).ConfigureAwait(false)
            ?? throw new InvalidDataException(
            $"The text {hash} that a message claims is gone: it is kept as long as the retention of the container {Container} says.");
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation).ConfigureAwait(false);
        var bytes = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        return Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) == hash
            ? Encoding.UTF8.GetString(bytes.Span)
            : throw new InvalidDataException($"The text {hash} that a message claims has another hash.");
    }
}

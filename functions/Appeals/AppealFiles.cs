using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Appeals;

/// <summary>A file as it was sent.</summary>
internal sealed record SentFile(string Name, byte[] Bytes);

/// <summary>
/// Files of appeals: kept with their subject, known by their SHA-256, judged by their bytes and not by their names, kept as they are.
/// Nothing here opens one; an officer downloads it, and no page shows it.
/// </summary>
internal sealed class AppealFiles(IBlobStore blobs)
{
    /// <summary>Largest file.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Most bytes of all files of one sending.</summary>
    public const int MaxTotalBytes = 1_200_000;

    private const string Container = "appeals";
    private const int MaxNameChars = 120;

    /// <summary>Judges files and keeps them; null where one is refused, then the problem says why.</summary>
    public async Task<(ImmutableArray<AppealAttachment> Kept, string? Problem)> KeepAsync(SubjectRef subject,
        IReadOnlyList<SentFile> files, CancellationToken cancellation)
    {
        if (files.Count > AppealDecider.MaxAttachments || files.Sum(file => (long)file.Bytes.Length) > MaxTotalBytes)
        {
            return ([], $"At most {AppealDecider.MaxAttachments} files, together {MaxTotalBytes / 1000} KB.");
        }

        var kept = ImmutableArray.CreateBuilder<AppealAttachment>();
        foreach (var file in files)
        {
            if (file.Bytes.Length is 0 or > MaxBytes || TypeOf(file.Bytes) is not { } type)
            {
                return ([], "A file is a PDF, a PNG, a JPEG or plain text, of up to 1 MB.");
            }

            kept.Add(new AppealAttachment(Convert.ToHexStringLower(SHA256.HashData(file.Bytes)), NameOf(file.Name), type,
                file.Bytes.Length));
        }

        foreach (var (file, attachment) in files.Zip(kept))
        {
            using var content = new MemoryStream(file.Bytes);
            await blobs.PutIfAbsentAsync(Container, NameOf(subject, attachment.Sha256), content, cancellation);
        }

        return (kept.ToImmutable(), null);
    }

    /// <summary>Opens a file that an appeal about a subject names; null where it is not there.</summary>
    /// <remarks>Before files were kept with their subject their name was their hash alone.</remarks>
    public async Task<Stream?> OpenAsync(SubjectRef subject, string sha256, CancellationToken cancellation)
        => await blobs.OpenAsync(Container, NameOf(subject, sha256), cancellation)
            ?? await blobs.OpenAsync(Container, sha256, cancellation);

    /// <summary>Deletes every file that came about a subject. One that is kept by its hash alone stays: somebody else may have sent the
    /// same one.</summary>
    public async Task ForgetAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var names = new List<string>();
        await foreach (var blob in blobs.ListAsync(Container, NameOf(subject, ""), cancellation))
        {
            names.Add(blob.Name);
        }

        foreach (var name in names)
        {
            await blobs.DeleteAsync(Container, name, cancellation);
        }
    }

    /// <summary>What the bytes are; null where they are none of what is taken.</summary>
    public static string? TypeOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith("%PDF-"u8) => "pdf",
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpeg",
        _ => IsText(bytes) ? "text" : null,
    };

    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
            return text.Length > 0 && text[0] != '<' && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static string NameOf(SubjectRef subject, string sha256) => $"{subject.Key}/{sha256}";

    private static string NameOf(string name)
    {
        var plain = string.Concat(Path.GetFileName(name.Replace('\\', '/')).Where(c => !char.IsControl(c)
            && CommandTexts.Problem(c.ToString()) is null || c == ' ')).Trim();
        return plain.Length == 0 ? "file" : plain.Length > MaxNameChars ? plain[^MaxNameChars..] : plain;
    }
}

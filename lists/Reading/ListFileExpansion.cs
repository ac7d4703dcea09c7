using System.IO.Compression;

namespace Compliance.Lists.Reading;

/// <summary>Turns compressed files into the files inside them. Other files pass through unchanged.</summary>
/// <remarks>
/// Limits: an expanded file may have at most <see cref="MaxExpandedBytes"/> and, beyond <see cref="FreeBytes"/>, at most
/// <see cref="MaxRatio"/> times its compressed size. The largest official list is about 120 MB and official XML compresses about 25 times.
/// </remarks>
public static class ListFileExpansion
{
    /// <summary>Largest expanded size of one file, in bytes.</summary>
    public const long MaxExpandedBytes = 512L * 1024 * 1024;

    /// <summary>Expanded size that any file may have whatever its ratio, in bytes.</summary>
    public const long FreeBytes = 8L * 1024 * 1024;

    /// <summary>Largest ratio of expanded to compressed size beyond <see cref="FreeBytes"/>.</summary>
    public const long MaxRatio = 200;

    /// <summary>Most files that one archive may hold.</summary>
    public const int MaxEntries = 1_000;

    /// <summary>The files inside a file: one for <c>.gz</c>, every entry for <c>.zip</c>, the file itself otherwise.</summary>
    /// <exception cref="ListFormatException">The archive is empty, cannot be opened or holds too many files.</exception>
    public static IEnumerable<ListFile> Expand(ListFile file)
    {
        if (file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            using var stored = file.Open();
            if (stored.ReadByte() < 0)
            {
                throw new ListFormatException($"{file.Path}: the file is empty, which nothing compressed is: it was cut off.");
            }

            return [file with { Path = file.Path[..^3], Open = () => OpenGzip(file) }];
        }

        return file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? Entries(file) : [file];
    }

    private static BoundedStream OpenGzip(ListFile file)
    {
        var expanded = new WholeGzipStream(file.Open());
        return new BoundedStream(expanded, file.Path, () => LimitOf(expanded.CompressedBytes));
    }

    private static List<ListFile> Entries(ListFile file)
    {
        using var archive = OpenArchive(file);
        if (archive.Entries.Count > MaxEntries)
        {
            throw new ListFormatException(
                $"{file.Path}: the archive holds {archive.Entries.Count} files; at most {MaxEntries} are accepted.");
        }

        var folder = file.Folder.Length == 0 ? "" : file.Folder + "/";
        return
        [
            .. archive.Entries.Where(entry => entry.Name.Length > 0).Select(entry => new ListFile(
                folder + entry.FullName.Replace('\\', '/'),
                () => OpenEntry(file, entry.FullName)) { DateHint = file.DateHint, Digest = file.Digest }),
        ];
    }

    private static BoundedStream OpenEntry(ListFile file, string name)
    {
        var archive = OpenArchive(file);
        var entry = archive.GetEntry(name) ?? throw new ListFormatException($"{file.Path}: the entry '{name}' is gone.");
        var limit = LimitOf(entry.CompressedLength);
        return new BoundedStream(new OwningStream(entry.Open(), archive), $"{file.Path}/{name}", () => limit);
    }

    private static ZipArchive OpenArchive(ListFile file)
    {
        var stream = file.Open();
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException error)
        {
            stream.Dispose();
            throw new ListFormatException($"{file.Path}: not a readable ZIP archive: {error.Message}", error);
        }
    }

    internal static long LimitOf(long compressedBytes) => Math.Min(MaxExpandedBytes, Math.Max(FreeBytes, compressedBytes * MaxRatio));
}

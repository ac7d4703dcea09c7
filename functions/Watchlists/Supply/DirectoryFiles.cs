using System.Collections.Immutable;
using System.Security.Cryptography;
using Compliance.Lists.Reading;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>The files of a directory tree, as the list library takes them; a single file is a tree of one.</summary>
internal static class DirectoryFiles
{
    /// <summary>How many lists are read at once where nothing else is to be done: each takes a processor and tens of megabytes.</summary>
    public static int MostAtOnce { get; } = Math.Min(4, Environment.ProcessorCount);

    /// <summary>Enumerates the files in ordinal order of their paths.</summary>
    /// <exception cref="DirectoryNotFoundException">Neither a directory nor a file is there.</exception>
    public static IReadOnlyList<ListFile> Enumerate(string path)
    {
        if (File.Exists(path))
        {
            return [FileAt(path, Path.GetFileName(path))];
        }

        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"'{path}' is neither a directory nor a file of official lists.");
        }

        return [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => FileAt(file, Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The same with the SHA-256 of each file's bytes.</summary>
    /// <exception cref="IOException">A file went while it was read, or cannot be read.</exception>
    public static ImmutableArray<ListFile> Hashed(string path, CancellationToken cancellation)
    {
        var files = ImmutableArray.CreateBuilder<ListFile>();
        foreach (var file in Enumerate(path))
        {
            cancellation.ThrowIfCancellationRequested();
            using var content = file.Open();
            files.Add(file with { Digest = Convert.ToHexStringLower(SHA256.HashData(content)) });
        }

        return files.ToImmutable();
    }

    private static ListFile FileAt(string file, string relative) =>
        new(relative, () => new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan));
}

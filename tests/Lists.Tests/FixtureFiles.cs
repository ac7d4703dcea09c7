using System.IO.Compression;
using System.Text;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;

namespace Compliance.Lists.Tests;

/// <summary>Hand-written files in the official forms, and the means to damage them.</summary>
internal static class FixtureFiles
{
    public static DateTimeOffset RetrievedAt { get; } = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    public static string Root { get; } = Path.Combine(TestData.RepositoryRoot(), "tests", "Lists.Tests", "Fixtures");

    public static List<ListFile> Under(string folder)
    {
        var root = Path.Combine(Root, folder);
        return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new ListFile(Path.GetRelativePath(root, path).Replace('\\', '/'), () => File.OpenRead(path)))];
    }

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static ListFile TextFile(string path, string text) => Bytes(path, Encoding.UTF8.GetBytes(text));

    public static ListFile Bytes(string path, byte[] bytes) => new(path, () => new MemoryStream(bytes, writable: false));

    public static ListFile Zip(string path, string entry, byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = archive.CreateEntry(entry, CompressionLevel.SmallestSize).Open();
            stream.Write(bytes);
        }

        return Bytes(path, buffer.ToArray());
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zip.Write(bytes);
        }

        return buffer.ToArray();
    }

    public static LibraryReading Read(params IEnumerable<ListFile> files) => ListLibrary.ReadNewest(files, RetrievedAt);

    public static IReadOnlyList<ListedParty> Parties(string folder)
    {
        var reading = Read(Under(folder));
        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Quarantined);
        return Assert.Single(reading.Snapshots).Parties;
    }
}

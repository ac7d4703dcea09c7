using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Compliance.Functions.Records.Export;

/// <summary>
/// Writes a bundle as a zip whose bytes depend on nothing but its content: files in the order of their paths, one fixed date, stored and
/// not compressed, because a compressor may change with the runtime.
/// </summary>
internal static class BundleZip
{
    public const string Manifest = "manifest.json";
    public const string Viewer = "viewer.html";

    private const string ViewerResource = "Records/Export/viewer.html";
    private const string DataMark = "{\"here\":\"the data\"}";

    /// <summary>A plain file that everybody may read (0100644 in the upper half): else Unix unpacks files that nobody may open.</summary>
    private const int ReadableFile = unchecked((int)0x81A40000);

    /// <summary>The earliest date that a zip can hold.</summary>
    private static readonly DateTimeOffset FixedDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(BundleManifest manifest, IEnumerable<BundleFile> files)
    {
        var sorted = files.OrderBy(file => file.Path, StringComparer.Ordinal).ToList();
        var manifestFile = BundleFile.OfJson(Manifest, manifest);
        using var whole = new MemoryStream();
        using (var zip = new ZipArchive(whole, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in sorted.Prepend(manifestFile).Append(BundleFile.OfText(Viewer, ViewerWith(manifestFile, sorted))))
            {
                var entry = zip.CreateEntry(file.Path, CompressionLevel.NoCompression);
                entry.LastWriteTime = FixedDate;
                entry.ExternalAttributes = ReadableFile;
                using var content = entry.Open();
                content.Write(file.Bytes);
            }
        }

        return whole.ToArray();
    }

    /// <summary>The page with everything in it: a page opened from a disk may read no other file.</summary>
    private static string ViewerWith(BundleFile manifest, List<BundleFile> files)
    {
        var data = JsonSerializer.Serialize(new
        {
            manifest = Encoding.UTF8.GetString(manifest.Bytes),
            files = files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Bytes)),
        }); // The default encoder writes < and > as escapes, so nothing in the data can end the element that holds it.
        using var stream = typeof(BundleZip).Assembly.GetManifestResourceStream(ViewerResource)
            ?? throw new InvalidOperationException($"{ViewerResource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace(DataMark, data, StringComparison.Ordinal);
    }
}

namespace Compliance.Functions.Location;

/// <summary>The files of a folder that tell where addresses are, and the state by which a change is noticed.</summary>
internal static class GeoIpFiles
{
    /// <summary>Databases and known range files below a folder, in ordinal order; empty where the folder does not exist.</summary>
    public static IReadOnlyList<string> In(string directory) => !Directory.Exists(directory)
        ? []
        : [.. Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".mmdb", StringComparison.OrdinalIgnoreCase)
                || AddressRangeFile.KindOf(file) != AddressRangeKind.None)
            .Order(StringComparer.Ordinal)];

    /// <summary>Names, sizes and times of the files in one text: equal texts, nothing to reload.</summary>
    public static string StateOf(string directory) => string.Join('\n', In(directory)
        .Select(file => new FileInfo(file))
        .Select(file => FormattableString.Invariant($"{file.FullName} {(file.Exists ? file.Length : -1)} {file.LastWriteTimeUtc.Ticks}")));
}

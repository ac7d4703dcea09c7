using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Compliance.Lists.Reading;

namespace Compliance.Lists.OpenSanctions;

/// <summary>
/// Ties a whole file to the <c>index.json</c> beside it: the index gives the list its day and its version, and one that was brought alone
/// would date an old file as new. Its <c>resources</c> name every file of the export with its <c>size</c> in bytes and its
/// <c>checksum</c> (SHA-1 in hexadecimal digits), as FollowTheMoney describes data resources.
/// </summary>
internal static class FtmWholeFile
{
    private const int Buffer = 1 << 16;

    /// <summary>True where the index says what the whole file is, and it is that file; false where there is no index, or it does not
    /// say.</summary>
    /// <param name="filesByRole">The files of the dataset.</param>
    /// <param name="name">The name that the publisher exports the whole file under.</param>
    /// <exception cref="ListFormatException">The index is of another whole file.</exception>
    public static bool IsTied(IReadOnlyDictionary<string, ListFile> filesByRole, string name)
    {
        if (FtmFiles.OfIndex(filesByRole, root => ResourceOf(root, name)) is not { } stated)
        {
            return false;
        }

        var file = filesByRole[ListFormatRoles.Main];
        var (size, checksum) = Measure(file);
        if ((stated.Size ?? size) != size || (stated.Checksum ?? checksum) is var told
            && !string.Equals(told, checksum, StringComparison.OrdinalIgnoreCase))
        {
            throw new ListFormatException(string.Create(CultureInfo.InvariantCulture,
                $"{file.Path}: index.json is of another whole file than this one of {size} bytes; its size or checksum differs. "
                    + $"Bring {name} and index.json of one export."));
        }

        return true;
    }

    /// <summary>What the index says of a file; null where it says neither a size nor a checksum.</summary>
    private static Resource? ResourceOf(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("resources", out var resources)
            || resources.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        foreach (var one in resources.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object
            && (one.Text("name") ?? one.Text("path")) == name))
        {
            var size = one.TryGetProperty("size", out var number) && number.ValueKind == JsonValueKind.Number
                && number.TryGetInt64(out var bytes) ? bytes : (long?)null;
            var checksum = one.Text("checksum") is { Length: 2 * SHA1.HashSizeInBytes } digits ? digits : null;
            return size is null && checksum is null ? null : new Resource(size, checksum);
        }

        return null;
    }

    [SuppressMessage("Security", "CA5350", Justification = "The publisher's checksums are SHA-1: it tells versions apart, no forgery.")]
    private static (long Size, string Checksum) Measure(ListFile file)
    {
        using var stream = file.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        var buffer = new byte[Buffer];
        long size = 0;
        while (stream.Read(buffer) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            size += count;
        }

        return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private sealed record Resource(long? Size, string? Checksum);
}

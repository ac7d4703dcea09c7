using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// Which subjects were read, and in which state: sixteen bytes for each, the beginning of its row key (a hash of client and subject id) and
/// the beginning of the SHA-256 of its content. It names nobody and shows later whether a given subject was read as it was.
/// </summary>
internal sealed class PageReading(byte[] bytes)
{
    private const int Entry = 16;

    /// <summary>The bytes.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Number of subjects.</summary>
    public int Count => bytes.Length / Entry;

    /// <summary>SHA-256 of the bytes, lower-case hexadecimal.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The reading of some rows.</summary>
    public static PageReading Of(IReadOnlyList<StoredRecord> rows)
    {
        var bytes = new byte[rows.Count * Entry];
        for (var i = 0; i < rows.Count; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * Entry), RowKeyOf(rows[i].Row));
            SHA256.HashData(Encoding.UTF8.GetBytes(rows[i].Json)).AsSpan(0, Entry / 2).CopyTo(bytes.AsSpan((i * Entry) + (Entry / 2)));
        }

        return new PageReading(bytes);
    }

    /// <summary>Keys of the subjects.</summary>
    public IEnumerable<ulong> Keys => Enumerable.Range(0, Count).Select(i => BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * Entry)));

    /// <summary>The key of a row: its first sixteen hexadecimal digits.</summary>
    public static ulong RowKeyOf(string row) => BinaryPrimitives.ReadUInt64BigEndian(Convert.FromHexString(row.AsSpan(0, Entry)));
}

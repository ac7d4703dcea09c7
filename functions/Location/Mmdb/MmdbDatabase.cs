using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Compliance.Functions.Location.Mmdb;

/// <summary>
/// One open MaxMind DB. The file is read once into a pinned buffer and verified whole: replacing the file on disk cannot disturb look-ups,
/// and a look-up on an open database cannot fail. Immutable, safe for concurrent use; a new file is a new database.
/// </summary>
internal sealed class MmdbDatabase
{
    private const int MetadataSearchBytes = 128 * 1024;
    private const int SeparatorBytes = 16;

    private static readonly byte[] MetadataMarker = [0xab, 0xcd, 0xef, .. "MaxMind.com"u8];

    private readonly byte[] _file;
    private readonly int _dataStart;
    private readonly int _dataLength;
    private readonly MmdbTree _tree;

    // Every distinct record decoded once, in the order of the offsets: a record of a city holds some sixty texts that a look-up would step
    // over each time.
    private int[] _offsets = [];
    private MmdbLocation[] _locations = [];

    private MmdbDatabase(byte[] file, MmdbMetadata metadata, int markerAt)
    {
        _file = file;
        Metadata = metadata;
        _dataStart = (int)metadata.TreeBytes + SeparatorBytes;
        _dataLength = markerAt - _dataStart;
        _tree = new MmdbTree(file, metadata);
    }

    public MmdbMetadata Metadata { get; }

    /// <summary>Distinct data records of the tree.</summary>
    public int RecordCount => _offsets.Length;

    private MmdbSection Data => new(_file.AsSpan(_dataStart, _dataLength));

    /// <summary>Reads and verifies a database.</summary>
    /// <exception cref="MmdbFormatException">The bytes are not a sound MaxMind DB.</exception>
    public static MmdbDatabase Open(Stream stream)
    {
        if (stream.Length is < 1 or > int.MaxValue - 64)
        {
            throw new MmdbFormatException($"The file has {stream.Length} bytes; a database has 1 to {int.MaxValue - 64}.");
        }

        var file = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        stream.ReadExactly(file);
        return Open(file);
    }

    /// <summary>Verifies a database in memory; the bytes must not change afterwards.</summary>
    /// <exception cref="MmdbFormatException">The bytes are not a sound MaxMind DB.</exception>
    public static MmdbDatabase Open(byte[] file)
    {
        var tail = file.AsSpan(Math.Max(0, file.Length - MetadataSearchBytes));
        var marker = tail.LastIndexOf(MetadataMarker);
        if (marker < 0)
        {
            throw new MmdbFormatException(
                $"No metadata marker stands in the last {MetadataSearchBytes} bytes: the file is not a MaxMind DB, or is truncated.");
        }

        var markerAt = file.Length - tail.Length + marker;
        var metadata = MmdbMetadata.Read(new MmdbSection(file.AsSpan(markerAt + MetadataMarker.Length)));
        if (metadata.TreeBytes + SeparatorBytes > markerAt)
        {
            throw new MmdbFormatException(
                $"{metadata.NodeCount} nodes of {metadata.RecordBits}-bit records need {metadata.TreeBytes + SeparatorBytes} bytes, but "
                    + $"only {markerAt} stand before the metadata.");
        }

        var database = new MmdbDatabase(file, metadata, markerAt);
        var offsets = database._tree.VerifiedOffsets(database._dataLength);
        var verification = new MmdbVerification();
        var locations = new MmdbLocation[offsets.Length];
        for (var i = 0; i < offsets.Length; i++)
        {
            verification.Verify(database.Data, offsets[i]);
            locations[i] = MmdbLocationReader.Read(database.Data, offsets[i]);
        }

        (database._offsets, database._locations) = (offsets, locations);
        return database;
    }

    /// <summary>Looks up an address; false where the database has no record of it. Allocates nothing.</summary>
    public bool TryFind(IPAddress address, out MmdbLocation location)
    {
        var offset = _tree.Find(address);
        if (offset < 0)
        {
            location = default;
            return false;
        }

        location = _locations[Array.BinarySearch(_offsets, offset)];
        return true;
    }

    /// <summary>The whole record of an address as JSON, for inspection; null where the database has none.</summary>
    public JsonNode? FindJson(IPAddress address) => _tree.Find(address) is var offset && offset >= 0 ? MmdbJson.Read(Data, offset) : null;

    /// <summary>Materialises a text of this database; null where it is not stated.</summary>
    public string? TextOf(MmdbText text) => text.IsStated ? Encoding.UTF8.GetString(_file, _dataStart + text.Offset, text.Length) : null;

    /// <summary>Compares a text of this database with an expected value, byte for byte.</summary>
    public bool TextIs(MmdbText text, ReadOnlySpan<byte> expected)
        => _file.AsSpan(_dataStart + text.Offset, text.Length).SequenceEqual(expected);
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Compliance.ScreeningCore.Matching.Index;

namespace Compliance.ScreeningCore.Watchlists;

/// <summary>The beginning of a compiled corpus: what it is, how long, compiled by what, and where its sections lie.</summary>
/// <remarks>
/// Magic (8 bytes), format (4), number of sections (4), length of the file (8), engine stamp (32), tables stamp (32), CRC-32C of the
/// contents (4), CRC-32C of the header so far (4). Then the contents, a row per section: element size (4), CRC-32C (4), offset (8), length
/// (8). Little-endian.
/// </remarks>
internal static class CorpusHeader
{
    private const int FormatAt = 8;
    private const int CountAt = 12;
    private const int LengthAt = 16;
    private const int EngineAt = 24;
    private const int TablesAt = EngineAt + CorpusStamp.Length;
    private const int ContentsSumAt = TablesAt + CorpusStamp.Length;
    private const int HeaderSumAt = ContentsSumAt + sizeof(uint);
    private const int HeaderLength = HeaderSumAt + sizeof(uint);
    private const int RowLength = 24;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => "CMPLCORP"u8;

    /// <summary>The next offset at which a section may begin.</summary>
    public static int Aligned(long offset) => checked((int)((offset + Alignment - 1) / Alignment * Alignment));

    /// <summary>Header and contents of a file with these sections, padded to the offset of the first.</summary>
    public static byte[] Write(IReadOnlyList<Section> sections)
    {
        var front = new byte[Aligned(HeaderLength + (sections.Count * RowLength))];
        var offset = front.Length;
        for (var i = 0; i < sections.Count; i++)
        {
            var row = front.AsSpan(HeaderLength + (i * RowLength), RowLength);
            var length = sections[i].Length;
            BinaryPrimitives.WriteInt32LittleEndian(row, sections[i].ElementSize);
            BinaryPrimitives.WriteUInt32LittleEndian(row[4..], sections[i].Sum);
            BinaryPrimitives.WriteInt64LittleEndian(row[8..], offset);
            BinaryPrimitives.WriteInt64LittleEndian(row[16..], length);
            offset = Aligned(offset + length);
        }

        Magic.CopyTo(front);
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(FormatAt), CorpusFile.Format);
        BinaryPrimitives.WriteInt32LittleEndian(front.AsSpan(CountAt), sections.Count);
        BinaryPrimitives.WriteInt64LittleEndian(front.AsSpan(LengthAt), (long)offset + SHA256.HashSizeInBytes);
        CorpusStamp.Engine.CopyTo(front.AsSpan(EngineAt));
        CorpusStamp.Tables.CopyTo(front.AsSpan(TablesAt));
        BinaryPrimitives.WriteUInt32LittleEndian(front.AsSpan(ContentsSumAt), Checksum.Of(front.AsSpan(HeaderLength)));
        BinaryPrimitives.WriteUInt32LittleEndian(front.AsSpan(HeaderSumAt), Checksum.Of(front.AsSpan(0, HeaderSumAt)));
        return front;
    }

    /// <summary>Why the file cannot be used, as far as its beginning and its length show; null where they are in order.</summary>
    public static CorpusLoad.Refused? Check(ReadOnlySpan<byte> file)
    {
        if (!BitConverter.IsLittleEndian)
        {
            return new(CorpusFault.UnsupportedMachine, "A compiled corpus is little-endian; this machine is not.");
        }

        if (file.Length < Magic.Length || !file.StartsWith(Magic))
        {
            return new(CorpusFault.NotACorpus, $"The file of {file.Length} bytes does not begin as a compiled corpus does.");
        }

        if (file.Length < HeaderLength)
        {
            return new(CorpusFault.WrongLength, $"The file ends after {file.Length} bytes, within its header of {HeaderLength}.");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(file[HeaderSumAt..]) != Checksum.Of(file[..HeaderSumAt]))
        {
            return Damaged("the check sum of the header does not fit");
        }

        var format = BinaryPrimitives.ReadInt32LittleEndian(file[FormatAt..]);
        if (format != CorpusFile.Format)
        {
            return new(CorpusFault.OtherFormat,
                $"The compiled corpus has format {format}, this engine reads {CorpusFile.Format}: compile the lists anew.");
        }

        var length = BinaryPrimitives.ReadInt64LittleEndian(file[LengthAt..]);
        if (length != file.Length)
        {
            return new(CorpusFault.WrongLength,
                $"The compiled corpus has {file.Length} bytes instead of {length}: compile the lists anew.");
        }

        return Stamped(file)
            ?? (BinaryPrimitives.ReadUInt32LittleEndian(file[ContentsSumAt..]) == Checksum.Of(file[HeaderLength..FirstOffset(file)])
            ? null
            : Damaged("the check sum of its contents does not fit"));
    }

    /// <summary>Where the sections lie, in a file whose header is in order.</summary>
    public static (int ElementSize, uint Sum, int Offset, int Length)[] Contents(ReadOnlySpan<byte> file)
    {
        var rows = new (int, uint, int, int)[BinaryPrimitives.ReadInt32LittleEndian(file[CountAt..])];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = file.Slice(HeaderLength + (i * RowLength), RowLength);
            rows[i] = (
                BinaryPrimitives.ReadInt32LittleEndian(row),
                BinaryPrimitives.ReadUInt32LittleEndian(row[4..]),
                checked((int)BinaryPrimitives.ReadInt64LittleEndian(row[8..])),
                checked((int)BinaryPrimitives.ReadInt64LittleEndian(row[16..])));
        }

        return rows;
    }

    public static CorpusLoad.Refused Damaged(string what)
        => new(CorpusFault.Damaged, $"The compiled corpus is damaged: {what}. Compile the lists anew.");

    private static int FirstOffset(ReadOnlySpan<byte> file) =>
        Aligned(HeaderLength + ((long)BinaryPrimitives.ReadInt32LittleEndian(file[CountAt..]) * RowLength));

    private static CorpusLoad.Refused? Stamped(ReadOnlySpan<byte> file)
    {
        if (!file.Slice(TablesAt, CorpusStamp.Length).SequenceEqual(CorpusStamp.Tables))
        {
            return new(CorpusFault.OtherTables,
                $"The compiled corpus was made with the name tables {Short(file[TablesAt..])}, this engine has "
                    + $"{Short(CorpusStamp.Tables)}: compile the lists anew.");
        }

        return file.Slice(EngineAt, CorpusStamp.Length).SequenceEqual(CorpusStamp.Engine)
            ? null
            : new(CorpusFault.OtherEngine,
                $"The compiled corpus was made by the engine {Short(file[EngineAt..])}, this one is "
                    + $"{Short(CorpusStamp.Engine)}: compile the lists anew.");
    }

    private static string Short(ReadOnlySpan<byte> stamp) => Convert.ToHexStringLower(stamp[..6]);
}

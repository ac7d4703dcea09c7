using System.Buffers.Binary;
using System.Text;

namespace Compliance.Functions.Location.Mmdb;

/// <summary>Types of the MaxMind DB format 2.0, by their numbers.</summary>
internal enum MmdbType : byte
{
    Extended = 0,
    Pointer = 1,
    String = 2,
    Double = 3,
    Bytes = 4,
    UInt16 = 5,
    UInt32 = 6,
    Map = 7,
    Int32 = 8,
    UInt64 = 9,
    UInt128 = 10,
    Array = 11,
    Container = 12,
    EndMarker = 13,
    Boolean = 14,
    Float = 15,
}

/// <summary>The head of one value: what it is, its size (bytes, entries, or the value of a boolean; the target of a pointer), and where its
/// payload starts.</summary>
internal readonly record struct MmdbHead(MmdbType Type, int Size, int Payload);

/// <summary>
/// A section of typed values (data or metadata); offsets and pointers count from its start. Every read is checked against the section's
/// end, so a corrupt file ends in <see cref="MmdbFormatException"/> and never in a read of other memory. Nothing is allocated but errors.
/// </summary>
internal readonly ref struct MmdbSection(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Length => _bytes.Length;

    /// <summary>Reads the head at an offset, pointers unresolved.</summary>
    public MmdbHead HeadAt(int offset)
    {
        var control = ByteAt(offset);
        var type = (MmdbType)(control >> 5);
        var payload = offset + 1;
        if (type == MmdbType.Pointer)
        {
            return PointerAt(control, payload);
        }

        if (type == MmdbType.Extended)
        {
            var number = ByteAt(payload) + 7;
            if (number is < (int)MmdbType.Int32 or > (int)MmdbType.Float)
            {
                throw Corrupt(offset, $"extended type {number} does not exist (8 to 15)");
            }

            type = (MmdbType)number;
            payload++;
        }

        var size = control & 0x1f;
        if (size >= 29)
        {
            var extra = size - 28;
            size = extra switch
            {
                1 => 29 + ByteAt(payload),
                2 => 285 + BinaryPrimitives.ReadUInt16BigEndian(Slice(payload, 2)),
                _ => 65_821 + ReadUInt24(Slice(payload, 3)),
            };
            payload += extra;
        }

        RequireRoom(offset, type, size, payload);
        return new MmdbHead(type, size, payload);
    }

    /// <summary>Reads the head at an offset and follows a pointer there; <paramref name="next"/> is where the following value starts, or −1
    /// where the value is an inline container.</summary>
    public MmdbHead Resolve(int offset, out int next)
    {
        var head = HeadAt(offset);
        if (head.Type != MmdbType.Pointer)
        {
            next = EndOfScalar(head);
            return head;
        }

        next = head.Payload;
        var target = HeadAt(head.Size);
        return target.Type == MmdbType.Pointer ? throw Corrupt(offset, $"pointer to {head.Size} leads to another pointer") : target;
    }

    /// <summary>The offset behind the value at an offset; containers are stepped over entry by entry, pointers are not followed.</summary>
    public int Skip(int offset)
    {
        long pending = 1;
        while (pending > 0)
        {
            var head = HeadAt(offset);
            pending += head.Type switch { MmdbType.Map => (2L * head.Size) - 1, MmdbType.Array => head.Size - 1L, _ => -1 };
            offset = EndOfScalar(head) is var end && end >= 0 ? end : head.Payload;
        }

        return offset;
    }

    public ReadOnlySpan<byte> Slice(int offset, int length) =>
        offset >= 0 && length >= 0 && offset <= _bytes.Length - length
            ? _bytes.Slice(offset, length)
            : throw Corrupt(offset, $"{length} bytes are claimed, the section ends at {_bytes.Length}");

    /// <summary>The bytes of a string or byte value.</summary>
    public ReadOnlySpan<byte> Text(MmdbHead head) => Slice(head.Payload, head.Size);

    /// <summary>An unsigned integer of up to 8 bytes, big-endian, shortest form.</summary>
    public ulong Unsigned(MmdbHead head)
    {
        ulong value = 0;
        foreach (var one in Slice(head.Payload, head.Size))
        {
            value = (value << 8) | one;
        }

        return value;
    }

    /// <summary>The error for a place in this section.</summary>
    public static MmdbFormatException Corrupt(int offset, string what)
        => new($"The MaxMind DB is corrupt at offset {offset} of the section: {what}.");

    /// <summary>Checks that text is UTF-8.</summary>
    public void RequireUtf8(MmdbHead head)
    {
        if (!System.Text.Unicode.Utf8.IsValid(Text(head)))
        {
            throw Corrupt(head.Payload, "a string is not UTF-8");
        }
    }

    public string String(MmdbHead head) => Encoding.UTF8.GetString(Text(head));

    private static int EndOfScalar(MmdbHead head) => head.Type switch
    {
        MmdbType.Map or MmdbType.Array => -1,
        MmdbType.Boolean or MmdbType.Pointer => head.Payload,
        _ => head.Payload + head.Size,
    };

    private MmdbHead PointerAt(byte control, int payload)
    {
        var width = ((control >> 3) & 3) + 1;
        var high = (uint)(control & 7);
        var low = Slice(payload, width);
        var target = width switch
        {
            1 => (high << 8) | low[0],
            2 => ((high << 16) | BinaryPrimitives.ReadUInt16BigEndian(low)) + 2048,
            3 => ((high << 24) | (uint)ReadUInt24(low)) + 526_336,
            _ => BinaryPrimitives.ReadUInt32BigEndian(low),
        };
        return target < (uint)_bytes.Length
            ? new MmdbHead(MmdbType.Pointer, (int)target, payload + width)
            : throw Corrupt(payload - 1, $"a pointer leads to {target}, the section ends at {_bytes.Length}");
    }

    private static int ReadUInt24(ReadOnlySpan<byte> three) => (three[0] << 16) | (three[1] << 8) | three[2];

    private byte ByteAt(int offset) =>
        (uint)offset < (uint)_bytes.Length ? _bytes[offset]
        : throw Corrupt(offset, $"a value starts behind the section's end {_bytes.Length}");

    private void RequireRoom(int offset, MmdbType type, int size, int payload)
    {
        var (most, room) = type switch
        {
            MmdbType.UInt16 => (2, size),
            MmdbType.UInt32 or MmdbType.Int32 => (4, size),
            MmdbType.UInt64 => (8, size),
            MmdbType.UInt128 => (16, size),
            MmdbType.Boolean => (1, 0),
            MmdbType.Map => (int.MaxValue, 2 * size),
            MmdbType.Double or MmdbType.Float => (type == MmdbType.Double ? 8 : 4, size),
            MmdbType.String or MmdbType.Bytes or MmdbType.Array => (int.MaxValue, size),
            _ => throw Corrupt(offset, $"a value of type {type} has no place in a file"),
        };
        if (size > most || (type is MmdbType.Double or MmdbType.Float && size != most))
        {
            throw Corrupt(offset, $"a {type} of size {size} (at most {most}; Double 8, Float 4)");
        }

        if (payload > _bytes.Length - room)
        {
            throw Corrupt(offset, $"a {type} of size {size} does not fit before the section's end {_bytes.Length}");
        }
    }
}

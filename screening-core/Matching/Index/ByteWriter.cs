using System.Buffers;
using System.Runtime.InteropServices;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Writes small records: numbers in the little-endian base-128 form, texts as their UTF-16 units so that every text comes back
/// exactly.</summary>
internal sealed class ByteWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Length => _bytes.WrittenCount;

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Any number; the negative ones take ten bytes.</summary>
    public void Number(long value)
    {
        var rest = unchecked((ulong)value);
        for (; rest >= 0x80; rest >>= 7)
        {
            Byte((byte)((rest & 0x7F) | 0x80));
        }

        Byte((byte)rest);
    }

    /// <summary>A text or null.</summary>
    public void Text(string? value)
    {
        Number(value is null ? 0 : value.Length + 1L);
        if (value is { Length: > 0 })
        {
            _bytes.Write(MemoryMarshal.AsBytes(value.AsSpan()));
        }
    }
}

using System.Runtime.InteropServices;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. The bytes were checked before, so a record that ends too early is a bug.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public byte Byte()
    {
        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    public bool Flag() => Byte() != 0;

    public long Number()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return unchecked((long)value);
            }
        }
    }

    public int Int() => (int)Number();

    public string? TextOrNull()
    {
        var length = Int() - 1;
        if (length <= 0)
        {
            return length < 0 ? null : "";
        }

        var text = new string(MemoryMarshal.Cast<byte, char>(_rest[..(length * sizeof(char))]));
        _rest = _rest[(length * sizeof(char))..];
        return text;
    }

    public string Text() => TextOrNull() ?? throw new InvalidOperationException("A text is missing from a stored record.");
}

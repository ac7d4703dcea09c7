namespace Compliance.Functions.Storage.Embedded;

/// <summary>
/// Text as bytes whose order is the ordinal order of the text. SQLite compares bytes, .NET compares UTF-16 units, and UTF-8 orders the two
/// differently above U+FFFF; so every UTF-16 unit is written as one to three bytes in the manner of UTF-8 (CESU-8, Unicode Technical Report
/// 26). ASCII stays readable.
/// </summary>
internal static class OrdinalKey
{
    /// <summary>The bytes of a text.</summary>
    public static byte[] Encode(string text)
    {
        var size = 0;
        foreach (var unit in text)
        {
            size += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        }

        var bytes = new byte[size];
        var at = 0;
        foreach (var unit in text)
        {
            if (unit < 0x80)
            {
                bytes[at++] = (byte)unit;
            }
            else if (unit < 0x800)
            {
                bytes[at++] = (byte)(0xC0 | (unit >> 6));
                bytes[at++] = (byte)(0x80 | (unit & 0x3F));
            }
            else
            {
                bytes[at++] = (byte)(0xE0 | (unit >> 12));
                bytes[at++] = (byte)(0x80 | ((unit >> 6) & 0x3F));
                bytes[at++] = (byte)(0x80 | (unit & 0x3F));
            }
        }

        return bytes;
    }

    /// <summary>The text of bytes that <see cref="Encode"/> wrote.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var units = bytes.Length <= 512 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        var count = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var first = bytes[at];
            if (first < 0x80)
            {
                units[count++] = (char)first;
                at++;
            }
            else if (first < 0xE0)
            {
                units[count++] = (char)(((first & 0x1F) << 6) | (bytes[at + 1] & 0x3F));
                at += 2;
            }
            else
            {
                units[count++] = (char)(((first & 0x0F) << 12) | ((bytes[at + 1] & 0x3F) << 6) | (bytes[at + 2] & 0x3F));
                at += 3;
            }
        }

        return new string(units[..count]);
    }
}

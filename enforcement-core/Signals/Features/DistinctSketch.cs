using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>
/// How many different values there were: exact up to <see cref="Kept"/>, beyond that an estimate from the smallest hashes (k minimum
/// values: Bar-Yossef, Jayram, Kumar, Sivakumar and Trevisan, 2002), with a relative error of about 1/√62, 13 %. Which values come first,
/// and how often each, does not matter.
/// </summary>
public static class DistinctSketch
{
    /// <summary>Hashes that are kept.</summary>
    public const int Kept = 64;

    private const int HashBits = 48;
    private const int HashChars = 8;

    /// <summary>The hash of a value: 48 bits.</summary>
    public static ulong HashOf(string value)
        => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(value))) >> (64 - HashBits);

    /// <summary>Hashes as text, eight characters each.</summary>
    public static string Write(IReadOnlyList<ulong> smallest)
    {
        var bytes = new byte[smallest.Count * (HashBits / 8)];
        for (var place = 0; place < smallest.Count; place++)
        {
            Span<byte> whole = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(whole, smallest[place]);
            whole[2..].CopyTo(bytes.AsSpan(place * (HashBits / 8)));
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>Reads hashes from text.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static List<ulong> Read(string text)
    {
        if (text.Length % HashChars != 0)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A sketch has {HashChars} characters for each hash."));
        }

        var bytes = Convert.FromBase64String(text);
        return [.. bytes.Chunk(HashBits / 8).Select(part => part.Aggregate(0UL, (hash, one) => (hash << 8) | one))];
    }

    /// <summary>Adds a hash to a sorted list of the smallest; false where that changes nothing.</summary>
    public static bool Add(List<ulong> smallest, ulong hash)
    {
        var place = smallest.BinarySearch(hash);
        if (place >= 0 || (~place == smallest.Count && smallest.Count == Kept))
        {
            return false;
        }

        smallest.Insert(~place, hash);
        if (smallest.Count > Kept)
        {
            smallest.RemoveAt(Kept);
        }

        return true;
    }

    /// <summary>How many values gave these hashes.</summary>
    public static long Estimate(IReadOnlyList<ulong> smallest) => smallest.Count < Kept ? smallest.Count
        : Math.Max(Kept, (long)Math.Round((Kept - 1) * (Math.Pow(2, HashBits) / Math.Max(1, smallest[^1]))));
}

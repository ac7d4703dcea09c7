using System.Buffers.Binary;
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

    /// <summary>The hash of a value.</summary>
    public static ulong HashOf(string value) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

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
        : Math.Max(Kept, (long)Math.Round((Kept - 1) * (Math.Pow(2, 64) / Math.Max(1, smallest[^1]))));
}

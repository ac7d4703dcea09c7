using System.Runtime.Intrinsics;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>How often each letter occurs in a Latin word, a letter that repeats the one before it counted once: 32 bytes, so that two
/// words are held against each other in a few operations.</summary>
/// <param name="Lanes">0 to 25 the letters, 26 all other characters.</param>
/// <param name="Length">Letters of the word.</param>
/// <param name="Repeats">How many of them repeat the one before.</param>
internal readonly record struct LetterCounts(Vector256<byte> Lanes, byte Length, byte Repeats)
{
    private const int Others = 26;

    /// <summary>Counts a word's letters.</summary>
    public static LetterCounts Of(ReadOnlySpan<char> latin)
    {
        var repeats = 0;
        for (var i = 1; i < latin.Length; i++)
        {
            repeats += latin[i] == latin[i - 1] ? 1 : 0;
        }

        return new LetterCounts(Of(latin, countRepeats: false), (byte)Math.Min(latin.Length, byte.MaxValue),
            (byte)Math.Min(repeats, byte.MaxValue));
    }

    /// <summary>The lanes of a spelling.</summary>
    /// <param name="latin">The spelling.</param>
    /// <param name="countRepeats">Whether a letter counts that repeats the one before.</param>
    public static Vector256<byte> Of(ReadOnlySpan<char> latin, bool countRepeats)
    {
        Span<byte> lanes = stackalloc byte[Vector256<byte>.Count];
        lanes.Clear();
        for (var i = 0; i < latin.Length; i++)
        {
            ref var lane = ref lanes[LaneOf(EditCosts.CodeOf(latin[i]))];
            lane += (byte)(lane < byte.MaxValue && (countRepeats || i == 0 || latin[i] != latin[i - 1]) ? 1 : 0);
        }

        return Vector256.Create<byte>(lanes);
    }

    /// <summary>The lane of a letter's code.</summary>
    public static int LaneOf(int code) => Math.Min(code, Others);
}

using System.Runtime.Intrinsics;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>
/// Which letters the renderings of one letter, letter group or syllable give, and at what price: what the cheapest ones give, and for every
/// letter that only a dearer one gives, or that a dearer one lacks, its share of what that one costs more. Lanes as in
/// <see cref="LetterCounts"/>, prices in units of <see cref="Scale"/>.
/// </summary>
/// <param name="Cost">Cost of the cheapest rendering, in tenths of an edit.</param>
/// <param name="Most">How often a letter occurs at most in a cheapest rendering.</param>
/// <param name="Least">How often it occurs at least, a letter that repeats the one before it counted once.</param>
/// <param name="Added">Price of one more of a letter; 255 where no rendering gives it.</param>
/// <param name="Left">Price of one less of a letter; 255 where every rendering gives it.</param>
internal sealed record LetterSupply(
    byte Cost, Vector256<byte> Most, Vector256<byte> Least, Vector256<byte> Added, Vector256<byte> Left)
{
    /// <summary>Prices are in fractions of a tenth of an edit.</summary>
    public const int Scale = 4;

    /// <summary>Reads the renderings; there is at least one.</summary>
    public static LetterSupply Of(ReadOnlySpan<LetterOption> options)
    {
        var cost = byte.MaxValue;
        foreach (var option in options)
        {
            cost = Math.Min(cost, option.Cost);
        }

        var (most, least) = (Vector256<byte>.Zero, Vector256.Create(byte.MaxValue));
        foreach (var option in options)
        {
            if (option.Cost == cost)
            {
                most = Vector256.Max(most, LetterCounts.Of(option.Label, countRepeats: true));
                least = Vector256.Min(least, LetterCounts.Of(option.Label, countRepeats: false));
            }
        }

        var (added, left) = (Vector256.Create(byte.MaxValue), Vector256.Create(byte.MaxValue));
        foreach (var option in options)
        {
            var more = (option.Cost - cost) * Scale;
            added = Shared(added, Beyond(LetterCounts.Of(option.Label, countRepeats: true), most), more);
            left = Shared(left, Beyond(least, LetterCounts.Of(option.Label, countRepeats: false)), more);
        }

        return new LetterSupply(cost, most, least, added, left);
    }

    private static Vector256<byte> Beyond(Vector256<byte> counts, Vector256<byte> others) => counts - Vector256.Min(counts, others);

    // The letters that a rendering has more share what it costs more.
    private static Vector256<byte> Shared(Vector256<byte> prices, Vector256<byte> letters, int cost)
    {
        var count = (int)Vector256.Sum(letters);
        if (count == 0)
        {
            return prices;
        }

        var share = Vector256.Create((byte)Math.Min(cost / count, byte.MaxValue - 1));
        return Vector256.ConditionalSelect(Vector256.GreaterThan(letters, Vector256<byte>.Zero), Vector256.Min(prices, share), prices);
    }
}

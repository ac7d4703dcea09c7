using System.Runtime.Intrinsics;

namespace Compliance.ScreeningCore.Names.Scripts;

/// <summary>What a letter costs at least that one spelling has and the other lacks, in units of
/// <see cref="LetterSupply.Scale"/>, by the lane of <see cref="LetterCounts"/>: the cheapest letter in its place, or the letter left
/// out.</summary>
internal static class LetterPrices
{
    /// <summary>By the costs of <see cref="LetterLattice.Distance"/>.</summary>
    public static Vector256<byte> OfLattices { get; } = Make(
        static (code, other) => EditCosts.InPlaceOf((byte)code)[other], static code => EditCosts.Gap((byte)code, EditCosts.Codes),
        EditCosts.Codes);

    /// <summary>Makes the prices of a table of costs.</summary>
    /// <param name="inPlace">What one code costs in place of another.</param>
    /// <param name="gap">What a code costs that only one side has.</param>
    /// <param name="codes">How many codes there are, the letters first.</param>
    public static Vector256<byte> Make(Func<int, int, int> inPlace, Func<int, int> gap, int codes)
    {
        Span<byte> prices = stackalloc byte[Vector256<byte>.Count];
        prices.Clear();
        for (var code = 0; code < codes; code++)
        {
            var least = gap(code);
            for (var other = 0; other < codes; other++)
            {
                least = other == code ? least : Math.Min(least, inPlace(code, other));
            }

            ref var price = ref prices[LetterCounts.LaneOf(code)];
            price = (byte)(price == 0 ? least * LetterSupply.Scale : Math.Min(price, least * LetterSupply.Scale));
        }

        return Vector256.Create<byte>(prices);
    }
}

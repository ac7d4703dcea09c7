using System.Numerics;

namespace Compliance.ScreeningCore.Matching.Similarity;

/// <summary>What two texts differ by at least, told from which letters occur in them: a letter that the other text lacks must be read as
/// one of its letters or left out.</summary>
internal static class LetterLosses
{
    private const int Slots = 36;

    private static readonly (int Cost, ulong Letters)[][] Cheaper = [.. Enumerable.Range(0, Slots).Select(CheaperOf)];

    /// <summary>Tenths of edits that each text's own letters cost at least, whichever text they stand in.</summary>
    /// <param name="left">Letters that occur in the left text and not in the right one.</param>
    /// <param name="right">The letters of the right text, and perhaps others.</param>
    public static int AtLeast(ulong left, ulong right)
    {
        var sum = 0;
        for (var open = left & ~right; open != 0; open &= open - 1)
        {
            sum += CostOf(BitOperations.TrailingZeroCount(open), right);
        }

        return sum;
    }

    private static int CostOf(int slot, ulong others)
    {
        foreach (var (cost, letters) in Cheaper[slot])
        {
            if ((letters & others) != 0)
            {
                return cost;
            }
        }

        return EditCosts.GapOf(slot);
    }

    // The letters that read cheaper than leaving the letter out, the cheapest first.
    private static (int Cost, ulong Letters)[] CheaperOf(int slot) =>
    [
        .. Enumerable.Range(0, Slots).Where(other => other != slot && EditCosts.SubstitutionsOf(slot)[other] < EditCosts.GapOf(slot))
            .GroupBy(other => (int)EditCosts.SubstitutionsOf(slot)[other]).OrderBy(group => group.Key)
            .Select(group => (group.Key, group.Aggregate(0UL, (letters, other) => letters | (1UL << other)))),
    ];
}

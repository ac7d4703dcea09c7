using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Extraction;

/// <summary>Orders that depend on a seed alone.</summary>
public static class Draws
{
    /// <summary>The same items in the order of a seed.</summary>
    public static List<T> InOrderOf<T>(IEnumerable<T> items, ulong seed)
    {
        var (all, bits) = (items.ToList(), new SplitMix(seed));
        for (var i = all.Count - 1; i > 0; i--)
        {
            var j = bits.Below(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        return all;
    }
}

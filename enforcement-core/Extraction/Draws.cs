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

    /// <summary>So many different items, each set of them as likely as any other.</summary>
    /// <param name="items">The items.</param>
    /// <param name="count">How many, at most as many as there are.</param>
    /// <param name="bits">Where chance comes from.</param>
    public static IReadOnlyList<T> Some<T>(IReadOnlyList<T> items, int count, SplitMix bits)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(bits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, items.Count);
        var (places, some) = (new HashSet<int>(count), new List<T>(count));
        for (var last = items.Count - count; last < items.Count; last++) // Floyd's way: no copy of the items.
        {
            var place = bits.Below(last + 1);
            place = places.Add(place) ? place : last;
            places.Add(place);
            some.Add(items[place]);
        }

        return some;
    }
}

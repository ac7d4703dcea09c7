using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching.Learning;

/// <summary>How often letters stand for one another between spellings of the same name.</summary>
/// <param name="Letters">The letters, as <c>i~y</c>; <c>h~</c> where one side has none.</param>
/// <param name="Count">Variants in which it occurs.</param>
/// <param name="PerThousand">The same per thousand occurrences of either side in all variants: what is common is not yet likely.</param>
/// <param name="CostTenths">What the engine charges for it, in tenths of an edit; null where it is more than one letter.</param>
public sealed record Rewrite(string Letters, int Count, double PerThousand, int? CostTenths);

/// <summary>Counts rewrites over variants: the statistic behind <see cref="EditCosts"/>.</summary>
public static class Rewrites
{
    private const int LongestSide = 2;

    /// <summary>All rewrites of at most two letters a side, commonest first, ties in ordinal order.</summary>
    public static ImmutableArray<Rewrite> Of(IEnumerable<AliasVariant> variants)
    {
        var counts = new Dictionary<(string, string), int>();
        var occurrences = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var variant in variants)
        {
            foreach (var (left, right) in Differences(variant.Left, variant.Right)
                .Where(one => one.Left.Length <= LongestSide && one.Right.Length <= LongestSide).Distinct())
            {
                // The longer side first, so that a lost letter reads "h~".
                var key = left.Length > right.Length || (left.Length == right.Length && string.CompareOrdinal(left, right) < 0)
                    ? (left, right) : (right, left);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }

            foreach (var word in new[] { variant.Left, variant.Right })
            {
                foreach (var letters in Enumerable.Range(0, word.Length)
                    .SelectMany(at => new[] { word.Substring(at, 1), at + 1 < word.Length ? word.Substring(at, 2) : "" }))
                {
                    occurrences[letters] = occurrences.GetValueOrDefault(letters) + 1;
                }
            }
        }

        return
        [
            .. counts.Select(one => new Rewrite(
                    $"{one.Key.Item1}~{one.Key.Item2}", one.Value,
                        Math.Round(1000.0 * one.Value
                        / Math.Max(1, occurrences.GetValueOrDefault(one.Key.Item1)
                        + (one.Key.Item2.Length == 0 ? 0 : occurrences.GetValueOrDefault(one.Key.Item2))), 2),
                        CostOf(one.Key.Item1, one.Key.Item2)))
                .OrderByDescending(rewrite => rewrite.Count).ThenBy(rewrite => rewrite.Letters, StringComparer.Ordinal),
        ];
    }

    private static int? CostOf(string longer, string shorter) =>
        longer.Length != 1 ? null : shorter.Length == 1 ? EditCosts.Substitute(longer[0], shorter[0]) : EditCosts.InsertOrDelete(longer[0]);

    /// <summary>What differs between two words along their cheapest alignment in whole edits, neighbouring differences as one.</summary>
    public static IReadOnlyList<(string Left, string Right)> Differences(string left, string right)
    {
        var costs = Costs(left, right);
        var differences = new List<(string Left, string Right)>();
        var (i, j, i2, j2) = (left.Length, right.Length, left.Length, right.Length);
        while (i > 0 || j > 0)
        {
            if (i > 0 && j > 0 && left[i - 1] == right[j - 1] && costs[i, j] == costs[i - 1, j - 1])
            {
                Close();
                (i, j) = (i - 1, j - 1);
                (i2, j2) = (i, j);
            }
            else if (i > 0 && j > 0 && costs[i, j] == costs[i - 1, j - 1] + 1)
            {
                (i, j) = (i - 1, j - 1);
            }
            else if (i > 0 && costs[i, j] == costs[i - 1, j] + 1)
            {
                i--;
            }
            else
            {
                j--;
            }
        }

        Close();
        differences.Reverse();
        return differences;

        void Close()
        {
            if (i < i2 || j < j2)
            {
                differences.Add((left[i..i2], right[j..j2]));
            }
        }
    }

    private static int[,] Costs(string left, string right)
    {
        var costs = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                costs[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1, costs[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
            }
        }

        return costs;
    }
}

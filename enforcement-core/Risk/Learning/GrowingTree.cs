using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>One tree while it grows.</summary>
internal sealed class GrowingTree(IReadOnlyList<Feature> features, byte[][] bins, double[] slope, double[] bend, int[] columns,
    TreeOptions options)
{
    private const int Size = 256;
    private const double CategoryRidge = 10;
    private const int MostCategoriesLeft = 32;
    private const double LeastGain = 1e-6;

    private readonly List<TreeNode> _nodes = [];

    /// <summary>Grows over rows.</summary>
    public Tree Grow(int[] rows)
    {
        var open = new List<Leaf> { Open(rows, Sums(rows)) };
        for (var leaves = 1; leaves < options.Leaves; leaves++)
        {
            var best = open.Where(leaf => leaf.Split is not null).MaxBy(leaf => (leaf.Split!.Gain, -leaf.Node));
            if (best is null)
            {
                break;
            }

            open.Remove(best);
            var split = best.Split!;
            var goes = new bool[Size];
            for (var bin = 0; bin < Size; bin++)
            {
                goes[bin] = (split.Left[bin >> 6] >> (bin & 63) & 1) != 0;
            }

            var column = bins[split.Feature];
            int[] left = [.. best.Rows.Where(row => goes[column[row]])], right = [.. best.Rows.Where(row => !goes[column[row]])];
            // The smaller side is summed, the other is what is left.
            var small = Sums(left.Length <= right.Length ? left : right);
            var large = Less(best.Sums, small);
            var (leftSums, rightSums) = left.Length <= right.Length ? (small, large) : (large, small);
            var (yes, no) = (Open(left, leftSums), Open(right, rightSums));
            _nodes[best.Node] = _nodes[best.Node] with
            {
                Feature = split.Feature,
                Left = [.. split.Left],
                Yes = yes.Node,
                No = no.Node,
            };
            open.Add(yes);
            open.Add(no);
        }

        return new Tree([.. _nodes]);
    }

    private Leaf Open(int[] rows, double[][] sums)
    {
        double g = 0, h = 0;
        foreach (var row in rows)
        {
            g += slope[row];
            h += bend[row];
        }

        var node = _nodes.Count;
        _nodes.Add(new TreeNode(-1, [], 0, 0, options.Rate * Value(g, h), h));
        return new Leaf(node, rows, sums, rows.Length >= 2 * options.LeastRows ? Best(sums, g, h) : null);
    }

    private double Value(double g, double h) => -g / (h + options.Ridge);

    // Three sums a bin: slopes, bends, rows.
    private double[][] Sums(int[] rows)
    {
        var sums = new double[columns.Length][];
        for (var c = 0; c < columns.Length; c++)
        {
            var (one, column) = (new double[3 * Size], bins[columns[c]]);
            foreach (var row in rows)
            {
                var at = 3 * column[row];
                one[at] += slope[row];
                one[at + 1] += bend[row];
                one[at + 2]++;
            }

            sums[c] = one;
        }

        return sums;
    }

    private static double[][] Less(double[][] all, double[][] part)
    {
        for (var c = 0; c < all.Length; c++)
        {
            for (var i = 0; i < all[c].Length; i++)
            {
                all[c][i] -= part[c][i];
            }
        }

        return all;
    }

    private Split? Best(double[][] sums, double g, double h)
    {
        Split? best = null;
        for (var c = 0; c < columns.Length; c++)
        {
            var feature = columns[c];
            var category = features[feature].IsCategory;
            var used = Enumerable.Range(0, features[feature].Bins).Where(bin => sums[c][(3 * bin) + 2] > 0).ToArray();
            if (used.Length < 2)
            {
                continue;
            }

            if (category)
            {
                var sum = sums[c];
                used = [.. used.OrderBy(bin => sum[3 * bin] / (sum[(3 * bin) + 1] + CategoryRidge)).ThenBy(bin => bin)];
                best = Scan(best, feature, sum, used, g, h, CategoryRidge, MostCategoriesLeft);
                best = Scan(best, feature, sum, [.. used.Reverse()], g, h, CategoryRidge, MostCategoriesLeft);
                continue;
            }

            best = Scan(best, feature, sums[c], used, g, h, 0, Size);
            if (used[0] == 0)
            {
                best = Scan(best, feature, sums[c], [.. used.Skip(1), 0], g, h, 0, Size);
            }
        }

        return best;
    }

    private Split? Scan(Split? best, int feature, double[] sums, int[] order, double g, double h, double more, int most)
    {
        var whole = g * g / (h + options.Ridge);
        double gLeft = 0, hLeft = 0, left = 0, rows = 0;
        foreach (var bin in order)
        {
            rows += sums[(3 * bin) + 2];
        }

        for (var i = 0; i < order.Length - 1 && i < most; i++)
        {
            var at = 3 * order[i];
            (gLeft, hLeft, left) = (gLeft + sums[at], hLeft + sums[at + 1], left + sums[at + 2]);
            if (left < options.LeastRows || rows - left < options.LeastRows)
            {
                continue;
            }

            var (gRight, hRight) = (g - gLeft, h - hLeft);
            var gain = (gLeft * gLeft / (hLeft + options.Ridge + more)) + (gRight * gRight / (hRight + options.Ridge + more)) - whole;
            if (gain <= Math.Max(best?.Gain ?? 0, LeastGain))
            {
                continue;
            }

            best = new Split(feature, gain, features[feature].IsCategory ? Bits(order[..(i + 1)]) : Range(order, i, 2 * left > rows));
        }

        return best;
    }

    /// <summary>The bins of numbers up to a bound, those that no row here has included: they lie where their numbers lie. What is missing
    /// goes with the larger side where no row here tells.</summary>
    private static ulong[] Range(int[] order, int last, bool isLeftLarger)
    {
        var first = order[0] == 0 ? 1 : 0;
        var bound = last < first ? 0 : order[last + 1] == 0 ? Size - 1 : (order[last] + order[last + 1]) / 2;
        var missing = order[0] == 0 || (order[^1] != 0 && isLeftLarger);
        return Bits([.. Enumerable.Range(1, bound), .. missing ? new[] { 0 } : []]);
    }

    private static ulong[] Bits(int[] set)
    {
        var bits = new ulong[Size / 64];
        foreach (var bin in set)
        {
            bits[bin >> 6] |= 1UL << (bin & 63);
        }

        return bits;
    }

    private sealed record Split(int Feature, double Gain, ulong[] Left);

    private sealed record Leaf(int Node, int[] Rows, double[][] Sums, Split? Split);
}

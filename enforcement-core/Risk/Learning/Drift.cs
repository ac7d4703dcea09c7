namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>How far a column has moved from where it was.</summary>
/// <param name="Column">The column.</param>
/// <param name="Index">The population stability index: Σ (q − p) ln (q / p) over bins of the reference.</param>
/// <param name="Bound">What chance alone stays below 99 times in 100, at these numbers of rows.</param>
/// <param name="Alarm">True where it lies above both the bound and 0.1.</param>
public sealed record ColumnDrift(string Column, double Index, double Bound, bool Alarm);

/// <summary>Drift by the population stability index. The limits often quoted, .1 and .25, mean nothing without numbers of rows: without any
/// drift the index times nm/(n+m) is distributed as χ² with a degree of freedom less than there are bins.</summary>
public static class Drift
{
    private const int Bins = 10;
    private const double Least = 0.1;
    private const double Quantile99 = 2.326347874;

    /// <summary>Compares two tables.</summary>
    /// <param name="reference">The rows of before, which the bins are cut on.</param>
    /// <param name="current">The rows of now.</param>
    /// <param name="label">A column that is left aside; null for none.</param>
    public static IReadOnlyList<ColumnDrift> Of(TextTable reference, TextTable current, string? label)
        => [.. FeatureTable.Of(reference, label ?? "").Features.Select(feature => Of(feature, reference, current))
            .OrderByDescending(one => one.Index).ThenBy(one => one.Column, StringComparer.Ordinal)];

    private static ColumnDrift Of(Feature feature, TextTable reference, TextTable current)
    {
        var was = new FeatureTable([feature], FeatureTable.Nothing).Bins(reference)[0];
        var now = new FeatureTable([feature], FeatureTable.Nothing).Bins(current)[0];
        var place = Coarse(was, feature);
        var (before, after) = (new double[Bins + 2], new double[Bins + 2]);
        foreach (var bin in was)
        {
            before[place[bin]]++;
        }

        foreach (var bin in now)
        {
            after[place[bin]]++;
        }

        var used = Enumerable.Range(0, before.Length).Where(bin => before[bin] + after[bin] > 0).ToArray();
        double n = was.Length + (0.5 * used.Length), m = now.Length + (0.5 * used.Length);
        var index = used.Sum(bin =>
        {
            var (p, q) = ((before[bin] + 0.5) / n, (after[bin] + 0.5) / m);
            return (q - p) * Math.Log(q / p);
        });
        var free = Math.Max(used.Length - 1, 1);
        // Wilson and Hilferty, 1931: the cube root of χ² is nearly normal.
        var chi = free * Math.Pow(1 - (2.0 / (9 * free)) + (Quantile99 * Math.Sqrt(2.0 / (9 * free))), 3);
        var bound = chi * (n + m) / (n * m);
        return new ColumnDrift(feature.Name, Math.Round(index, 6), Math.Round(bound, 6), index > bound && index >= Least);
    }

    /// <summary>Bins of the model joined to about ten: the missing stand alone, rare ones together.</summary>
    private static int[] Coarse(byte[] column, Feature feature)
    {
        var counts = new int[feature.Bins];
        foreach (var bin in column)
        {
            counts[bin]++;
        }

        var place = new int[feature.Bins];
        var (seen, said) = (0, column.Length - counts[0]);
        for (var bin = 1; bin < place.Length; bin++)
        {
            place[bin] = feature.IsCategory ? Math.Min(bin, Bins) : 1 + (int)Math.Min((long)seen * Bins / Math.Max(said, 1), Bins - 1);
            seen += counts[bin];
        }

        return place;
    }
}

using Compliance.EnforcementCore.Risk.Stability;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>How far a column has moved from where it was.</summary>
/// <param name="Column">The column.</param>
/// <param name="Index">The population stability index: Σ (q − p) ln (q / p) over bins of the reference.</param>
/// <param name="Bound">What chance alone stays below 99 times in 100, at these numbers of rows.</param>
/// <param name="Alarm">True where it lies above both the bound and 0.1.</param>
public sealed record ColumnDrift(string Column, double Index, double Bound, bool Alarm);

/// <summary>Drift between two tables by the population stability index; see <see cref="StabilityIndex"/>.</summary>
public static class Drift
{
    private const int Bins = 10;
    private const double Chance = 0.01;

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

        var moved = StabilityIndex.Of(before, after, Chance);
        return new ColumnDrift(feature.Name, moved.Value, moved.Bound, moved.IsMoved);
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

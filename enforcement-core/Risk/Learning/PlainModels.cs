using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>The numbers of a table for the plain models: a number in standard deviations, a category as a place of its own.</summary>
/// <param name="Features">The features.</param>
/// <param name="Means">Means of the numbers; 0 for categories.</param>
/// <param name="Deviations">Standard deviations of the numbers; 0 for categories.</param>
public sealed record PlainRows(ImmutableArray<Feature> Features, ImmutableArray<double> Means, ImmutableArray<double> Deviations)
{
    private const double Farthest = 50; // In standard deviations: what lies further off is no more unusual.
    private const double LeastSpread = 1e-9; // Of the mean: what spreads less is one number.

    /// <summary>Measures the rows to learn from.</summary>
    /// <param name="features">The features.</param>
    /// <param name="table">The rows to learn from.</param>
    public static PlainRows Measure(ImmutableArray<Feature> features, TextTable table)
    {
        var (means, deviations) = (new double[features.Length], new double[features.Length]);
        for (var f = 0; f < features.Length; f++)
        {
            if (!features[f].IsCategory)
            {
                var said = Numbers(table, features[f]).Where(number => !double.IsNaN(number)).ToArray();
                means[f] = said.Average();
                deviations[f] = Math.Max(Math.Sqrt(said.Average(number => Math.Pow(number - means[f], 2))), 1e-9);
            }
        }

        return new PlainRows(features, [.. means], [.. deviations]);
    }

    /// <summary>How many numbers a row has, the constant included.</summary>
    public int Width => 1 + Features.Sum(feature => feature.IsCategory ? feature.Categories.Length : 1);

    /// <summary>The feature that a number of a row comes from.</summary>
    internal int FeatureOf(int place)
    {
        for (var (f, at) = (0, 1); ; f++)
        {
            at += Features[f].IsCategory ? Features[f].Categories.Length : 1;
            if (place < at)
            {
                return f;
            }
        }
    }

    /// <summary>The rows of a table. What is missing, or hardly spreads, stands at the mean.</summary>
    public SparseRow[] Of(TextTable table)
    {
        var columns = Features.Select(feature => feature.IsCategory ? null : Numbers(table, feature)).ToArray();
        var bins = Features.Select(feature => !feature.IsCategory ? null : table.Find(feature.Column)?.Select(feature.BinOf).ToArray()
            ?? new byte[table.Rows]).ToArray();
        var place = new int[Features.Length];
        for (var f = 1; f < place.Length; f++)
        {
            place[f] = place[f - 1] + (Features[f - 1].IsCategory ? Features[f - 1].Categories.Length : 1);
        }

        var rows = new SparseRow[table.Rows];
        for (var r = 0; r < rows.Length; r++)
        {
            var (places, values) = (new List<int> { 0 }, new List<double> { 1 });
            for (var f = 0; f < Features.Length; f++)
            {
                var value = columns[f] is { } numbers ? Standard(f, numbers[r]) : bins[f]![r] == 0 ? 0 : 1;
                if (value is not (0 or double.NaN))
                {
                    places.Add(1 + place[f] + (columns[f] is null ? bins[f]![r] - 1 : 0));
                    values.Add(value);
                }
            }

            rows[r] = new SparseRow([.. places], [.. values]);
        }

        return rows;
    }

    private double Standard(int f, double number) => Deviations[f] <= LeastSpread * Math.Max(1, Math.Abs(Means[f])) ? 0
        : Math.Clamp((number - Means[f]) / Deviations[f], -Farthest, Farthest);

    private static double[] Numbers(TextTable table, Feature feature) => table.Find(feature.Column) is { } values
        ? [.. values.Select(value => Feature.NumberOf(value, feature.Part))] : [.. Enumerable.Repeat(double.NaN, table.Rows)];
}

/// <summary>Points added up as such tables are often written by hand: each number in standard deviations, capped, with the sign of what it
/// goes with; a category counts one where it stands above the average.</summary>
public static class PlainSums
{
    private const double Cap = 3;

    /// <summary>The weights: +1, −1 or 0 for every number of a row.</summary>
    public static double[] Fit(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> labels, int width)
    {
        var (with, count) = (new double[width], new double[width]);
        var share = labels.Count(label => label) / (double)labels.Count;
        for (var r = 0; r < rows.Count; r++)
        {
            for (var i = 0; i < rows[r].Places.Length; i++)
            {
                with[rows[r].Places[i]] += rows[r].Values[i] * ((labels[r] ? 1 : 0) - share);
                count[rows[r].Places[i]]++;
            }
        }

        return [.. with.Select((value, place) => place == 0 || count[place] < 20 ? 0.0 : Math.Sign(value))];
    }

    /// <summary>The sum of a row.</summary>
    public static double Of(SparseRow row, double[] weights)
    {
        var sum = 0.0;
        for (var i = 1; i < row.Places.Length; i++)
        {
            sum += weights[row.Places[i]] * Math.Clamp(row.Values[i], -Cap, Cap);
        }

        return sum;
    }
}

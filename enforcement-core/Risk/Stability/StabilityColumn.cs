using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.EnforcementCore.Risk.Stability;

/// <summary>A bin of a column, with the share of each side that lies in it, 0 to 1.</summary>
public sealed record StabilityBin(string Label, double Before, double After);

/// <summary>How far one column has moved.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Index">The population stability index; see <see cref="StabilityIndex"/>.</param>
/// <param name="Bound">What chance alone stays below.</param>
/// <param name="BeforeCases">Cases of before; where they weigh differently, as many equal ones as they are worth.</param>
/// <param name="AfterCases">The same of now.</param>
/// <param name="Bins">The bins.</param>
public sealed record StabilityLine(string Column, double Index, double Bound, double BeforeCases, double AfterCases,
    ImmutableArray<StabilityBin> Bins)
{
    /// <summary>Fewer cases on a side say nothing: a bin of a tenth would hold fewer than twenty.</summary>
    public const int FewestCases = 200;

    /// <summary>False where there are too few cases to say anything.</summary>
    public bool IsEnough => BeforeCases >= FewestCases && AfterCases >= FewestCases;

    /// <summary>True where it has moved: above chance, and large.</summary>
    public bool IsMoved => IsEnough && new StabilityIndex(Index, Bound).IsMoved;

    /// <summary>True where a drift that was seen is over.</summary>
    public bool IsOver => IsEnough && new StabilityIndex(Index, Bound).IsOver;
}

/// <summary>The values of one column before and now. A number has a bin of its own for 0, since most are, one for the missing, and bins
/// cut at the tenths of the other values of before; words are bins themselves.</summary>
/// <param name="name">What it is called.</param>
/// <param name="words">The words that its values stand for; default where it is a number.</param>
public sealed class StabilityColumn(string name, ImmutableArray<string> words = default)
{
    /// <summary>A value that is missing.</summary>
    public const long Missing = long.MinValue;

    private const int Cuts = 9;
    private readonly List<(long Value, double Weight)> _before = [];
    private readonly List<(long Value, double Weight)> _after = [];

    /// <summary>Adds a value.</summary>
    /// <param name="now">True for a value of now, false for one of before.</param>
    /// <param name="value">The number, the place of a word, or <see cref="Missing"/>.</param>
    /// <param name="weight">How often it counts.</param>
    public void Add(bool now, long value, double weight = 1) => (now ? _after : _before).Add((value, weight));

    /// <summary>Compares the two sides.</summary>
    /// <param name="chance">How often chance alone may lie above the bound.</param>
    public StabilityLine Compare(double chance)
    {
        var (labels, binOf) = Bins();
        var (before, after) = (Counted(_before, labels.Length, binOf), Counted(_after, labels.Length, binOf));
        var index = StabilityIndex.Of(before.Counts, after.Counts, chance);
        return new StabilityLine(name, index.Value, index.Bound, Math.Round(before.Cases, 1), Math.Round(after.Cases, 1),
            [.. Enumerable.Range(0, labels.Length).Where(bin => before.Counts[bin] + after.Counts[bin] > 0).Select(bin
                => new StabilityBin(labels[bin], Share(before, bin), Share(after, bin)))]);
    }

    private static double Share((double[] Counts, double Cases) side, int bin)
        => side.Cases == 0 ? 0 : Math.Round(side.Counts[bin] / side.Cases, 6);

    /// <summary>Weights that differ are worth fewer cases (Kish, 1965): bins add up to that number.</summary>
    private static (double[] Counts, double Cases) Counted(List<(long Value, double Weight)> values, int bins, Func<long, int> binOf)
    {
        var (counts, sum, squares) = (new double[bins], 0.0, 0.0);
        foreach (var (value, weight) in values)
        {
            counts[binOf(value)] += weight;
            (sum, squares) = (sum + weight, squares + (weight * weight));
        }

        var cases = squares == 0 ? 0 : sum * sum / squares;
        return ([.. counts.Select(count => sum == 0 ? 0 : count * cases / sum)], cases);
    }

    private (ImmutableArray<string> Labels, Func<long, int> BinOf) Bins()
    {
        if (!words.IsDefault)
        {
            return (words.Add("another"), value => value >= 0 && value < words.Length ? (int)value : words.Length);
        }

        var said = _before.Select(one => one.Value).Where(value => value is not (0 or Missing)).Order().ToArray();
        long[] cuts = [.. Enumerable.Range(1, Cuts).Where(_ => said.Length > 0).Select(k => said[k * said.Length / (Cuts + 1)]).Distinct()];
        string[] labels = ["missing", "0", .. Enumerable.Range(0, cuts.Length + 1).Select(place => cuts.Length == 0 ? "other than 0"
            : place == 0 ? $"below {Text(cuts[0])}" : place == cuts.Length ? $"{Text(cuts[^1])} or more"
            : $"{Text(cuts[place - 1])} to below {Text(cuts[place])}")];
        return ([.. labels], value => value == Missing ? 0 : value == 0 ? 1 : 2 + cuts.Count(cut => value >= cut));
    }

    private static string Text(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}

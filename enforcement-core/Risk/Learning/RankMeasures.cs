namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>How well scores tell cases apart, and whether they are probabilities.</summary>
/// <param name="Auc">Area under the receiver's curve, 0 to 1; ties count half.</param>
/// <param name="PrAuc">Average precision over recall, 0 to 1; cases of one score are taken together.</param>
/// <param name="RecallAt5PercentFpr">The share of positives found while at most 5 % of negatives are flagged.</param>
/// <param name="CalibrationError">Mean distance of stated and true share over ten bins of as many cases each, weighted by cases.</param>
public sealed record RankMeasures(double Auc, double PrAuc, double RecallAt5PercentFpr, double CalibrationError)
{
    private const double FalsePositives = 0.05;
    private const int Bins = 10;

    /// <summary>The order of cases by falling score, of equals as they stand.</summary>
    public static int[] Order(double[] scores)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        var keys = scores.Select(score => -score).ToArray();
        Array.Sort(keys, order, Comparer<double>.Default);
        return order;
    }

    /// <summary>Measures.</summary>
    /// <param name="scores">Probabilities, 0 to 1.</param>
    /// <param name="labels">True for a positive.</param>
    /// <param name="order">See <see cref="Order"/>; made where left out.</param>
    /// <param name="weights">How often each case counts, for resampling; once where left out.</param>
    /// <exception cref="ArgumentException">A score is no number.</exception>
    /// <returns>Zeros where there are no positives or no negatives: nothing can be measured then.</returns>
    public static RankMeasures Of(double[] scores, bool[] labels, int[]? order = null, int[]? weights = null)
    {
        if (scores.AsSpan().Contains(double.NaN))
        {
            throw new ArgumentException("A score that is no number ranks nowhere.", nameof(scores));
        }

        order ??= Order(scores);
        long positives = 0, negatives = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            positives += labels[i] ? weights?[i] ?? 1 : 0;
            negatives += labels[i] ? 0 : weights?[i] ?? 1;
        }

        if (positives == 0 || negatives == 0)
        {
            return new RankMeasures(0, 0, 0, 0);
        }

        double area = 0, precision = 0, recall = 0, gap = 0, stated = 0, hits = 0;
        long found = 0, flagged = 0;
        var (size, bin) = ((positives + negatives) / (double)Bins, 1);
        for (var i = 0; i < order.Length;)
        {
            var (score, more, wrong) = (scores[order[i]], 0L, 0L);
            for (; i < order.Length && scores[order[i]] == score; i++)
            {
                var weight = weights?[order[i]] ?? 1;
                more += labels[order[i]] ? weight : 0;
                wrong += labels[order[i]] ? 0 : weight;
            }

            area += wrong * (found + (more / 2.0));
            (found, flagged) = (found + more, flagged + wrong);
            precision += found + flagged == 0 ? 0 : more * (double)found / (found + flagged);
            recall = flagged <= FalsePositives * negatives ? found / (double)positives : recall;
            (stated, hits) = (stated + (score * (more + wrong)), hits + more);
            if (found + flagged >= size * bin || i == order.Length)
            {
                gap += Math.Abs(stated - hits);
                (stated, hits) = (0, 0);
                bin = (int)((found + flagged) / size) + 1;
            }
        }

        return new RankMeasures(area / positives / negatives, precision / positives, recall, gap / (positives + negatives));
    }
}

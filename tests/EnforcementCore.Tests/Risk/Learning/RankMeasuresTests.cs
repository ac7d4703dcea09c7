using Compliance.EnforcementCore.Risk.Learning;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Risk.Learning;

public sealed class RankMeasuresTests
{
    private static readonly Gen<(int Score, bool Label)[]> Cases = Gen.Select(Gen.Int[0, 20], Gen.Bool).Array[2, 60];

    [Fact]
    public void A_score_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => RankMeasures.Of([0.5, double.NaN, 0.1], [true, false, false]));

    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order()
        => Cases.Sample(cases =>
        {
            var (scores, labels) = Split(cases);
            var pairs = from yes in cases from no in cases where yes.Label && !no.Label select Math.Sign(yes.Score.CompareTo(no.Score));
            var naive = pairs.Any() ? pairs.Average(sign => (sign + 1) / 2.0) : 0;
            Assert.Equal(naive, RankMeasures.Of(scores, labels).Auc, 9);
        });

    [Fact]
    public void Recall_at_five_percent_is_the_best_threshold_that_flags_so_few()
        => Cases.Sample(cases =>
        {
            var (scores, labels) = Split(cases);
            var (yes, no) = (labels.Count(label => label), labels.Count(label => !label));
            var naive = yes == 0 || no == 0 ? 0
                : scores.Append(2).Where(bound => cases.Count(one => !one.Label && one.Score / 20.0 >= bound)
                <= 0.05 * no).Max(bound => cases.Count(one => one.Label && one.Score / 20.0 >= bound) / (double)yes);
            Assert.Equal(naive, RankMeasures.Of(scores, labels).RecallAt5PercentFpr, 9);
        });

    [Fact]
    public void A_case_that_counts_twice_is_a_case_that_stands_twice()
        => Cases.Sample(cases =>
        {
            var (scores, labels) = Split(cases);
            var weights = cases.Select(one => 1 + (one.Score % 3)).ToArray();
            var (twice, marked) = Split([.. cases.SelectMany((one, i) => Enumerable.Repeat(one, weights[i]))]);
            var (one, other) = (RankMeasures.Of(scores, labels, null, weights), RankMeasures.Of(twice, marked));
            Assert.Equal((one.Auc, one.PrAuc, one.RecallAt5PercentFpr), (other.Auc, other.PrAuc, other.RecallAt5PercentFpr));
        });

    [Fact]
    public void A_perfect_order_has_every_measure_at_one_and_stated_chances_that_come_true_have_no_error()
    {
        var labels = Enumerable.Range(0, 200).Select(i => i % 4 == 0).ToArray();
        var perfect = RankMeasures.Of([.. labels.Select(label => label ? 1.0 : 0)], labels);
        Assert.Equal(new RankMeasures(1, 1, 1, 0), perfect);
        Assert.Equal(0.25, RankMeasures.Of([.. labels.Select(_ => 0.5)], labels).CalibrationError, 9);
        Assert.Equal(0.5, RankMeasures.Of([.. labels.Select(_ => 0.5)], labels).Auc, 9);
    }

    private static (double[] Scores, bool[] Labels) Split((int Score, bool Label)[] cases)
        => ([.. cases.Select(one => one.Score / 20.0)], [.. cases.Select(one => one.Label)]);
}

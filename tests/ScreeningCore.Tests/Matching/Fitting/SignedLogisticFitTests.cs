using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.ScreeningCore.Tests.Matching.Fitting;

public sealed class SignedLogisticFitTests
{
    private const double True0 = 3;
    private const double True1 = -2;
    private const double TrueBias = -0.5;
    private static readonly double[] NoPriors = [0, 0];

    [Fact]
    public void The_fit_recovers_the_weights_that_made_the_labels()
    {
        var fit = SignedLogisticFit.Fit(Drawn(8000), [1, -1], NoPriors, ridge: 0, steps: 2000);
        Assert.InRange(fit.Weights[0], True0 - 0.25, True0 + 0.25);
        Assert.InRange(fit.Weights[1], True1 - 0.25, True1 + 0.25);
        Assert.InRange(fit.Bias, TrueBias - 0.2, TrueBias + 0.2);
    }

    [Fact]
    public void A_weight_never_takes_the_sign_it_may_not_have()
    {
        var fit = SignedLogisticFit.Fit(Drawn(2000), [-1, 1], NoPriors, steps: 500);
        Assert.Equal([0, 0], fit.Weights);
        var free = SignedLogisticFit.Fit(Drawn(2000), [0, 0], NoPriors, steps: 500);
        Assert.True(free.Weights[0] > 0 && free.Weights[1] < 0);
    }

    [Fact]
    public void Where_the_data_say_nothing_the_prior_stands()
    {
        var silent = Drawn(500).Select(row => row with { Values = [row.Values[0], 0] }).ToArray();
        var fit = SignedLogisticFit.Fit(silent, [1, -1], [0, -4], ridge: 0.01);
        Assert.InRange(fit.Weights[1], -4.01, -3.9);
    }

    [Fact]
    public void A_row_that_weighs_twice_counts_as_two_rows()
    {
        var rows = Drawn(200);
        var weighted = SignedLogisticFit.Fit([.. rows.Select((row, i) => row with { Weight = i < 100 ? 2 : 1 })], [1, -1], NoPriors,
            steps: 300);
        var repeated = SignedLogisticFit.Fit([.. rows[..100], .. rows], [1, -1], NoPriors, steps: 300);
        Assert.Equal(repeated.Weights[0], weighted.Weights[0], 6);
        Assert.Equal(repeated.Bias, weighted.Bias, 6);
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SignedLogisticFit.Fit([], [1, -1], NoPriors));
        Assert.Throws<ArgumentException>(() => SignedLogisticFit.Fit(Drawn(3), [1], [0]));
        Assert.Throws<ArgumentException>(() => SignedLogisticFit.Fit(Drawn(3), [1, -1], [-1, 0]));
    }

    [Fact]
    public void Every_prior_has_the_sign_of_its_row_and_every_row_a_reasoned_one()
    {
        Assert.Equal(NameFeatureFacts.Count, FitPriors.All.Length);
        Assert.All(NameFeatureFacts.All,
            feature => Assert.True(FitPriors.All[(int)feature] * NameFeatureFacts.SignOf(feature) > 0,
            $"{feature} has prior {FitPriors.All[(int)feature]}"));
    }

    private static LabelledRow[] Drawn(int count)
    {
        var bits = new SplitMix(7);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            ImmutableArray<float> values = [Fraction(bits), Fraction(bits)];
            return new LabelledRow(values, Fraction(bits) < NameModel.Probability(TrueBias + (True0 * values[0]) + (True1 * values[1])), 1);
        })];
    }

    private static float Fraction(SplitMix bits) => bits.Below(1 << 20) / (float)(1 << 20);
}

using Compliance.EnforcementCore.Risk.Learning;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation.Risk;

/// <summary>What <c>evaluate risk</c> found; property names are the contract of its JSON.</summary>
/// <param name="Cases">Rows of the test file.</param>
/// <param name="Auc">Area under the receiver's curve.</param>
/// <param name="PrAuc">Average precision.</param>
/// <param name="RecallAt5PercentFpr">Share of positives found at 5 % false positives.</param>
/// <param name="CalibrationError">Mean distance of stated and true share over ten bins of as many cases each.</param>
/// <param name="Baselines">The same of plainer models.</param>
internal sealed record RiskSummary(int Cases, double Auc, double PrAuc, double RecallAt5PercentFpr, double CalibrationError,
    RiskBaselines Baselines);

/// <summary>The baselines, and what the model gains on each.</summary>
internal sealed record RiskBaselines(RiskBaseline LogisticRegression, RiskBaseline PlainSums, Interval PrAucInterval,
    Interval RecallInterval)
{
    /// <summary>The same model where its prior follows matured labels; null where nothing says when a row was.</summary>
    public FollowedFigures? Followed { get; init; }
}

/// <summary>A prior that follows labels of the test file, each from its maturity on, as it would have been stated at its time.</summary>
/// <param name="LagDays">After how many days a label is known.</param>
/// <param name="CalibrationError">Mean distance of stated and true share, as the model's own.</param>
/// <param name="Moved">Rows whose chance it moved: the others had no matured label before them.</param>
internal sealed record FollowedFigures(int LagDays, double CalibrationError, int Moved);

/// <summary>A baseline: its measures, with intervals that hold 95 of 100 resamples of the test file; and the gain of the model in the same
/// resamples.</summary>
internal sealed record RiskBaseline(double Auc, double PrAuc, double RecallAt5PercentFpr, double CalibrationError, Interval PrAucInterval,
    Interval RecallInterval, Interval PrAucGain, Interval RecallGain);

/// <summary>What <c>risk compare</c> found.</summary>
internal sealed record ComparisonSummary(int Cases, double ChampionPrAuc, double ChallengerPrAuc, double ChampionRecall,
    double ChallengerRecall, double ChampionCalibrationError, double ChallengerCalibrationError, Interval PrAucGain,
        Interval RecallGain,
    bool IsBetter);

/// <summary>Fits on one file and judges on another, beside plainer models that saw the same.</summary>
internal static class RiskEvaluation
{
    private const int Resamples = 200;
    private const double Ridge = 1;

    public static RiskSummary Run(LabelledTable train, LabelledTable test, string label, int seeds, ulong seed,
        Action<TrialResult>? onTrial, Action<LearnedModel>? onModel = null, bool small = false, int lagDays = 45)
    {
        var features = FeaturesOf(train, label);
        var model = ModelFitting.Fit(new TrainingRows(train.Table, train.Labels, features), seeds, onTrial, small);
        onModel?.Invoke(model);
        var ours = model.Of(test.Table);
        var plain = PlainRows.Measure(features.Features, train.Table);
        var (rows, unseen) = (plain.Of(train.Table), plain.Of(test.Table));
        var weights = LogisticFit.Fit(rows, train.Labels, plain.Width, Ridge);
        var sums = PlainSums.Fit(rows, train.Labels, plain.Width);
        SparseRow Line(SparseRow row) => new([0, 1], [1, PlainSums.Of(row, sums)]);
        var scale = LogisticFit.Fit([.. rows.Select(Line)], train.Labels, 2, Ridge);
        double[] logistic = [.. unseen.Select(row => ModelFitting.Chance(row.Times(weights)))], added =
            [.. unseen.Select(row => ModelFitting.Chance(Line(row).Times(scale)))];
        var summary = Compare(test.Labels, ours, logistic, added, seed);
        return summary with { Baselines = summary.Baselines with { Followed = Follow(test, ours, lagDays) } };
    }

    private static FollowedFigures? Follow(LabelledTable test, double[] stated, int lagDays)
    {
        // Rows without a date stand first, at day 0.
        if (FeatureTable.DaysOf(test.Table) is not { } days || days.Zip(days.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            return null;
        }

        var followed = FollowingPrior.Follow(stated, test.Labels, days, lagDays);
        return new FollowedFigures(lagDays, Round(RankMeasures.Of(followed, test.Labels).CalibrationError),
            followed.Zip(stated).Count(pair => pair.First != pair.Second));
    }

    /// <summary>The features of a file.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static FeatureTable FeaturesOf(LabelledTable train, string label)
    {
        var features = FeatureTable.Of(train.Table, label);
        return !features.Features.IsEmpty ? features : throw new InvalidInputException("No column is left to learn from: "
            + string.Join(", ", features.LeftOut.Select(pair => $"{pair.Key} ({pair.Value})")) + ".");
    }

    /// <summary>Two models on the same cases.</summary>
    public static ComparisonSummary Compare(LabelledTable cases, LearnedModel champion, LearnedModel challenger)
    {
        var said = champion.Of(cases.Table);
        var summary = Compare(cases.Labels, challenger.Of(cases.Table), said, said, 0);
        var before = summary.Baselines.LogisticRegression;
        return new ComparisonSummary(summary.Cases, before.PrAuc, summary.PrAuc, before.RecallAt5PercentFpr, summary.RecallAt5PercentFpr,
            before.CalibrationError, summary.CalibrationError, before.PrAucGain, before.RecallGain, before.PrAucGain.Low > 0);
    }

    private static RiskSummary Compare(bool[] labels, double[] ours, double[] logistic, double[] sums, ulong seed)
    {
        double[][] models = [ours, logistic, sums];
        var orders = models.Select(RankMeasures.Order).ToArray();
        var whole = models.Zip(orders, (scores, order) => RankMeasures.Of(scores, labels, order)).ToArray();
        var again = new RankMeasures[Resamples][];
        var bits = new SplitMix(seed);
        for (var i = 0; i < Resamples; i++)
        {
            var weights = new int[labels.Length];
            for (var k = 0; k < labels.Length; k++)
            {
                weights[bits.Below(labels.Length)]++;
            }

            again[i] = [.. models.Zip(orders, (scores, order) => RankMeasures.Of(scores, labels, order, weights))];
        }

        RiskBaseline Baseline(int number)
            => new(Round(whole[number].Auc), Round(whole[number].PrAuc), Round(whole[number].RecallAt5PercentFpr),
            Round(whole[number].CalibrationError), Of(again, one => one[number].PrAuc), Of(again, one => one[number].RecallAt5PercentFpr),
            Of(again, one => one[0].PrAuc - one[number].PrAuc),
            Of(again, one => one[0].RecallAt5PercentFpr - one[number].RecallAt5PercentFpr));
        return new RiskSummary(labels.Length, Round(whole[0].Auc), Round(whole[0].PrAuc), Round(whole[0].RecallAt5PercentFpr),
            Round(whole[0].CalibrationError), new RiskBaselines(Baseline(1), Baseline(2), Of(again, one => one[0].PrAuc),
                Of(again, one => one[0].RecallAt5PercentFpr)));
    }

    private static Interval Of(RankMeasures[][] again, Func<RankMeasures[], double> measure)
    {
        var values = again.Select(measure).Order().ToArray();
        return new Interval(Round(values[(int)(values.Length * 0.025)]), Round(values[(int)(values.Length * 0.975)]));
    }

    private static double Round(double value) => Math.Round(value, 4);
}

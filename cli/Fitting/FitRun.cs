using System.Collections.Immutable;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Fitting;

/// <summary>Answers on one fold, by the model of the others.</summary>
internal sealed record FoldResult(int Repeat, int Fold, int Cases, int Groups, double F1);

/// <summary>Answers on all pairs, each by a model that never saw its group.</summary>
/// <param name="Scores">The pairs with their held-out scores.</param>
/// <param name="F1">F1 at the threshold of the settings.</param>
/// <param name="BestF1">F1 at the threshold that suits these pairs best.</param>
/// <param name="BestThreshold">That threshold.</param>
/// <param name="ConfidentErrors">Wrong answers at the threshold on pairs whose labellers were sure.</param>
internal sealed record RepeatResult(ImmutableArray<ScoredPair> Scores, double F1, double BestF1, double BestThreshold, int ConfidentErrors);

/// <summary>A fit with its cross-validation.</summary>
/// <param name="Model">The model fitted on everything.</param>
/// <param name="Folds">Every fold of every repetition.</param>
/// <param name="Repeats">Every repetition.</param>
/// <param name="StrangersPer1000">People of those held back who would raise an alert at a cut, per thousand, by name alone.</param>
internal sealed record FitRun(LinearFit Model, ImmutableArray<FoldResult> Folds, ImmutableArray<RepeatResult> Repeats,
    ImmutableArray<(double Cut, double Per1000)> StrangersPer1000)
{
    private static readonly ImmutableArray<double> Cuts = [0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <summary>Cross-validates and fits.</summary>
    public static FitRun Of(FitData data, FitSettings settings, CancellationToken cancellation)
    {
        var negatives = data.Negatives(settings.NegativeWeight);
        var (folds, repeats) = (ImmutableArray.CreateBuilder<FoldResult>(), ImmutableArray.CreateBuilder<RepeatResult>());
        var pairs = data.Rows.Zip(data.Pairs, (rows, pair) => (Values: rows, pair.IsMatch)).ToArray();
        for (var repeat = 0; repeat < settings.Repeats; repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            var plan = PairGroups.Folds(data.GroupCount, settings.Folds, repeat);
            var scores = CrossValidation.Scores(pairs, data.Groups, negatives, plan, Fit)
                .Select((score, i) => new ScoredPair(data.Pairs[i], score)).ToImmutableArray();
            repeats.Add(Measured(scores, settings.Threshold));
            for (var fold = 0; fold < settings.Folds; fold++)
            {
                var held = Enumerable.Range(0, scores.Length).Where(i => plan[data.Groups[i]] == fold).ToArray();
                folds.Add(new FoldResult(
                    repeat + 1, fold + 1, held.Length, held.Select(i => data.Groups[i]).Distinct()
                        .Count(), Confusion.At(held.Select(i => scores[i]), settings.Threshold).F1 ?? 0));
            }
        }

        var model = Fit(
            [.. pairs.Where(pair => pair.Values.HasValue).Select(pair => new LabelledRow(pair.Values!.Value, pair.IsMatch, 1)),
            .. negatives]);
        return new FitRun(model, folds.ToImmutable(), repeats.ToImmutable(), Strangers(model, data));

        LinearFit Fit(IReadOnlyList<LabelledRow> rows) => SignedLogisticFit.Fit(rows, FitPriors.Signs, FitPriors.All, settings.Ridge);
    }

    private static RepeatResult Measured(ImmutableArray<ScoredPair> scores, double threshold)
    {
        var (bestThreshold, bestF1) = PairMeasures.Best(scores);
        return new RepeatResult(scores, Confusion.At(scores, threshold).F1
            ?? 0, bestF1, bestThreshold, scores.Count(pair => pair.Pair.Quality == "STRONG" && !pair.IsRightAt(threshold)));
    }

    private static ImmutableArray<(double Cut, double Per1000)> Strangers(LinearFit model, FitData data)
    {
        var best = data.HeldBack.Select(rows => rows.Select(row => model.Probability(row)).DefaultIfEmpty(0).Max()).ToArray();
        return best.Length == 0
            ? [] : [.. Cuts.Select(cut => (cut, Math.Round(1000.0 * best.Count(score => score >= cut) / best.Length, 2)))];
    }
}

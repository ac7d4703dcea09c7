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
/// <param name="CompaniesPer1000">The same of companies.</param>
/// <param name="Rules">Recall of each rule of the catalogue under the model, and what it had to be given.</param>
internal sealed record FitRun(LinearFit Model, ImmutableArray<FoldResult> Folds, ImmutableArray<RepeatResult> Repeats,
    ImmutableArray<(double Cut, double Per1000)> StrangersPer1000, ImmutableArray<(double Cut, double Per1000)> CompaniesPer1000,
    ImmutableArray<FitRuleResult> Rules)
{
    // How often the weight of the rules that stay below their floors is doubled.
    private const int Rounds = 6;

    private static readonly ImmutableArray<double> Cuts = [0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

    /// <summary>Cross-validates and fits.</summary>
    public static FitRun Of(FitData data, FitSettings settings, CancellationToken cancellation)
    {
        var strangers = data.Negatives(settings.NegativeWeight);
        var pairs = data.Rows.Zip(data.Pairs, (rows, pair) => (Values: rows, pair.IsMatch)).ToArray();
        LabelledRow[] labelled = [.. pairs.Where(pair => pair.Values.HasValue)
            .Select(pair => new LabelledRow(pair.Values!.Value, pair.IsMatch, 1))];
        var (model, weights) = Constrained(data, settings, strangers, labelled, cancellation);
        LabelledRow[] others = [.. strangers, .. data.Positives(settings.CatalogueWeight, weights)];
        var (folds, repeats) = (ImmutableArray.CreateBuilder<FoldResult>(), ImmutableArray.CreateBuilder<RepeatResult>());
        for (var repeat = 0; repeat < settings.Repeats; repeat++)
        {
            cancellation.ThrowIfCancellationRequested();
            var plan = PairGroups.Folds(data.GroupCount, settings.Folds, repeat);
            var scores = CrossValidation.Scores(pairs, data.Groups, others, plan, rows => Fit(rows, settings))
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

        return new FitRun(model, folds.ToImmutable(), repeats.ToImmutable(), Strangers(model, data.HeldBack),
            Strangers(model, data.CompaniesHeldBack), [.. data.Rules.Select((rule, at) => new FitRuleResult(rule.Rule,
            rule.Recall(model, settings.Threshold), rule.Floor, weights[at]))]);
    }

    // Recall by rule as a constraint: what stays below its floor weighs twice as much the next time.
    private static (LinearFit Model, double[] Weights) Constrained(FitData data, FitSettings settings, IReadOnlyList<LabelledRow> strangers,
        IReadOnlyList<LabelledRow> labelled, CancellationToken cancellation)
    {
        var weights = Enumerable.Repeat(1.0, data.Rules.Length).ToArray();
        for (var round = 0; ; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var model = Fit([.. labelled, .. strangers, .. data.Positives(settings.CatalogueWeight, weights)], settings);
            var low = Enumerable.Range(0, weights.Length)
                .Where(at => data.Rules[at].Recall(model, settings.Threshold) < data.Rules[at].Floor).ToArray();
            if (low.Length == 0 || round == Rounds)
            {
                return (model, weights);
            }

            foreach (var at in low)
            {
                weights[at] *= 2;
            }
        }
    }

    private static LinearFit Fit(IReadOnlyList<LabelledRow> rows, FitSettings settings) =>
        SignedLogisticFit.Fit(Merged(rows), FitPriors.Signs, FitPriors.All, settings.Ridge);

    // Equal comparisons are one that weighs more: most of the catalogue's are.
    private static IReadOnlyList<LabelledRow> Merged(IReadOnlyList<LabelledRow> rows)
    {
        var (places, merged) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<LabelledRow>());
        foreach (var row in rows)
        {
            var key = $"{row.IsMatch} {string.Join(' ', row.Values)}";
            if (places.TryAdd(key, merged.Count))
            {
                merged.Add(row);
            }
            else
            {
                merged[places[key]] = row with { Weight = merged[places[key]].Weight + row.Weight };
            }
        }

        return merged;
    }

    private static RepeatResult Measured(ImmutableArray<ScoredPair> scores, double threshold)
    {
        var (bestThreshold, bestF1) = PairMeasures.Best(scores);
        return new RepeatResult(scores, Confusion.At(scores, threshold).F1
            ?? 0, bestF1, bestThreshold, scores.Count(pair => pair.Pair.Quality == "STRONG" && !pair.IsRightAt(threshold)));
    }

    private static ImmutableArray<(double Cut, double Per1000)> Strangers(LinearFit model,
        IReadOnlyList<IReadOnlyList<ImmutableArray<float>>> strangers)
    {
        var best = strangers.Select(rows => rows.Select(row => model.Probability(row)).DefaultIfEmpty(0).Max()).ToArray();
        return best.Length == 0
            ? [] : [.. Cuts.Select(cut => (cut, Math.Round(1000.0 * best.Count(score => score >= cut) / best.Length, 2)))];
    }
}

/// <summary>A rule of the catalogue under the fitted model, by its names alone.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Recall">Share of its cases that reach the threshold, 0 to 1.</param>
/// <param name="Floor">What it must reach.</param>
/// <param name="Weight">How often its weight was doubled, as a factor.</param>
internal sealed record FitRuleResult(string Rule, double Recall, double Floor, double Weight);

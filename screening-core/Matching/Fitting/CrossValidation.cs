using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>Scores of labelled pairs by models that never saw the pair or one that shares a name with it.</summary>
public static class CrossValidation
{
    /// <summary>The probability of each pair under the model fitted on the other folds. Pairs without rows (too little linked) score 0 and
    /// teach nothing.</summary>
    /// <param name="pairs">Rows per pair, null where too little is linked, and the label.</param>
    /// <param name="groups">Group per pair (<see cref="PairGroups.Of"/>).</param>
    /// <param name="negatives">Comparisons of strangers that every fold learns from.</param>
    /// <param name="folds">Fold per group (<see cref="PairGroups.Folds"/>).</param>
    /// <param name="fit">The fit.</param>
    public static ImmutableArray<double> Scores(
        IReadOnlyList<(ImmutableArray<float>? Values, bool IsMatch)> pairs, IReadOnlyList<int> groups,
            IReadOnlyList<LabelledRow> negatives, IReadOnlyList<int> folds, Func<IReadOnlyList<LabelledRow>, LinearFit> fit)
    {
        var scores = new double[pairs.Count];
        for (var fold = 0; fold <= folds.Max(); fold++)
        {
            var learned = Enumerable.Range(0, pairs.Count).Where(i => folds[groups[i]] != fold && pairs[i].Values.HasValue)
                .Select(i => new LabelledRow(pairs[i].Values!.Value, pairs[i].IsMatch, 1));
            var model = fit([.. learned, .. negatives]);
            for (var i = 0; i < pairs.Count; i++)
            {
                if (folds[groups[i]] == fold)
                {
                    scores[i] = model.Probability(pairs[i].Values);
                }
            }
        }

        return [.. scores];
    }
}

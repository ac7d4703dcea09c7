namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>
/// Logistic regression whose weights keep a given sign and are drawn towards a prior by a ridge: accelerated projected gradient descent,
/// with the same result on every run.
/// </summary>
/// <remarks>
/// Labelled pairs contain only near pairs, so a free fit learns wrong signs ("more edited words speak for a match") and fails on strangers:
/// matching study, section 2. The acceleration is Nesterov's with the step sequence of Beck and Teboulle (FISTA, 2009).
/// </remarks>
public static class SignedLogisticFit
{
    /// <summary>Steps after which the weights of the name model no longer move in their second decimal.</summary>
    public const int DefaultSteps = 3000;

    /// <summary>Pull of the priors per labelled comparison: small, so that they decide only where the data say little.</summary>
    public const double DefaultRidge = 0.0005;

    /// <summary>Fits.</summary>
    /// <param name="rows">Comparisons; never empty.</param>
    /// <param name="signs">+1, −1 or 0 (free) per row.</param>
    /// <param name="priors">Weight per row that the ridge draws towards; of the row's sign.</param>
    /// <param name="ridge">Strength of that pull, 0 or more.</param>
    /// <param name="steps">Gradient steps, 1 or more.</param>
    /// <exception cref="ArgumentException">There are no rows, or lengths differ, or a prior has the wrong sign.</exception>
    public static LinearFit Fit(IReadOnlyList<LabelledRow> rows, IReadOnlyList<int> signs, IReadOnlyList<double> priors, double ridge =
        DefaultRidge, int steps = DefaultSteps)
    {
        Check(rows, signs, priors);
        ArgumentOutOfRangeException.ThrowIfNegative(ridge);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var width = signs.Count;
        var sparse = new SparseRows(rows);
        var total = sparse.TotalWeight;

        // The loss bends at most by a quarter of the mean squared length of a row (the logistic's steepest slope), plus the ridge: its
        // inverse never overshoots.
        var length = 1 / ((sparse.MeanSquare() / 4) + ridge);
        var (before, ahead, slope) = (new double[width], new double[width], new double[width]);
        var (biasBefore, biasAhead, momentum) = (-1.0, -1.0, 1.0);
        for (var step = 0; step < steps; step++)
        {
            var biasSlope = sparse.Slope(biasAhead, ahead, slope);
            var nextMomentum = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            var carry = (momentum - 1) / nextMomentum;
            for (var i = 0; i < width; i++)
            {
                var moved = ahead[i] - (length * ((slope[i] / total) + (ridge * (ahead[i] - priors[i]))));
                var kept = moved * signs[i] < 0 ? 0 : moved;
                ahead[i] = kept + (carry * (kept - before[i]));
                before[i] = kept;
            }

            var bias = biasAhead - (length * biasSlope / total);
            (biasAhead, biasBefore, momentum) = (bias + (carry * (bias - biasBefore)), bias, nextMomentum);
        }

        return new LinearFit(biasBefore, before);
    }

    private static void Check(IReadOnlyList<LabelledRow> rows, IReadOnlyList<int> signs, IReadOnlyList<double> priors)
    {
        if (rows.Count == 0 || priors.Count != signs.Count || rows.Any(row => row.Values.Length != signs.Count))
        {
            throw new ArgumentException(
                $"A fit needs rows with {signs.Count} values each and as many priors; there are "
                    + $"{rows.Count} rows and {priors.Count} priors.", nameof(rows));
        }

        for (var i = 0; i < signs.Count; i++)
        {
            if (priors[i] * signs[i] < 0)
            {
                throw new ArgumentException($"The prior of row {i} is {priors[i]}, but its sign must be {signs[i]:+0;-0}.", nameof(priors));
            }
        }
    }
}

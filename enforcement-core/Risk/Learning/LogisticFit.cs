namespace Compliance.EnforcementCore.Risk.Learning;

/// <summary>A row as the numbers of it that are not 0.</summary>
/// <param name="Places">Which.</param>
/// <param name="Values">What.</param>
public readonly record struct SparseRow(int[] Places, double[] Values)
{
    /// <summary>The sum of weights times values.</summary>
    public double Times(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < Places.Length; i++)
        {
            sum += weights[Places[i]] * Values[i];
        }

        return sum;
    }
}

/// <summary>Logistic regression with a ridge, by Newton's method: a few steps, the same on every run.</summary>
public static class LogisticFit
{
    private const int MostSteps = 25;
    private const double Still = 1e-8;

    /// <summary>Fits.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="labels">True for a positive.</param>
    /// <param name="width">How many weights; place 0 of every row is the constant 1 and bears no ridge.</param>
    /// <param name="ridge">Pull towards 0, or towards <paramref name="priors"/>.</param>
    /// <param name="priors">What the ridge pulls towards; 0 where left out.</param>
    public static double[] Fit(IReadOnlyList<SparseRow> rows, IReadOnlyList<bool> labels, int width, double ridge, double[]? priors = null)
    {
        var weights = (double[]?)priors?.Clone() ?? new double[width];
        for (var step = 0; step < MostSteps; step++)
        {
            var (slope, bend) = (new double[width], new double[width, width]);
            for (var i = 1; i < width; i++)
            {
                slope[i] = ridge * (weights[i] - (priors?[i] ?? 0));
                bend[i, i] = ridge;
            }

            bend[0, 0] = 1e-9;
            for (var r = 0; r < rows.Count; r++)
            {
                Add(rows[r], labels[r], weights, slope, bend);
            }

            var move = Solve(bend, slope);
            var most = 0.0;
            for (var i = 0; i < width; i++)
            {
                var by = Math.Clamp(move[i], -2, 2); // A step too far would not come back.
                weights[i] -= by;
                most = Math.Max(most, Math.Abs(by));
            }

            if (most < Still)
            {
                break;
            }
        }

        return weights;
    }

    private static void Add(SparseRow row, bool label, double[] weights, double[] slope, double[,] bend)
    {
        var p = 1 / (1 + Math.Exp(-row.Times(weights)));
        var (error, curve) = (p - (label ? 1 : 0), p * (1 - p));
        for (var i = 0; i < row.Places.Length; i++)
        {
            var (at, value) = (row.Places[i], row.Values[i]);
            slope[at] += error * value;
            for (var j = 0; j <= i; j++)
            {
                bend[at, row.Places[j]] += curve * value * row.Values[j];
            }
        }
    }

    // Cholesky of the lower triangle; places of a row rise, so only it is filled.
    private static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length;
        var x = (double[])b.Clone();
        for (var j = 0; j < n; j++)
        {
            for (var k = 0; k < j; k++)
            {
                a[j, j] -= a[j, k] * a[j, k];
            }

            a[j, j] = Math.Sqrt(Math.Max(a[j, j], 1e-12));
            for (var i = j + 1; i < n; i++)
            {
                for (var k = 0; k < j; k++)
                {
                    a[i, j] -= a[i, k] * a[j, k];
                }

                a[i, j] /= a[j, j];
            }
        }

        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= a[i, k] * x[k];
            }

            x[i] /= a[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
            {
                x[i] -= a[k, i] * x[k];
            }

            x[i] /= a[i, i];
        }

        return x;
    }
}

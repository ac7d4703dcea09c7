namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>Comparisons without their zeros, which are two thirds of all values: a fit walks over them thousands of times.</summary>
internal sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly double[] _values;
    private readonly double[] _targets;
    private readonly double[] _weights;

    /// <summary>Takes the comparisons over.</summary>
    public SparseRows(IReadOnlyList<LabelledRow> rows)
    {
        var (starts, columns, values) = (new List<int> { 0 }, new List<int>(), new List<double>());
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Values.Length; i++)
            {
                if (row.Values[i] != 0)
                {
                    columns.Add(i);
                    values.Add(row.Values[i]);
                }
            }

            starts.Add(columns.Count);
        }

        (_starts, _columns, _values) = ([.. starts], [.. columns], [.. values]);
        (_targets, _weights) = ([.. rows.Select(row => row.IsMatch ? 1.0 : 0)], [.. rows.Select(row => row.Weight)]);
        TotalWeight = _weights.Sum();
    }

    /// <summary>Weight of all comparisons.</summary>
    public double TotalWeight { get; }

    /// <summary>Mean squared length of a comparison with the bias's own 1, by weight.</summary>
    public double MeanSquare()
    {
        var sum = TotalWeight;
        for (var row = 0; row < _targets.Length; row++)
        {
            for (var k = _starts[row]; k < _starts[row + 1]; k++)
            {
                sum += _weights[row] * _values[k] * _values[k];
            }
        }

        return sum / TotalWeight;
    }

    /// <summary>Slope of the logistic loss: per weight into <paramref name="slope"/>, of the bias as the result.</summary>
    public double Slope(double bias, double[] weights, double[] slope)
    {
        Array.Clear(slope);
        var biasSlope = 0.0;
        for (var row = 0; row < _targets.Length; row++)
        {
            var odds = bias;
            for (var k = _starts[row]; k < _starts[row + 1]; k++)
            {
                odds += weights[_columns[k]] * _values[k];
            }

            var error = (NameModel.Probability(odds) - _targets[row]) * _weights[row];
            biasSlope += error;
            for (var k = _starts[row]; k < _starts[row + 1]; k++)
            {
                slope[_columns[k]] += error * _values[k];
            }
        }

        return biasSlope;
    }
}

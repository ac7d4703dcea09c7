namespace Compliance.ScreeningCore.Matching;

/// <summary>The name model: a sum of weighted rows in log-odds. A sum explains itself, and its signs are fixed, so that more difference
/// never scores higher.</summary>
/// <remarks>Boosted trees gain nothing beyond noise on the labelled pairs and explain nothing (matching study, section 1).</remarks>
public sealed class NameModel
{
    /// <summary>Least share of weight that must be linked on one side for a name to count as compared at all.</summary>
    public const float MinCoverage = 0.55f;

    /// <summary>Log-odds of a comparison in which too little is linked.</summary>
    public const double Unlinked = -9;

    private readonly double _bias;
    private readonly double[] _weights = new double[NameFeatureFacts.Count];

    /// <summary>Takes the rows <c>name.bias</c> and <c>name.*</c> of a profile.</summary>
    /// <exception cref="ArgumentException">A weight has the wrong sign, or a row is missing.</exception>
    public NameModel(ScoringProfile profile)
    {
        _bias = profile.WeightOf("name.bias");
        foreach (var feature in NameFeatureFacts.All)
        {
            var weight = profile.WeightOf("name." + feature);
            if (weight * NameFeatureFacts.SignOf(feature) < 0)
            {
                throw new ArgumentException(
                    $"Profile {profile.Id}: the weight of name.{feature} is {weight}, but its sign must be "
                        + $"{NameFeatureFacts.SignOf(feature):+0;-0}.", nameof(profile));
            }

            _weights[(int)feature] = weight;
            Most += Math.Max(0, weight);
        }

        Most += _bias;
    }

    /// <summary>The highest log-odds of any comparison.</summary>
    internal double Most { get; }

    /// <summary>Log-odds that two names are the same party's name, from the rows of a comparison.</summary>
    public double LogOdds(ReadOnlySpan<float> features)
    {
        if (features[(int)NameFeature.CoverageBest] < MinCoverage && features[(int)NameFeature.Acronym] == 0)
        {
            return Unlinked;
        }

        var sum = _bias;
        for (var i = 0; i < features.Length; i++)
        {
            sum += _weights[i] * features[i];
        }

        return sum;
    }

    /// <summary>
    /// The most edits, in tenths, with which a comparison could still reach <paramref name="least"/>, when its rows but those of edits and
    /// of conflicts are known: conflicts only lower it. −1 where it cannot, <see cref="NameComparer.EditCapTenths"/> where it does with any
    /// number.
    /// </summary>
    internal int EditLimit(ReadOnlySpan<float> features, double least)
    {
        if (features[(int)NameFeature.CoverageBest] < MinCoverage)
        {
            return -1;
        }

        var sum = _bias;
        for (var i = 0; i < features.Length; i++)
        {
            sum += _weights[i] * features[i];
        }

        if (sum >= least)
        {
            return NameComparer.EditCapTenths;
        }

        // From many edits to few: each step adds its row.
        for (var step = NameFeatureFacts.EditSteps.Length - 1; step >= 0; step--)
        {
            sum += _weights[(int)NameFeatureFacts.EditSteps[step].Row];
            if (sum >= least)
            {
                return NameFeatureFacts.EditSteps[step].MostTenths;
            }
        }

        return -1;
    }

    /// <summary>Probability to log-odds; −∞ for 0 and less, and finite for 1.</summary>
    public static double OddsOf(double probability)
        => probability <= 0 ? double.NegativeInfinity : Math.Log(probability / (1 - Math.Min(probability, 1 - 1e-12)));

    /// <summary>Log-odds to probability.</summary>
    public static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}

using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Matching.Fitting;

/// <summary>Weights that a fit of the name model is drawn towards (<c>FitPriors.tsv</c>), and the signs it keeps.</summary>
public static class FitPriors
{
    /// <summary>Prior per row, by <see cref="NameFeature"/>; 0 where the table has none.</summary>
    public static ImmutableArray<double> All { get; } = Read();

    /// <summary>Sign per row, by <see cref="NameFeature"/>.</summary>
    public static ImmutableArray<int> Signs { get; } = [.. NameFeatureFacts.All.Select(NameFeatureFacts.SignOf)];

    private static ImmutableArray<double> Read()
    {
        using var stream = typeof(FitPriors).Assembly.GetManifestResourceStream("Matching/Fitting/FitPriors.tsv")
            ?? throw new InvalidOperationException("Matching/Fitting/FitPriors.tsv is not embedded.");
        using var reader = new StreamReader(stream);
        var priors = new double[NameFeatureFacts.Count];
        foreach (var line in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#')))
        {
            var cells = line.Split('\t');
            priors[(int)Enum.Parse<NameFeature>(cells[0])] = double.Parse(cells[1], CultureInfo.InvariantCulture);
        }

        return [.. priors];
    }
}

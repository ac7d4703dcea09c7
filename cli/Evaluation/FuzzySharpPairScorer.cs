using System.Collections.Immutable;
using FuzzySharp;

namespace Compliance.Cli.Evaluation;

/// <summary>One of FuzzySharp's ratios over upper-cased names, the best of all names of both sides: the baseline.</summary>
internal sealed class FuzzySharpPairScorer : IPairScorer
{
    private readonly Func<string, string, int> _ratio;

    private FuzzySharpPairScorer(string name, Func<string, string, int> ratio) => (Name, _ratio) = (name, ratio);

    /// <summary>The ratios a user of that library would choose among.</summary>
    public static ImmutableArray<FuzzySharpPairScorer> All { get; } =
    [
        new("fuzzysharp Ratio", Fuzz.Ratio),
        new("fuzzysharp TokenSortRatio", Fuzz.TokenSortRatio),
        new("fuzzysharp TokenSetRatio", Fuzz.TokenSetRatio),
        new("fuzzysharp WeightedRatio", Fuzz.WeightedRatio),
    ];

    public string Name { get; }

    public double Score(LabelledPair pair)
    {
        var best = 0;
        foreach (var subject in pair.Subject.Aliases.Prepend(pair.Subject.Name))
        {
            foreach (var listed in pair.Party.Names)
            {
                best = Math.Max(best, _ratio(subject.ToUpperInvariant(), listed.Text.ToUpperInvariant()));
            }
        }

        return best / 100.0;
    }
}

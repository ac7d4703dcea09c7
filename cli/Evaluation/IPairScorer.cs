using Compliance.ScreeningCore.Matching;

namespace Compliance.Cli.Evaluation;

/// <summary>A way to score a pair, 0 to 1: this project's engine or one it is compared with.</summary>
internal interface IPairScorer
{
    /// <summary>Its name in tables and files.</summary>
    string Name { get; }

    /// <summary>The score.</summary>
    double Score(LabelledPair pair);
}

/// <summary>This project's engine under a profile.</summary>
internal sealed class CompliancePairScorer(ScoringProfile profile) : IPairScorer
{
    public string Name => $"compliance {profile.Id}";

    public double Score(LabelledPair pair) => PartyMatcher.Compare(pair.Subject, pair.Party, profile).Score;
}

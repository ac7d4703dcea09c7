using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation;

/// <summary>A party that a search found.</summary>
internal readonly record struct FoundParty(ListedParty Party, string Name, double Score);

/// <summary>A way to find listed parties: this project's engine or one it is compared with.</summary>
internal interface IPartySearch
{
    /// <summary>Score from which it calls a party a hit.</summary>
    double Threshold { get; }

    /// <summary>The best parties, best first, however low they score.</summary>
    IReadOnlyList<FoundParty> Rank(ScreeningSubject subject, int limit);

    /// <summary>One screening as the product does it; true where it raises an alert.</summary>
    bool Alerts(ScreeningSubject subject);
}

/// <summary>This project's engine.</summary>
internal sealed class CompliancePartySearch(ScreeningContext context) : IPartySearch
{
    // Nothing is cut off: the rank of a missed party tells by how much it was missed.
    private const double NoMinimum = 0.0;

    private readonly PartyMatcher _matcher = new(context.Corpus.Index, context.Profile);

    public double Threshold => context.Profile.Threshold;

    public IReadOnlyList<FoundParty> Rank(ScreeningSubject subject, int limit) =>
        [.. _matcher.Find(subject, NoMinimum, limit).Select(match => new FoundParty(match.Party, match.Name.Text, match.Score))];

    public bool Alerts(ScreeningSubject subject) => ListDecision(subject).Decision != Decision.Allow;

    /// <summary>What the list gate alone decides at sign-up, with the hits and near misses.</summary>
    public (Decision Decision, ScreeningOutcome Outcome) ListDecision(ScreeningSubject subject)
    {
        var outcome = ScreeningEngine.Decide(new ScreeningRequest { Channel = Channel.Signup, Subject = subject }, context);
        return (outcome.Gates.First(gate => gate.Gate == Gate.List).Decision, outcome);
    }
}

/// <summary>FuzzySharp over every name of every party, as its <c>Process.ExtractTop</c> does it: WeightedRatio, no index.</summary>
internal sealed class FuzzySharpPartySearch : IPartySearch
{
    private readonly ImmutableArray<(ListedParty Party, string Name, string Upper)> _names;

    public FuzzySharpPartySearch(MatchIndex index, double threshold)
    {
        Threshold = threshold;
        _names =
        [
            .. Enumerable.Range(0, index.PartyCount).Select(index.PartyAt)
                .SelectMany(party => party.Names.Select(name => (party, name.Text, name.Text.ToUpperInvariant()))),
        ];
    }

    public double Threshold { get; }

    public IReadOnlyList<FoundParty> Rank(ScreeningSubject subject, int limit)
    {
        var query = subject.Name.ToUpperInvariant();
        return [.. _names
            .Select(name => new FoundParty(name.Party, name.Name, FuzzySharp.Fuzz.WeightedRatio(query, name.Upper) / 100.0))
            .GroupBy(found => found.Party.Entry).Select(party => party.MaxBy(found => found.Score))
            .OrderByDescending(found => found.Score).ThenBy(found => found.Party.Entry)
            .Take(limit)];
    }

    public bool Alerts(ScreeningSubject subject)
    {
        var query = subject.Name.ToUpperInvariant();
        var alert = false;
        foreach (var name in _names)
        {
            alert |= FuzzySharp.Fuzz.WeightedRatio(query, name.Upper) / 100.0 >= Threshold;
        }

        return alert;
    }
}

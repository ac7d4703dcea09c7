using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Screening;

/// <summary>The JSON of <c>screen --json</c>: the words of the HTTP answer, without what only a recorded screening has, with near misses
/// and alignments.</summary>
internal sealed record ScreenAnswer(
    Decision Decision,
    ScreeningAction Action,
    ImmutableArray<ScreenGate> Gates,
    ImmutableArray<PartyAnswer> Parties,
    ImmutableArray<ScreenHit> Hits,
    ImmutableArray<ScreenHit> NearMisses,
    ImmutableArray<string> Missing,
    ScreenCorpus Corpus,
    string Profile,
    string Engine)
{
    public static ScreenAnswer Of(ScreeningOutcome outcome, ScreeningContext context, HitParties parties) => new(
        outcome.Decision,
        outcome.Action,
        [.. outcome.Gates.Select(gate => new ScreenGate(gate.Gate, gate.Decision, gate.Reasons))],
        parties.Answers,
        [.. parties.InOrder.Select(hit => ScreenHit.Of(hit.Match, hit.Role, hit.Outcome, hit.Reason))],
        [.. outcome.NearMisses.Select(hit => ScreenHit.Of(hit.Match, hit.Role, hit.Outcome, hit.Reason))],
        outcome.Missing,
        new ScreenCorpus(context.Corpus.Hash, context.Corpus.IsSample,
            [.. context.Corpus.Lists.Select(list => new ScreenList(list.Code.Value, list.PublishedAt, list.PartyCount))],
            [.. context.MissingLists.Select(list => list.Value)]),
        context.Profile.Id,
        ScreeningEngine.Version);
}

/// <summary>What one gate found.</summary>
internal sealed record ScreenGate(Gate Gate, Decision Outcome, ImmutableArray<Reason> Reasons);

/// <summary>The corpus an answer rests on.</summary>
internal sealed record ScreenCorpus(string Hash, bool Sample, ImmutableArray<ScreenList> Lists, ImmutableArray<string> Missing);

/// <summary>One list of a corpus.</summary>
internal sealed record ScreenList(string Code, DateTimeOffset? PublishedAt, int Parties);

/// <summary>One comparison with a listed party.</summary>
internal sealed record ScreenHit(
    string Role,
    string ListEntry,
    string PrimaryName,
    string MatchedName,
    AliasStrength AliasStrength,
    ImmutableArray<string> Programmes,
    double Score,
    double NameScore,
    Decision? Outcome,
    Reason? Reason,
    ImmutableArray<string> Agreeing,
    ImmutableArray<string> Contradicting,
    ImmutableArray<string> Missing,
    ImmutableArray<FeatureResult> Features,
    ImmutableArray<TokenAlignment> Tokens)
{
    public static ScreenHit Of(PartyMatch match, string role = "subject", Decision? outcome = null, Reason? reason = null) => new(
        role, match.Party.Entry.ToString(), match.Party.PrimaryName.Text, match.Name.Text, match.Name.Strength,
        [.. match.Party.Designations.Select(designation => designation.Programme).Distinct()],
        match.Score, match.NameScore, outcome, reason, match.Agreeing, match.Contradicting, match.Missing, match.Explanation.Features,
            match.Explanation.Tokens);
}

using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>Is somebody here a listed party? First form: every comparison at or above the threshold is reviewed.</summary>
public static class ListGate
{
    internal sealed record Findings(GateResult Gate, ImmutableArray<Hit> Hits, ImmutableArray<Hit> NearMisses, ImmutableArray<string> Missing);

    internal static Findings Search(ScreeningRequest request, ScreeningContext context)
    {
        var matches = new PartyMatcher(context.Corpus.Index, context.Profile).Find(request.Subject, context.Profile.Threshold);
        ImmutableArray<Hit> hits = [.. matches.Select(match => new Hit(
            "subject",
            match,
            Decision.Review,
            new Reason("list.possible_match", $"The name is close to {match.Name.Text} ({match.Party.Entry}).")))];
        var gate = hits.IsEmpty
            ? GateResult.Pass(Gate.List)
            : new GateResult(Gate.List, Decision.Review, ScreeningAction.Hold, [.. hits.Select(hit => hit.Reason)]);
        return new Findings(gate, hits, [], request.Subject.BirthDate.IsStated ? [] : ["birthDate"]);
    }
}

using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>
/// The search without an index: every name of the subject against every name of every party. Slow and plain; what it finds is what the index must find.
/// Parties of another kind than the subject's are left out as <see cref="PartyMatcher.Find"/> leaves them out: persons are not compared with anything else.
/// </summary>
internal sealed class ExhaustiveScan
{
    private readonly NameModel _names;
    private readonly FactModel _facts;
    private readonly (ListedParty Party, PartyFacts Facts, Reading[] Readings)[] _parties;

    public ExhaustiveScan(IEnumerable<ListedParty> parties, ScoringProfile profile)
    {
        (_names, _facts) = (new NameModel(profile), new FactModel(profile));
        _parties = [.. parties.Select(party => (party, PartyFacts.Of(party), ReadingsOf(party)))];
    }

    public SortedDictionary<ListEntryId, double> AtOrAbove(ScreeningSubject subject, double minimumScore)
    {
        var found = new SortedDictionary<ListEntryId, double>();
        var readings = new[] { true, false }.Select(asPerson => subject.Aliases.Prepend(subject.Name).Where(name => name.Length > 0).Select(name => NameAnalyser.Analyse(name, asPerson)).ToArray()).ToArray();
        foreach (var (party, facts, listed) in _parties)
        {
            var best = double.NegativeInfinity;
            foreach (var reading in listed.Where(reading => subject.Kind == PartyKind.Unknown || subject.Kind == PartyKind.Individual == reading.AsPerson))
            {
                best = Math.Max(best, Best(readings[reading.AsPerson ? 0 : 1], reading, facts));
            }

            if (best > double.NegativeInfinity && NameModel.Probability(best + _facts.Sum(subject, facts)) is var score && score >= minimumScore)
            {
                found.Add(party.Entry, score);
            }
        }

        return found;
    }

    private double Best(AnalysedName[] subject, Reading listed, PartyFacts facts)
    {
        var best = double.NegativeInfinity;
        foreach (var mine in subject)
        {
            for (var ordinal = 0; ordinal < listed.Names.Length; ordinal++)
            {
                var theirs = listed.Names[ordinal];
                if ((mine.HasOriginal || !listed.HasLatin || !theirs.HasOriginal) && NameComparer.OfThread.Compare(mine.Tokens.AsSpan(), theirs.Tokens.AsSpan(), mine.IsPerson)
                    && _names.LogOdds(NameComparer.OfThread.Features) is var odds && odds > NameModel.Unlinked)
                {
                    best = Math.Max(best, odds + _facts.OfName(facts.Names[ordinal]));
                }
            }
        }

        return best;
    }

    private static Reading[] ReadingsOf(ListedParty party) => party.Kind switch
    {
        PartyKind.Individual => [new Reading(party, AsPerson: true)],
        PartyKind.Unknown => [new Reading(party, AsPerson: true), new Reading(party, AsPerson: false)],
        _ => [new Reading(party, AsPerson: false)],
    };

    private sealed record Reading(ListedParty Party, bool AsPerson)
    {
        public AnalysedName[] Names { get; } = [.. Party.Names.Select(name => NameAnalyser.Analyse(name.Text, AsPerson))];

        public bool HasLatin => Names.Any(name => !name.HasOriginal);
    }
}

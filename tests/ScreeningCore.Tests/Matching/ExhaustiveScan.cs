using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>
/// The search without an index: every name of the subject against every name of every party. Slow and plain; what it finds is what the
/// index must find. Parties of another kind than the subject's are left out as <see cref="PartyMatcher.Find"/> leaves them out: persons are
/// not compared with anything else.
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
        => AtOrAbove(Named(subject), minimumScore, _facts);

    /// <summary>The scores at or above the least of what scans found together: who is a namesake is known when all have ended.</summary>
    public static SortedDictionary<ListEntryId, double> AtOrAbove(IReadOnlyCollection<NamedParty> best, double minimumScore,
        FactModel facts)
    {
        var namesakes = new Namesakes([.. best.Select(one => (one.Entry.List, one.BirthYear, one.NameLogOdds))]);
        var found = new SortedDictionary<ListEntryId, double>();
        foreach (var one in best)
        {
            if (NameModel.Probability(one.LogOdds + facts.OfNamesakes(namesakes.CountOf(one.Entry.List, one.NameLogOdds))) is var score
                && score >= minimumScore)
            {
                found.Add(one.Entry, score);
            }
        }

        return found;
    }

    /// <summary>Every party whose name has anything to do with the subject's, with what its name and its facts add up to.</summary>
    public List<NamedParty> Named(ScreeningSubject subject)
    {
        var readings = new[]
            { true, false }.Select(asPerson => PartyMatcher.NamesOf(subject)
            .Where(name => SubjectReadings.MayBe(asPerson, subject.Kind, name))
            .SelectMany(name => NameAnalyser.Readings(name, asPerson)).ToArray()).ToArray();
        var best = new List<NamedParty>();
        foreach (var (party, facts, listed) in _parties)
        {
            var finding = Finding.None;
            foreach (var reading
                in listed.Where(reading => subject.Kind == PartyKind.Unknown || subject.Kind == PartyKind.Individual == reading.AsPerson))
            {
                finding = Finding.Better(finding, Best(readings[reading.AsPerson ? 0 : 1], reading, facts));
            }

            if (finding != Finding.None)
            {
                best.Add(new NamedParty(party.Entry, facts.BirthDates.IsDefaultOrEmpty ? null : facts.BirthDates[0].Earliest.Year,
                    finding.NameLogOdds, finding.LogOdds + _facts.Sum(subject, facts)));
            }
        }

        return best;
    }

    /// <summary>A party with what a scan found.</summary>
    internal sealed record NamedParty(ListEntryId Entry, int? BirthYear, double NameLogOdds, double LogOdds);

    private Finding Best(AnalysedName[] subject, Reading listed, PartyFacts facts)
    {
        var best = Finding.None;
        foreach (var mine in subject)
        {
            foreach (var (ordinal, theirs) in listed.Names)
            {
                if (SubjectReadings.MayBe(listed.AsPerson, listed.Party.Kind, theirs.Raw)
                    && (mine.HasOriginal || !listed.HasLatin || !theirs.HasOriginal || MatchIndex.IsReadInLatin(theirs))
                    && NameComparer.OfThread.Compare(mine.Tokens.AsSpan(), theirs.Tokens.AsSpan(), listed.AsPerson)
                    && _names.LogOdds(NameComparer.OfThread.Features) is var odds && odds > NameModel.Unlinked)
                {
                    best = Finding.Better(best, new Finding(odds + _facts.OfName(facts.Names[ordinal]), odds));
                }
            }
        }

        return best;
    }

    private readonly record struct Finding(double LogOdds, double NameLogOdds)
    {
        public static Finding None { get; } = new(double.NegativeInfinity, double.NegativeInfinity);

        public static Finding Better(Finding left, Finding right) => right.LogOdds > left.LogOdds ? right : left;
    }

    private static Reading[] ReadingsOf(ListedParty party) => party.Kind switch
    {
        PartyKind.Individual => [new Reading(party, AsPerson: true)],
        PartyKind.Unknown => [new Reading(party, AsPerson: true), new Reading(party, AsPerson: false)],
        _ => [new Reading(party, AsPerson: false)],
    };

    private sealed record Reading(ListedParty Party, bool AsPerson)
    {
        public (int Ordinal, AnalysedName Name)[] Names { get; } = [.. Party.Names.SelectMany((name, ordinal) =>
            NameAnalyser.Listed(name.Text, AsPerson, memory: null).Select(read => (ordinal, read)))];

        public bool HasLatin => Names.Any(one => !one.Name.HasOriginal);
    }
}

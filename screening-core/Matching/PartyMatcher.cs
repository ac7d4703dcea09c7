using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching.Features;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Fields;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <summary>Finds the listed parties a subject may be: immutable, safe for concurrent use.</summary>
public sealed partial class PartyMatcher
{
    /// <summary>Most names that a subject states: more than a request may. All names that stand in one of them are compared; what a
    /// request may ask for altogether is <see cref="WorkBudget"/>'s to say.</summary>
    public const int MaxSubjectNames = 64;

    private const double IdentifierOnly = -2;

    // Sums of the same rows in another order differ by less than this.
    private const double Rounding = 1e-6;

    private readonly MatchIndex _index;
    private readonly NameModel _names;
    private readonly FactModel _facts;
    private readonly NameCeiling _ceiling;

    /// <summary>Makes a matcher over an index.</summary>
    public PartyMatcher(MatchIndex index, ScoringProfile profile) =>
        (_index, Profile, _names, _facts, _ceiling) =
        (index, profile, new NameModel(profile), new FactModel(profile), new NameCeiling(profile));

    /// <summary>The profile it judges by.</summary>
    public ScoringProfile Profile { get; }

    /// <summary>All parties whose score reaches <paramref name="minimumScore"/>, and those that state a desk's mailbox or a number of the
    /// subject, or list its address, best first, ties in the order of entries; at most <paramref name="limit"/>.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="minimumScore">The least score, 0 to 1; with an earlier search not less than what that searched for.</param>
    /// <param name="limit">Most parties.</param>
    /// <param name="earlier">What <see cref="Remember"/> found of the same subject before some parties changed; spares comparisons, changes
    /// no answer.</param>
    public IReadOnlyList<PartyMatch> Find(ScreeningSubject subject, double minimumScore, int limit = 50, EarlierSearch? earlier = null)
    {
        subject = StatedElsewhere.Read(subject);

        // A party that an identifier names is explained whatever its name; the others must reach the least score with their own facts.
        var identified = _index.Identifiers.PartiesOf(subject);
        var least = NameModel.OddsOf(minimumScore);
        var best = BestNames(subject, least, identified, earlier);
        var namesakes = NamesakesAmong(best);
        var scored = new List<(double LogOdds, int Party)>();
        foreach (var (party, name) in best)
        {
            // Namesakes only lower a score: those of whom it is too low without them are not counted.
            if (!identified.Contains(party) && name.LogOdds + name.Facts >= least - Rounding
                && name.LogOdds + _facts.OfNamesakes(CountOf(namesakes, party, name)) + name.Facts is var sum && sum >= least)
            {
                scored.Add((sum, party));
            }
        }

        var matches = scored.OrderByDescending(one => one.LogOdds).ThenBy(one => one.Party).Take(limit)
            .Select(one => Explain(subject, _index.PartyAt(one.Party), best[one.Party], CountOf(namesakes, one.Party, best[one.Party])))
            .Concat(identified.Select(party => Explain(subject, _index.PartyAt(party), best.GetValueOrDefault(party, NameFinding.None))));
        return [.. matches.Where(match => match.Score >= minimumScore || match.IsRaisedBelow).OrderByDescending(match => match.Score)
            .ThenBy(match => match.Party.Entry).Take(limit)];
    }

    /// <summary>Number of names that the look-ups propose for the subject, before any is left out for its ceiling: a measure of work, the
    /// same on every machine.</summary>
    public int CountCandidates(ScreeningSubject subject)
    {
        var candidates = new List<Candidate>();
        foreach (var search in _index.Names.Where(search => Searches(subject.Kind, search.Table.ArePersons)))
        {
            foreach (var name in NamesOf(subject).SelectMany(name => NameAnalyser.Readings(name, search.Table.ArePersons)))
            {
                if (!search.Table.AreOriginals || name.HasOriginal)
                {
                    search.Collect(name, candidates, _links ??= new LinkTable());
                }
            }
        }

        return candidates.Count;
    }

    /// <summary>Names compared on this thread so far, for whatever purpose: the difference of two readings is the work in between, the same
    /// on every machine.</summary>
    public static long ComparedOnThisThread => NameComparer.OfThread.Compared;

    /// <summary>True where a subject of the kind is compared with names that were read so.</summary>
    internal static bool Searches(PartyKind kind, bool asPersons)
        => asPersons ? kind is PartyKind.Individual or PartyKind.Unknown : kind != PartyKind.Individual;

    /// <summary>Compares a subject with one party, whatever the score.</summary>
    public static PartyMatch Compare(ScreeningSubject subject, ListedParty party, ScoringProfile profile) =>
        new PartyMatcher(EmptyIndex, profile).CompareWith(subject, party);

    private static MatchIndex EmptyIndex { get; } = MatchIndex.Build([]);

    /// <summary>Compares a subject with one party, whatever the score.</summary>
    public PartyMatch CompareWith(ScreeningSubject subject, ListedParty party)
    {
        subject = StatedElsewhere.Read(subject);
        var best = NameFinding.None;
        var facts = PartyFacts.Of(party);
        if (ListedAddress.IsEntry(party))
        {
            return Explain(subject, party, best);
        }

        foreach (var asPerson in Readings(subject.Kind, party.Kind))
        {
            var listed = party.Names.SelectMany((name, ordinal) => NameAnalyser.Listed(name.Text, asPerson, TokenMemory.OfSubjects)
                .Select(read => (Ordinal: ordinal, Name: read))).ToArray();
            var hasLatin = listed.Any(one => !one.Name.HasOriginal);
            foreach (var mine in SubjectReadings.Of(subject, asPerson))
            {
                foreach (var (ordinal, theirs) in listed)
                {
                    if (SubjectReadings.MayBe(asPerson, party.Kind, theirs.Raw)
                        && (mine.HasOriginal || !theirs.HasOriginal || !hasLatin || MatchIndex.IsReadInLatin(theirs))
                        && NameComparer.OfThread.Compare(mine.Tokens.AsSpan(), theirs.Tokens.AsSpan(), asPerson))
                    {
                        var finding = Judge(mine, ordinal, facts);
                        best = finding.LogOdds > best.LogOdds ? finding : best;
                    }
                }
            }
        }

        return Explain(subject, party, best);
    }

    private static bool[] Readings(PartyKind subject, PartyKind listed) => listed switch
    {
        PartyKind.Individual => [true],
        PartyKind.Unknown => subject switch { PartyKind.Individual => [true], PartyKind.Unknown => [true, false], _ => [false] },
        _ => [false],
    };

    internal static IEnumerable<string> NamesOf(ScreeningSubject subject) =>
        subject.Aliases.Prepend(subject.Name).Where(name => name.Length > 0).Take(MaxSubjectNames).Select(EscapedText.Read)
            .Select(name => SpelledNames.Joined(name) ?? name).SelectMany(name => NamesOfField.Of(name, subject.Kind))
            .SelectMany(name => subject.Kind == PartyKind.Vessel ? ShipNames.Readings(name).Append(name) : [name])
            .Distinct(StringComparer.Ordinal);

    // Judges what the comparer of this thread compared last.
    private NameFinding Judge(AnalysedName subject, int ordinal, PartyFacts party)
        => Judge(_names.LogOdds(NameComparer.OfThread.Features), subject, ordinal, party);

    private NameFinding Judge(double odds, AnalysedName subject, int ordinal, PartyFacts party) =>
        odds <= NameModel.Unlinked ? NameFinding.None : new NameFinding(odds + _facts.OfName(party.Names[ordinal]), odds, subject, ordinal);

    private int? BirthYearOf(int party) => _index.FactsAt(party).BirthDates is { IsDefaultOrEmpty: false } dates ? dates[0].Earliest.Year
        : null;

    private Namesakes NamesakesAmong(Dictionary<int, NameFinding> best) =>
        new([.. best.Select(one => (_index.ListAt(one.Key), BirthYearOf(one.Key), one.Value.NameLogOdds))]);

    private int CountOf(Namesakes namesakes, int party, NameFinding name)
        => namesakes.CountOf(_index.ListAt(party), name.NameLogOdds);

    private readonly record struct NameFinding(double LogOdds, double NameLogOdds, AnalysedName? Subject, int Ordinal)
    {
        public static NameFinding None { get; } = new(double.NegativeInfinity, NameModel.Unlinked, null, -1);

        /// <summary>Where the listed name stands; null where the names were compared without a table.</summary>
        public NameTable? Table { get; init; }

        /// <summary>Whose name it is, within its table.</summary>
        public int Bearer { get; init; }

        /// <summary>What the party's facts add to it.</summary>
        public double Facts { get; init; }

        public string Raw => Subject?.Raw ?? "";

        public bool Exists => Subject is not null;

        // Of a table's names that are equally near, the first.
        public bool IsBetterThan(NameFinding other) =>
            LogOdds > other.LogOdds
            || (LogOdds == other.LogOdds && Table == other.Table && ReferenceEquals(Subject, other.Subject) && Bearer < other.Bearer);
    }
}

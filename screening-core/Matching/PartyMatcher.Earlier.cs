using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Matching;

/// <content>What an earlier search found, for a search over lists of which few parties changed.</content>
public sealed partial class PartyMatcher
{
    // The names of unchanged parties as they were found before; null where all must be searched.
    private Dictionary<int, NameFinding>? KnownOf(ScreeningSubject subject, EarlierSearch? earlier, SortedSet<int> wanted)
    {
        if (earlier is null || !earlier.Changed.AreOf(_index))
        {
            return null;
        }

        var known = new Dictionary<int, NameFinding>();
        var readings = new SubjectNames(subject);
        foreach (var near in earlier.Near.Names)
        {
            if (_index.PositionOf(near.Entry) is var party
                && (party < 0 || wanted.Contains(party) || earlier.Changed.Positions.Contains(party)))
            {
                continue;
            }

            if (FindingOf(near, party, readings) is not { } found)
            {
                return null;
            }

            known.Add(party, found);
        }

        return known;
    }

    private NameFinding? FindingOf(NearName near, int party, SubjectNames readings)
    {
        foreach (var search in _index.Names)
        {
            if (search.Table.ArePersons == near.AsPerson && readings.At(near.Reading, near.AsPerson) is { } name
                && search.Table.BearerOf(party, near.Ordinal) is var bearer && bearer >= 0)
            {
                var odds = near.LogOdds + _facts.OfName(_index.FactsAt(party).Names[near.Ordinal]);
                return new NameFinding(odds, near.LogOdds, name, near.Ordinal) { Table = search.Table, Bearer = bearer };
            }
        }

        return null;
    }

    // Every party that may be a hit or a near miss, and the namesakes of these; null where they are too many, or a name has no place that
    // could be told again.
    private NearNames? NearOf(ScreeningSubject subject, Dictionary<int, NameFinding> best, double least)
    {
        var level = best.Values.Where(name => name.LogOdds + name.Facts >= least).Select(name => name.NameLogOdds - Namesakes.Closeness)
            .DefaultIfEmpty(double.MaxValue).Min();
        var readings = new SubjectNames(subject);
        var near = ImmutableArray.CreateBuilder<NearName>();
        foreach (var (party, name) in best)
        {
            if (name.NameLogOdds < level && name.LogOdds + name.Facts < least)
            {
                continue;
            }

            var (asPerson, reading) = (name.Table!.ArePersons, readings.PlaceOf(name.Subject!, name.Table.ArePersons));
            if (near.Count == NearNames.Most || reading < 0 || name.Table.BearerOf(party, name.Ordinal) != name.Bearer)
            {
                return null;
            }

            near.Add(new NearName(_index.EntryAt(party), asPerson, reading, name.Ordinal, name.NameLogOdds));
        }

        return near.Count == 0 ? NearNames.None : new NearNames(level, [.. near.OrderBy(one => one.Entry)]);
    }

    /// <summary>Who is asked for beside the near, and what is known before the search.</summary>
    private readonly record struct Asked(SortedSet<int> Wanted, Dictionary<int, NameFinding>? Known, double KnownFrom);

    /// <summary>The readings of a subject's names, made when they are asked for.</summary>
    private sealed class SubjectNames(ScreeningSubject subject)
    {
        private readonly IReadOnlyList<AnalysedName>?[] _readings = new IReadOnlyList<AnalysedName>?[2];

        public AnalysedName? At(int reading, bool asPerson)
            => Of(asPerson) is var all && reading >= 0 && reading < all.Count ? all[reading] : null;

        public int PlaceOf(AnalysedName name, bool asPerson)
        {
            var all = Of(asPerson);
            for (var i = 0; i < all.Count; i++)
            {
                if (all[i].Raw == name.Raw && SubjectReadings.HaveSameWords(all[i], name))
                {
                    return i;
                }
            }

            return -1;
        }

        private IReadOnlyList<AnalysedName> Of(bool asPerson) => _readings[asPerson ? 0 : 1] ??= SubjectReadings.Of(subject, asPerson);
    }
}

using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Benchmarks;

/// <summary>The numbers of the matching engine that a whole screening hides: the score of one pair of analysed names, subjects with many
/// aliases, and the worst names that are let in.</summary>
internal static class MatchingMeasurements
{
    private const int Aliases = 20;
    private const int LongName = 512;
    private static readonly string[] CommonWords =
        ["mohammed", "ali", "abdul", "ahmed", "hassan", "ibrahim", "khan", "kim", "maria", "ivan"];
    private static double _sink;

    /// <summary>Measures them.</summary>
    public static void Take(Func<string, Effort, Func<int, object?>, Measurement> measure, Effort many, Effort few, MatchIndex index,
        ScreeningSubject[] subjects, ScoringProfile profile)
    {
        var (pairs, model, matcher) = (Candidates(index, subjects), new NameModel(profile), new PartyMatcher(index, profile));
        var comparer = NameComparer.OfThread;
        measure("pair score of analysed names that the index proposes", many, i =>
        {
            var (subject, listed, persons) = pairs[i % pairs.Length];
            _sink += comparer.Compare(subject, listed, persons) ? model.LogOdds(comparer.Features) : 0;
            return null;
        });

        var withAliases = Enumerable.Range(0, 50)
            .Select(k => subjects[k]
            with
            { Aliases = [.. Enumerable.Range(1, Aliases - 1).Select(i => subjects[(k + (i * 37)) % subjects.Length].Name)] })
            .ToArray();
        var oneParty = Enumerable.Range(0, index.PartyCount).Select(index.PartyAt)
            .Where(party => party.Kind == PartyKind.Individual && party.Names.Length >= Aliases).Take(50)
            .Select(party =>
                new ScreeningSubject
                {
                    Kind = PartyKind.Individual,
                    Name = party.Names[0]
                .Text,
                    Aliases = [.. party.Names.Skip(1).Take(Aliases - 1).Select(name => name.Text)]
                }).ToArray();
        if (oneParty.Length > 0)
        {
            measure("search: a person with 20 aliases",
                many, i => matcher.Find(oneParty[i % oneParty.Length], profile.NearMissThreshold, 25));
        }

        measure("search: 20 names of as many parties, of any kind", many,
            i => matcher.Find(withAliases[i % withAliases.Length], profile.NearMissThreshold, 25));
        var hostile = CommonWords.Select((word, i) => new ScreeningSubject { Kind = PartyKind.Individual, Name = Repeated([word]) })
            .Append(new ScreeningSubject { Kind = PartyKind.Individual, Name = Repeated(CommonWords) })
            .Append(new ScreeningSubject { Kind = PartyKind.Unknown, Name = Repeated(CommonWords) }).ToArray();
        measure("search: names of 512 characters, repeated common words",
            few, i => matcher.Find(hostile[i % hostile.Length], profile.NearMissThreshold, 25));
    }

    private static string Repeated(string[] words)
        => string.Join(' ', Enumerable.Range(0, LongName).Select(i => words[i % words.Length]))[..LongName];

    // Pairs as the engine meets them: what the index proposes for a subject, however unlike.
    private static (NameToken[] Subject, NameToken[] Listed, bool Persons)[] Candidates(MatchIndex index, ScreeningSubject[] subjects)
    {
        var (pairs, candidates, links) = (new List<(NameToken[], NameToken[], bool)>(), new List<Candidate>(), new LinkTable());
        foreach (var subject in subjects)
        {
            foreach (var search
                in index.Names.Where(search => !search.Table.AreOriginals
                && search.Table.ArePersons == (subject.Kind == PartyKind.Individual)))
            {
                candidates.Clear();
                var name = NameAnalyser.Analyse(subject.Name, search.Table.ArePersons);
                search.Collect(name, candidates, links);
                pairs.AddRange(candidates.OrderBy(one => one.Name).Take(10)
                    .Select(one => (name.Tokens.ToArray(), search.Table.WordsOf(one.Name).ToArray(), search.Table.ArePersons)));
            }
        }

        return [.. pairs];
    }
}

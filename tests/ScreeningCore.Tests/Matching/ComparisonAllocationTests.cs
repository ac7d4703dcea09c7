using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Matching;

public sealed class ComparisonAllocationTests
{
    [Fact]
    public void Comparing_names_that_the_index_proposes_allocates_nothing_once_their_words_are_known()
    {
        var (world, links, profile) = (new InventedParties(5), new LinkTable(), ScoringProfile.Named("onboarding"));
        var index = MatchIndex.Build(Enumerable.Range(0, 200).Select(key => world.Next(key)));
        var (model, pairs) = (new NameModel(profile), new List<(NameToken[] Subject, NameToken[] Listed, bool Persons)>());
        for (var i = 0; i < 200; i++)
        {
            var names = index.PartyAt(world.Random.Next(index.PartyCount)).Names;
            var raw = Mutation.Of(names[world.Random.Next(names.Length)].Text, world.Random, "al Zumtobelli");
            foreach (var search in index.Names)
            {
                var (name, candidates) = (NameAnalyser.Analyse(raw, search.Table.ArePersons), new List<Candidate>());
                search.Collect(name, candidates, links);
                pairs.AddRange(
                    candidates.Select(candidate =>
                    (name.Tokens.ToArray(), search.Table.WordsOf(candidate.Name).ToArray(), search.Table.ArePersons)));
            }
        }

        // Other tests fill the memory of words meanwhile, so that now and then one is forgotten.
        var passes = Enumerable.Range(0, 6).Select(_ => CompareAll(pairs, model)).ToArray();
        Assert.True(pairs.Count > 1_000 && passes[0].LogOdds < 0, $"{pairs.Count} pairs");
        Assert.Single(passes.Select(pass => pass.LogOdds).Distinct());
        Assert.Equal(0, passes.Min(pass => pass.Bytes));
    }

    private static (double LogOdds, long Bytes) CompareAll(List<(NameToken[] Subject, NameToken[] Listed, bool Persons)> pairs,
        NameModel model)
    {
        var (comparer, sum, before) = (NameComparer.OfThread, 0.0, GC.GetAllocatedBytesForCurrentThread());
        foreach (var (subject, listed, persons) in pairs)
        {
            sum += comparer.Compare(subject, listed, persons) ? model.LogOdds(comparer.Features) : 0;
        }

        return (sum, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Matching;

public sealed class NameCeilingTests
{
    // From low to high: the first that a candidate is below is its ceiling, to a tenth.
    private static readonly double[] Levels = [.. Enumerable.Range(0, 160).Select(step => -9 + (step / 10.0))];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void No_comparison_scores_above_its_ceiling_Property(int seed)
    {
        var profile = ScoringProfile.Named("onboarding");
        var (names, ceiling) = (new NameModel(profile), new NameCeiling(profile));
        var world = new InventedParties(seed);
        var parties = Enumerable.Range(0, 250).Select(key => world.Next(key)).ToArray();
        var index = MatchIndex.Build(parties);
        var (compared, bounded, told, links) = (0, 0, 0, new LinkTable());
        for (var i = 0; i < 600; i++)
        {
            var party = parties[world.Random.Next(parties.Length)];
            var raw = Mutation.Of(party.Names[world.Random.Next(party.Names.Length)].Text, world.Random, "al Zumtobelli");
            foreach (var search in index.Names)
            {
                var name = NameAnalyser.Analyse(raw, search.Table.ArePersons);
                var (candidates, shares) = (new List<Candidate>(), new List<CandidateShare>());
                search.Collect(name, candidates, links, shares);
                var (own, listed) = (new SubjectShares(name), new ListedShares(search.Table));
                for (var k = 0; k < candidates.Count; k++)
                {
                    var share = shares[k];
                    var brief = candidates[k].MayJoin ? double.PositiveInfinity
                        : BriefCeiling.Of(ceiling, own, listed, candidates[k].Name, share.Found, links);
                    told += double.IsInfinity(brief) ? 0 : 1;
                    var most = candidates[k].MayJoin ? double.PositiveInfinity
                        : Levels.FirstOrDefault(level => ceiling.IsBelow(level, own, listed, candidates[k].Name, share, links),
                        double.PositiveInfinity);
                    bounded += double.IsInfinity(most) ? 0 : 1;
                    compared++;
                    if (NameComparer.OfThread.Compare(name.Tokens.AsSpan(), search.Table.WordsOf(candidates[k].Name),
                        search.Table.ArePersons, search.Table.TokensOf(candidates[k].Name), links)
                        && names.LogOdds(NameComparer.OfThread.Features) is var odds && odds > NameModel.Unlinked)
                    {
                        Assert.True(odds <= most + 1e-4,
                            $"'{raw}' against name {candidates[k].Name} scores {odds}, above its ceiling {most}");
                        Assert.True(odds <= brief,
                            $"'{raw}' against name {candidates[k].Name} scores {odds}, above its ceiling {brief} from words in brief");
                    }
                }
            }
        }

        Assert.True(told > 500, $"{told} of {compared} were bounded by words in brief");
        Assert.True(bounded > 500 && compared > bounded, $"{bounded} of {compared} were bounded");
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public void No_name_that_scores_enough_is_left_leftOutby_what_was_counted_of_it_Property(int seed)
    {
        var profile = ScoringProfile.Named("onboarding");
        var (names, ceiling) = (new NameModel(profile), new NameCeiling(profile));
        var world = new InventedParties(seed);
        var parties = Enumerable.Range(0, 250).Select(key => world.Next(key)).ToArray();
        var index = MatchIndex.Build(parties);
        var (all, leftOut, links) = (0, 0, new LinkTable());
        for (var i = 0; i < 500; i++)
        {
            var party = parties[world.Random.Next(parties.Length)];
            var raw = Mutation.Of(party.Names[world.Random.Next(party.Names.Length)].Text, world.Random, "al Zumtobelli");
            var least = -4 + (world.Random.NextDouble() * 7);
            foreach (var search in index.Names)
            {
                var name = NameAnalyser.Analyse(raw, search.Table.ArePersons);
                var (proposed, kept) = (new List<Candidate>(), new List<Candidate>());
                search.Collect(name, kept, links, ceilings: CountedCeiling.Of(ceiling, new SubjectShares(name), least, kept: null));
                search.Collect(name, proposed, links);
                Assert.Empty(kept.Except(proposed));
                all += proposed.Count;
                foreach (var one in proposed.Except(kept))
                {
                    leftOut++;
                    var scores = NameComparer.OfThread.Compare(name.Tokens.AsSpan(), search.Table.WordsOf(one.Name),
                        search.Table.ArePersons, search.Table.TokensOf(one.Name), links);
                    var odds = scores ? names.LogOdds(NameComparer.OfThread.Features) : NameModel.Unlinked;
                    Assert.True(odds <= NameModel.Unlinked || odds < least,
                        $"'{raw}' against name {one.Name} scores {odds}, and was left out at {least}");
                }
            }
        }

        Assert.True(leftOut > all / 20, $"{leftOut} of {all} were left out");
    }
}

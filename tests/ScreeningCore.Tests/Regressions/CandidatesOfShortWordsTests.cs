using System.Reflection;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Pairs that the comparer scored and the index did not find, and one that it could no longer find after two thousand million
/// searches.</summary>
public sealed class CandidatesOfShortWordsTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Theory]
    [InlineData("V. X.", "V. X.")]
    [InlineData("The Sheikh", "Sheikh")]
    [InlineData("Bo Ri Stanov", "Boria Stanov")]
    [InlineData("Vand", "Van")]
    [InlineData("Gogr", "G.")]
    [InlineData("Mimektu Dan D.", "Dan Danyar")]
    [InlineData("A. Boko", "Akar B.")]
    public void The_index_finds_what_the_comparison_scores(string subject, string listed)
    {
        var party = Given.Person("1", listed);
        var asked = Given.Subject(subject, "1962-05-02");
        var compared = PartyMatcher.Compare(asked, party, Profile);
        var found = new PartyMatcher(MatchIndex.Build([party]), Profile).Find(asked, Profile.NearMissThreshold);
        Assert.Equal(compared.Score >= Profile.NearMissThreshold ? [compared.Score] : [], found.Select(match => match.Score));
    }

    [Fact]
    public void A_thread_searches_on_after_its_generation_numbers_are_used_up()
    {
        var matcher = new PartyMatcher(MatchIndex.Build([Given.Person("1", "Zorin Mekdo"), Given.Person("2", "Other Body")]), Profile);
        Exception? failure = null;
        var counts = new List<int>();
        var thread = new Thread(() => failure = Record.Exception(() =>
        {
            counts.Add(matcher.Find(Given.Subject("Zorin Mekdo"), 0.5).Count);
            var scratch = typeof(NameSearch).GetField("_scratch", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!;
            foreach (var field in new[] { "_generation", "_tokenGeneration" })
            {
                scratch.GetType().GetField(field, BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(scratch, int.MaxValue - 1);
            }

            counts.AddRange(Enumerable.Range(0, 5).Select(_ => matcher.Find(Given.Subject("Zorin Mekdo"), 0.5).Count));
        }));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.Equal([1, 1, 1, 1, 1, 1], counts);
    }
}

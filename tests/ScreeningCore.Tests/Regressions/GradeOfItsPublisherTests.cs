using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Tests.Matching;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>Kind A5: the grade that another list gives an alias of the same person silenced a list that gives it none.</summary>
public sealed class GradeOfItsPublisherTests
{
    private static readonly double Raised = ScoringProfile.Named("onboarding").Threshold;

    [Fact]
    public void An_alias_that_another_list_calls_weak_is_raised_by_the_list_that_does_not()
    {
        var strong = Given.Person("1", "Tarkhan Mekdo") with
        {
            Names = [new ListedName("Tarkhan Mekdo"), new ListedName("Omar Zorini", NameKind.Alias, AliasStrength.Strong)],
        };
        var elsewhere = strong with
        {
            Entry = ListEntryId.Of(ListCode.Parse("un-test"), "1"),
            Names = [new ListedName("Tarkhan Mekdo"), new ListedName("Omar Zorini", NameKind.Alias, AliasStrength.Weak)],
        };
        var context = Given.Context(strong);
        var both = context with
        {
            Corpus = ScreeningCorpus.Build(
            [
                WatchlistSnapshot.Of(new ListVersion(Given.Sdn, Given.Now.AddHours(-1)), [strong]),
                WatchlistSnapshot.Of(new ListVersion(ListCode.Parse("un-test"), Given.Now.AddHours(-1)), [elsewhere]),
            ]),
        };
        foreach (var one in new[] { context, both })
        {
            var hits = one.Screen(Given.Subject("Omar Zorini")).Hits;
            Assert.Contains(hits, hit => hit.Entry == strong.Entry && hit.Outcome == Decision.Review && hit.Match.Score >= Raised);
        }
    }
}

using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Tests.Matching;

namespace Compliance.ScreeningCore.Tests.Regressions;

/// <summary>
/// A Latin word behind a legal form in Chinese characters was taken for a word in Chinese characters, under the same key as the Latin word:
/// what had been asked before then decided which of the two was found.
/// </summary>
public sealed class FormGluedToLatinWordTests
{
    private static readonly ScoringProfile Profile = ScoringProfile.Named("onboarding");

    [Fact]
    public void The_word_that_is_left_of_a_glued_form_is_in_its_own_script()
    {
        var word = NameAnalyser.Analyse("株式会社QZK", isPerson: false).Tokens.Single(token => token.Text == "qzk");
        Assert.Null(word.Original);
    }

    [Fact]
    public void What_was_asked_before_changes_no_answer()
    {
        var parties = new[] { Given.Body("1", "OOO QZK"), Given.Body("2", "株式会社QZK"), Given.Body("3", "Zumtobelli QZK Trading") };
        var asked = new[] { "株式会社QZK", "OOO QZK", "QZK Zumtobelli", "Trading QZK" };
        var alone = asked.Select(name => Answer(new PartyMatcher(MatchIndex.Build(parties), Profile), name)).ToArray();
        foreach (var order in new[] { asked, [.. asked.Reverse()] })
        {
            var matcher = new PartyMatcher(MatchIndex.Build(parties), Profile);
            var answers = order.ToDictionary(name => name, name => Answer(matcher, name));
            Assert.Equal(alone, asked.Select(name => answers[name]));
        }
    }

    private static string Answer(PartyMatcher matcher, string name) =>
        string.Join(' ', matcher.Find(new ScreeningSubject { Name = name, Kind = PartyKind.Organization }, 0.01)
        .Select(match => FormattableString.Invariant($"{match.Party.Entry} {match.Score:R}")));
}

using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>Names in Chinese characters and Hangul that write a foreign name by its sounds, beside those that are names of the
/// language.</summary>
public sealed class TranscribedNamesTests
{
    private static readonly ScoringProfile Onboarding = ScoringProfile.Named("onboarding");

    [Theory]
    [InlineData("史密斯", "Smith")]
    [InlineData("罗伯特·史密斯", "Robert Smith")]
    [InlineData("卡洛斯·冈萨雷斯", "Carlos Gonzales")]
    [InlineData("마르티네스", "Martinez")]
    [InlineData("로버트 스미스", "Robert Smith")]
    [InlineData("카를로스 곤잘레스", "Carlos Gonzalez")]
    [InlineData("ロバート・スミス", "Robert Smith")]
    public void A_foreign_name_in_syllables_is_read_by_its_sounds(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) >= Onboarding.Threshold);

    [Theory]
    [InlineData("王小明", "Wang Xiaoming")]
    [InlineData("陳大文", "Chan Tai Man")]
    [InlineData("金哲秀", "Kim Chol Su")]
    [InlineData("박민수", "Pak Min Su")]
    public void A_name_of_the_language_is_read_as_family_and_given_name(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) >= Onboarding.Threshold);

    [Theory]
    [InlineData("斌 胡", "Bin Wu")]
    [InlineData("建 梁", "Jian Yang")]
    public void The_words_of_one_name_are_read_in_one_language(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) < Onboarding.Threshold);

    [Theory]
    [InlineData("محمد رضوانی", "Mahmud Rezvani")]
    [InlineData("علي", "Li")]
    public void A_word_with_customary_spellings_is_not_another_name_that_its_letters_would_allow(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) < Onboarding.Threshold);

    [Theory]
    [InlineData("楠 伟 王", "Wang Wei")]
    [InlineData("丽娟 建 李", "Li Jian")]
    public void A_syllable_more_is_another_name_however_many_spaces_it_is_written_with(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) < Onboarding.Threshold);

    [Fact]
    public void Only_a_single_word_of_up_to_four_syllables_reads_in_two_ways()
    {
        Assert.Equal(2, NameAnalyser.Readings("史密斯", isPerson: true).Length);
        foreach (var name in new[] { "王 小明", "Smith", "سالم", "亚历山德罗维奇", "史密斯有限公司" })
        {
            Assert.Single(NameAnalyser.Readings(name, isPerson: true));
            Assert.Single(NameAnalyser.Readings(name, isPerson: false));
        }
    }

    [Theory]
    [InlineData("ג'מאל", "Jamal")]
    [InlineData("צ׳רלי", "Charlie")]
    public void A_geresh_makes_another_letter_of_the_one_before_it(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) >= Onboarding.Threshold);

    private static double ScoreOf(string subject, string listed)
    {
        var party = Given.Person("1", listed, born: null);
        var who = new ScreeningSubject { Name = subject, Kind = PartyKind.Individual };
        var compared = PartyMatcher.Compare(who, party, Onboarding).Score;
        var found = new PartyMatcher(MatchIndex.Build([party]), Onboarding).Find(who, 0).Select(match => match.Score).DefaultIfEmpty(0)
            .Max();
        Assert.True(found == 0 ? compared < Onboarding.NearMissThreshold
            : Math.Abs(found - compared) < 1e-9, $"found {found}, compared {compared}");
        return compared;
    }
}

using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Tests.Matching;

/// <summary>Given names that are one word in Chinese characters or Hangul and a word for each syllable in Latin letters.</summary>
public sealed class GluedSyllablesTests
{
    private static readonly ScoringProfile Onboarding = ScoringProfile.Named("onboarding");

    [Theory]
    [InlineData("윤석호", "Yun Sok Ho")]
    [InlineData("윤석호", "Suk-ho YOON")]
    [InlineData("한병수", "Han Pyong Su")]
    [InlineData("한병수", "Han Byung-soo")]
    [InlineData("陈志伟", "Chan Chi-wai")]
    [InlineData("何國超", "Ho Kwok Chiu")]
    [InlineData("何國超", "HO, Guo Chao")]
    public void Syllables_written_apart_make_the_given_name(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) >= 0.9, $"{ScoreOf(subject, listed)}");

    [Theory]
    [InlineData("윤석호", "Yun Myong Su")]
    [InlineData("윤석호", "Han Sok Ho")]
    [InlineData("陈志伟", "Chan Kwok-keung")]
    [InlineData("何國超", "Ho Chiu Kwok")]
    [InlineData("윤석", "Sok Ho")]
    public void Other_syllables_another_family_or_another_order_make_another_name(string subject, string listed)
    => Assert.True(ScoreOf(subject, listed) < Onboarding.Threshold, $"{ScoreOf(subject, listed)}");

    [Theory]
    [InlineData("Hyeok", true)]
    [InlineData("Zhuang", true)]
    [InlineData("O", true)]
    [InlineData("Maria", false)]
    [InlineData("Schwartz", false)]
    [InlineData("Ng", false)]
    public void A_syllable_has_few_letters_and_its_vowels_side_by_side(string word, bool isSyllable) =>
        Assert.Equal(isSyllable, GluedSyllables.IsSyllable(NameAnalyser.Analyse(word, isPerson: true).Tokens[0]));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_name_that_the_comparer_reads_so_is_found_in_the_index_Property(int seed)
    {
        const string Families = "김이박최정강조윤장임한오서신권", Syllables = "철수민호영석진용성일광남혁준현병기창선국";
        var random = new Random(seed);
        char Of(string syllables) => syllables[random.Next(syllables.Length)];
        string Spelt(char syllable) => Romanisation.Of(syllable.ToString(), Script.Hangul) is var ways && ways.IsEmpty ? ""
            : ways[random.Next(ways.Length)];
        var names = Enumerable.Range(0, 300).Select(_ => (Family: Of(Families), First: Of(Syllables), Second: Of(Syllables))).ToArray();
        var parties = names.Select((name, i) =>
            Listed(i, $"{Spelt(name.Family)} {Spelt(name.First)}{(i % 2 == 0 ? " " : "-")}{Spelt(name.Second)}")).ToArray();
        var built = MatchIndex.Build(parties);
        var (matcher, linked) = (new PartyMatcher(built, Onboarding), 0);
        foreach (var name in names)
        {
            var subject = Given.Subject($"{name.Family}{name.First}{name.Second}");
            var found = matcher.Find(subject, Onboarding.Threshold, 400).Select(match => match.Party.Entry.Key)
                .ToHashSet(StringComparer.Ordinal);
            foreach (var party in parties.Where(party => matcher.CompareWith(subject, party).Score >= 0.9))
            {
                linked++;
                Assert.Contains(party.Entry.Key, found);
            }
        }

        Assert.True(linked > 250, $"{linked} were read");
    }

    private static ListedParty Listed(int key, string name) => Given.Person($"P{key:000}", name, born: null);

    private static double ScoreOf(string subject, string listed)
        => PartyMatcher.Compare(Given.Subject(subject), Given.Person("P1", listed, born: null), Onboarding).Score;
}

using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class SoundSpellingTests
{
    [Theory]
    [InlineData("qadir", "kadir")]
    [InlineData("hussein", "hoossein")]
    [InlineData("yousef", "youssef")]
    [InlineData("khalid", "halid")]
    [InlineData("volkov", "wolkov")]
    [InlineData("aleksandr", "alexandr")]
    [InlineData("mohamad", "mohammad")]
    public void Spellings_of_one_sound_are_one(string left, string right) => Assert.Equal(SoundSpelling.Of(left), SoundSpelling.Of(right));

    [Theory]
    [InlineData("karim", "korim")]
    [InlineData("zorin", "zarin")]
    public void Other_sounds_stay_apart(string left, string right) => Assert.NotEqual(SoundSpelling.Of(left), SoundSpelling.Of(right));

    [Fact]
    public void Any_folded_word_is_spelled_in_letters_without_doubles_Property()
    {
        var random = new Random(91);
        for (var round = 0; round < 3_000; round++)
        {
            var sound =
                SoundSpelling.Of(new string(
                [.. Enumerable.Range(0, random.Next(0, 70)).Select(_ => "abcdefghijklmnopqrstuvwxyz0189"[random.Next(30)])]));
            Assert.DoesNotContain(Enumerable.Range(1, Math.Max(0, sound.Length - 1)), i => sound[i] == sound[i - 1]);
            Assert.All(sound, letter => Assert.True(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)));
        }
    }

    [Theory]
    [InlineData("林文海", Script.Han, "林", "文海")]
    [InlineData("欧阳文", Script.Han, "欧阳", "文")]
    [InlineData("林文", Script.Han, "林", "文")]
    [InlineData("남궁민수", Script.Hangul, "남궁", "민수")]
    public void A_chinese_or_korean_name_is_cut_behind_the_family_name(string word, Script script, string family, string given)
    => Assert.Equal((family, given), PersonSyllables.Split(word, script));

    [Theory]
    [InlineData("林", Script.Han)]
    [InlineData("林文海明国", Script.Han)]
    [InlineData("зорин", Script.Cyrillic)]
    public void Other_words_are_not_cut(string word, Script script) => Assert.Null(PersonSyllables.Split(word, script));
}

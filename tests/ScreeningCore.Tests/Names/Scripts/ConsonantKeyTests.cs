using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

public sealed class ConsonantKeyTests
{
    [Theory]
    [InlineData("muhammad", "mohamed")]
    [InlineData("aleksandr", "alexander")]
    [InlineData("schwarz", "shwarts")]
    [InlineData("tsvetan", "zvetan")]
    [InlineData("qadhafi", "kadafi")]
    [InlineData("tchaikovsky", "chaykovskiy")]
    [InlineData("abdallah", "abdula")]
    [InlineData("hwang", "wang")]
    public void Spellings_of_one_name_share_a_key(string left, string right)
    => Assert.Equal(ConsonantKey.OfLatin(left), ConsonantKey.OfLatin(right));

    [Theory]
    [InlineData("ivan", "igor")]
    [InlineData("tas", "tsa")]
    [InlineData("boris", "moris")]
    public void Other_consonants_give_another_key(string left, string right)
    => Assert.NotEqual(ConsonantKey.OfLatin(left), ConsonantKey.OfLatin(right));

    [Fact]
    public void Names_without_consonants_share_the_empty_key() => Assert.Equal(0UL, ConsonantKey.OfLatin("aoyhwu"));

    [Fact]
    public void A_key_of_a_label_equals_the_key_of_its_classes_Invariant()
    {
        foreach (var label in (string[])["shch", "tch", "dzh", "ks", "x", "ce", "ca", "ats", "oto", "tia", "hw", "", "ovich", "tt", "tsts"])
        {
            Assert.Equal(default(KeyAutomaton).After(label).Key, default(KeyAutomaton).AfterClasses(KeyAutomaton.ClassesOf(label)).Key);
        }
    }

    [Fact]
    public void Keys_of_an_original_token_are_few_distinct_and_repeatable()
    {
        var keys = ConsonantKey.OfOriginal("عبدالرحمن", Script.Arabic);
        Assert.InRange(keys.Length, 1, ConsonantKey.MaxKeys);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys.ToArray(), ConsonantKey.OfOriginal("عبدالرحمن", Script.Arabic).ToArray());
    }

    [Fact]
    public void Very_long_tokens_keep_their_first_consonants() =>
        Assert.Equal(ConsonantKey.OfLatin(string.Concat(Enumerable.Repeat("bakata", 20))),
        ConsonantKey.OfLatin(string.Concat(Enumerable.Repeat("bakata", 30))));
}

using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class RawTokensTests
{
    [Theory]
    [InlineData("Zorin Mek", "zorin mek")]
    [InlineData("ZORIN, Mek", "zorin mek")]
    [InlineData("O'Zorin D’Mek", "ozorin dmek")]
    [InlineData("al-Zorin", "al zorin")]
    [InlineData("J.R. Mek", "jr mek")]
    [InlineData("A.B.C.", "abc")]
    [InlineData("Zorin.Mek", "zorin mek")]
    [InlineData("ZorinMek", "zorin mek")]
    [InlineData("McZorin", "mczorin")]
    [InlineData("ZORINmek", "zorinmek")]
    [InlineData("\"Zorin\" (Mek)/[Do]", "zorin mek do")]
    [InlineData("", "")]
    [InlineData(" .-., ' ", "")]
    public void A_name_is_cut_where_a_reader_would_cut_it(string folded, string words)
    => Assert.Equal(words.Split(' ', StringSplitOptions.RemoveEmptyEntries), RawTokens.Cut(folded));

    [Theory]
    [InlineData("V.V. Zorin", "v v zorin")]
    [InlineData("Zorin V.V.", "zorin v v")]
    [InlineData("Yu. Zorin", "yu. zorin")]
    [InlineData("ZORIN, Mek", "mek zorin")]
    [InlineData("Zorin, Mek, Jr.", "mek zorin jr")]
    [InlineData("Mek Zorin, Jr.", "mek zorin jr")]
    [InlineData("AL-ZORIN, 'Abd", "abd al zorin")]
    public void A_persons_initials_stay_apart_and_the_family_name_before_a_comma_goes_behind(string folded, string words)
    => Assert.Equal(words.Split(' '), RawTokens.Cut(folded, isPerson: true));

    [Theory]
    [InlineData("Zorin GmbH", "zorin gmbh")]
    [InlineData("AlZor'In", "al zorin")]
    [InlineData("3%ers", "3 percenters")]
    public void A_capital_begins_a_word_only_where_letters_follow_and_a_per_cent_sign_is_a_word(string folded, string words)
    => Assert.Equal(words.Split(' '), RawTokens.Cut(folded));

    [Fact]
    public void There_are_at_most_so_many_words_of_so_many_letters()
    {
        Assert.Equal(RawTokens.MaxTokens, RawTokens.Cut(string.Concat(Enumerable.Repeat("zorin ", 100))).Count);
        Assert.Equal(RawTokens.MaxTokenChars, Assert.Single(RawTokens.Cut(new string('z', 400))).Length);
    }
}

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

    [Fact]
    public void There_are_at_most_so_many_words_of_so_many_letters()
    {
        Assert.Equal(RawTokens.MaxTokens, RawTokens.Cut(string.Concat(Enumerable.Repeat("zorin ", 100))).Count);
        Assert.Equal(RawTokens.MaxTokenChars, Assert.Single(RawTokens.Cut(new string('z', 400))).Length);
    }
}

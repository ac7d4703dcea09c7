using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class ConfusablesTests
{
    [Theory]
    [InlineData("zоrin", true, "zorin")]
    [InlineData("mеk", true, "mek")]
    [InlineData("ольгepд", false, "ольгерд")]
    [InlineData("ольгерд", true, "ольгерд")]
    [InlineData("zorin", false, "zorin")]
    [InlineData("сор", false, "сор")]
    [InlineData("сор", true, "cop")]
    public void A_word_of_mixed_scripts_reads_as_what_it_looks_like(string word, bool nameIsLatin, string read)
    => Assert.Equal(read, Confusables.Unmix(word, nameIsLatin));

    [Theory]
    [InlineData("z0rin", "zorin")]
    [InlineData("m3kd4n", "mekdan")]
    [InlineData("zorin2", "zorin2")]
    [InlineData("2019", "2019")]
    [InlineData("b52a", "b52a")]
    [InlineData("zorin", "zorin")]
    public void Digits_between_letters_read_as_letters(string word, string read) => Assert.Equal(read, Confusables.Unleet(word));
}

using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

public sealed class PackedLettersTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("abcdefghijkl", true)]
    [InlineData("zzzzzzzzzzzz", true)]
    [InlineData("abcdefghijklm", false)]
    [InlineData("", false)]
    [InlineData("a1", false)]
    public void Twelve_letters_fit_and_are_told_again(string word, bool fits)
    {
        var packed = PackedLetters.Of(word);
        Assert.Equal(fits, packed.Fits);
        Assert.Equal(fits ? word : "", string.Concat(Enumerable.Range(0, packed.Length).Select(at => (char)('a' + packed[at]))));
    }
}

using System.Text;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

public sealed class ScriptRangesTests
{
    [Theory]
    [InlineData("Müller", Script.Latin)]
    [InlineData("ＡＢＣ", Script.Latin)]
    [InlineData("Ёлкин", Script.Cyrillic)]
    [InlineData("Ὀδυσσεύς", Script.Greek)]
    [InlineData("ﷲ", Script.Arabic)]
    [InlineData("پوهنتون", Script.Arabic)]
    [InlineData("ｶﾅ", Script.Kana)]
    [InlineData("ゝ", Script.Kana)]
    [InlineData("𠮷田", Script.Han)]
    [InlineData("まい子", Script.Han)]
    [InlineData("ଓଡ଼ିଆ", Script.Odia)]
    [InlineData("ພາສາ", Script.Lao)]
    [InlineData("2024-01", Script.Common)]
    [InlineData("٣٤", Script.Common)]
    [InlineData("", Script.Common)]
    [InlineData("о1234567", Script.Cyrillic)]
    public void A_token_belongs_to_the_script_of_most_of_its_letters(string token, Script expected) =>
        Assert.Equal(expected, ScriptRanges.ScriptOf(token));

    [Fact]
    public void No_digit_of_any_script_counts_as_a_letter_Invariant()
    {
        for (var value = 0; value < 0x30000; value++)
        {
            if (!Rune.IsValid(value))
            {
                continue;
            }

            var rune = new Rune(value);
            if (Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.DecimalDigitNumber)
            {
                Assert.Equal((value, Script.Common), (value, ScriptRanges.ScriptOf(rune)));
            }
        }
    }
}

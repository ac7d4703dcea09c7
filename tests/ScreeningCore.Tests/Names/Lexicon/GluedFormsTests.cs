using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class GluedFormsTests
{
    [Theory]
    [InlineData("qwortlellc", "qwortle llc")]
    [InlineData("zarin tradingcompany", "zarin trading company")]
    [InlineData("pjscqwortle", "pjsc qwortle")]
    [InlineData("limited liabilitycompany zarin", "limited liability company zarin")]
    [InlineData("unlimited", "unlimited")]
    [InlineData("company", "company")]
    [InlineData("zinc zaozhuang paolo", "zinc zaozhuang paolo")]
    public void A_form_is_parted_from_the_word_it_was_written_with(string name, string expected)
    {
        var words = name.Split(' ').ToList();
        GluedForms.Part(words);
        Assert.Equal(expected, string.Join(' ', words));
    }
}

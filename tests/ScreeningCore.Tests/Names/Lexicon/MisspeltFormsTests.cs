using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

/// <summary>Legal forms with a slip of the pen.</summary>
public sealed class MisspeltFormsTests
{
    [Theory]
    [InlineData("limited liability company velkhora")]
    [InlineData("joint stock company velkhora")]
    [InlineData("aktsionernoe obshchestvo velkhora")]
    [InlineData("velkhora limited")]
    public void One_letter_off_in_a_long_word_is_still_the_form(string name)
    {
        var right = Forms(name);
        Assert.NotEmpty(right);
        foreach (var (word, at) in name.Split(' ').Select((word, at) => (word, at))
            .Where(one => one.word != "velkhora" && one.word.Length >= (name.Split(' ').Length > 3 ? 5 : 7)))
        {
            for (var i = 1; i < word.Length; i++)
            {
                var words = name.Split(' ');
                words[at] = word.Remove(i, 1).Insert(i, "q");
                Assert.Equal(right, Forms(string.Join(' ', words)));
                words[at] = word.Insert(i, "q");
                Assert.Equal(right, Forms(string.Join(' ', words)));
            }
        }
    }

    [Theory]
    [InlineData("joint stack velkhora company")]
    [InlineData("limitad velkhora")]
    [InlineData("velkhora limicad liabisity company")]
    public void Two_slips_or_words_elsewhere_make_no_form_of_several_words(string name) =>
        Assert.DoesNotContain(NameAnalyser.Analyse(name, isPerson: false).Tokens, token => token.Is(TokenTraits.OrganisationForm)
        && token.Text.Length > 9);

    [Theory]
    [InlineData("company", "compayn", true)]
    [InlineData("company", "compny", true)]
    [InlineData("company", "companyy", true)]
    [InlineData("company", "kompany", true)]
    [InlineData("company", "company", false)]
    [InlineData("company", "kompani", false)]
    [InlineData("ab", "ba", true)]
    [InlineData("a", "b", true)]
    public void One_slip_is_a_letter_more_less_other_or_two_exchanged(string left, string right, bool expected)
    {
        Assert.Equal(expected, MisspeltForms.IsOneSlip(left, right));
        Assert.Equal(expected, MisspeltForms.IsOneSlip(right, left));
    }

    private static OrganisationClass[] Forms(string name) =>
        [.. NameAnalyser.Analyse(name, isPerson: false).Tokens.Where(token => token.Is(TokenTraits.OrganisationForm))
        .Select(token => token.FormClass)];
}

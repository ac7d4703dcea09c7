using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class NameAnalyserTests
{
    [Fact]
    public void The_same_word_is_a_title_to_a_person_and_a_name_to_a_company()
    {
        Assert.True(NameAnalyser.Analyse("Doctor Zorin", isPerson: true).Tokens[0].Is(TokenTraits.Honorific));
        Assert.False(NameAnalyser.Analyse("Doctor Zorin", isPerson: false).Tokens[0].Is(TokenTraits.Honorific));
        Assert.True(NameAnalyser.Analyse("Zorin Trading Ltd", isPerson: false).Tokens[^1].Is(TokenTraits.OrganisationForm));
        Assert.False(NameAnalyser.Analyse("Zorin Trading Ltd", isPerson: true).Tokens[^1].Is(TokenTraits.OrganisationForm));
    }

    [Theory]
    [InlineData("Zorin Limited Liability Company", "Zorin LLC")]
    [InlineData("Zorin S.A.", "Zorin SA")]
    [InlineData("ZORIN G.m.b.H.", "zorin gmbh")]
    public void One_form_has_one_class_however_it_is_written(string left, string right) =>
        Assert.Equal(NameAnalyser.Analyse(left, false).Tokens[^1].FormClass, NameAnalyser.Analyse(right, false).Tokens[^1].FormClass);

    [Fact]
    public void Other_scripts_keep_their_letters_and_get_a_romanisation()
    {
        var token = Assert.Single(NameAnalyser.Analyse("Заримский", isPerson: true).Tokens);
        Assert.Equal("заримский", token.Original);
        Assert.StartsWith("zarimsk", token.Text, StringComparison.Ordinal);
        Assert.Contains(token.Text, token.Romanisations);
    }

    [Fact]
    public void Analysis_is_the_same_every_time_and_its_latin_text_is_a_to_z_and_digits_Property()
    {
        var invented = new Compliance.ScreeningCore.Tests.Matching.InventedParties(92);
        foreach (var name in invented.Next(0, 300).SelectMany(party => party.Names))
        {
            foreach (var asPerson in new[] { true, false })
            {
                var (once, twice) = (NameAnalyser.Analyse(name.Text, asPerson), NameAnalyser.Analyse(name.Text, asPerson));
                Assert.Equal(once.Tokens.Select(token => (token.Key, token.Text, token.Traits)),
                    twice.Tokens.Select(token => (token.Key, token.Text, token.Traits)));
                Assert.All(once.Tokens.Where(token => token.Original is null),
                    token => Assert.All(token.Text, letter => Assert.True(char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))));
            }
        }
    }
}

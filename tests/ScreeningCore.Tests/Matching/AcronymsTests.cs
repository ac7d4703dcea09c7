using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Matching;

public sealed class AcronymsTests
{
    private static readonly string[] Words =
        ["People", "Liberation", "Army", "of", "the", "Ltd", "Bank", "PLA", "plb", "Trading", "LA", "3", "and"];

    [Fact]
    public void One_name_is_the_acronym_of_another_where_its_one_word_is_the_initials_written_down_Property()
    {
        var random = new Random(9);
        var matched = 0;
        for (var round = 0; round < 5_000; round++)
        {
            var full = Tokens(string.Join(' ', Enumerable.Range(0, 1 + random.Next(9)).Select(_ => Words[random.Next(Words.Length)])));
            var initials = Acronyms.InitialsOf(full, withForms: random.Next(2) == 0);
            var other = Tokens(random.Next(2) == 0 ? initials : Words[random.Next(Words.Length)]);
            if (other.Length == 0)
            {
                continue;
            }

            var plain = IsPlainly(other, full) || IsPlainly(full, other);
            Assert.Equal(plain, Acronyms.Match(other, full));
            matched += plain ? 1 : 0;
        }

        Assert.True(matched > 200, $"only {matched} acronyms");
    }

    [Theory]
    [InlineData("Zarin Oldo Mekdo Qwortle Tanker Company", "ZOMQTC", true)]
    [InlineData("Zarin Oldo Mekdo Qwortle Tanker Company", "ZOMQT", true)]
    [InlineData("Zarin Oldo Mekdo Qwortle Tanker Company", "ZOMTC", false)]
    [InlineData("Zarin Qwortle Tanker Company", "ZQT", false)]
    public void An_acronym_may_have_the_letter_of_the_organisation_form(string full, string acronym, bool expected)
    => Assert.Equal(expected, Acronyms.Match(Tokens(acronym), Tokens(full)));

    private static bool IsPlainly(NameToken[] acronym, NameToken[] full) =>
        full.Length >= 3
        && Acronyms.SingleCoreOf(acronym) is { Original: null, Text.Length: >= Acronyms.MinLetters and <= Acronyms.MaxLetters } single
        && (single.Text == Acronyms.InitialsOf(full, withForms: false) || single.Text == Acronyms.InitialsOf(full, withForms: true));

    private static NameToken[] Tokens(string name) => [.. NameAnalyser.Analyse(name, isPerson: false).Tokens];
}

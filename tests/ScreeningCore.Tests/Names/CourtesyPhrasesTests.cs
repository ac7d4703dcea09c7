using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

/// <summary>"H.E. Mikhail Orlovsky" was read as somebody with the initials H. E., and "The Hon." as a word of the name.</summary>
public sealed class CourtesyPhrasesTests
{
    private static readonly string[] Names = ["Mikhail Orlovsky", "Fathi al-Karawi", "Ngozi Adeyemi Bello", "Анна Орлова", "José Núñez"];

    [Theory]
    [InlineData("H.E.")]
    [InlineData("H. E.")]
    [InlineData("H.E.,")]
    [InlineData("H.R.H.")]
    [InlineData("HRH")]
    [InlineData("S.E.")]
    [InlineData("S.A.R.")]
    public void A_style_in_front_of_a_whole_name_is_read_without_it_too(string style) =>
        Assert.All(Names, name => Assert.Contains(NameAnalyser.Readings($"{style} {name}", isPerson: true), reading =>
            Words(reading).SequenceEqual(Words(NameAnalyser.Analyse(name, isPerson: true)))));

    [Theory]
    [InlineData("The Hon.")]
    [InlineData("The Honourable")]
    [InlineData("El Sr.")]
    [InlineData("Le Dr")]
    public void An_article_in_front_of_a_title_is_no_name(string title) =>
        Assert.All(Names, name => Assert.Equal($"{title.Split(' ')[1]} {name}", CourtesyPhrases.Without($"{title} {name}")));

    [Theory]
    [InlineData("H.E. Orlovsky")]
    [InlineData("HE Mikhail Orlovsky")]
    [InlineData("M.A. Mikhail Orlovsky")]
    [InlineData("H.E.")]
    [InlineData("The Mikhail Orlovsky")]
    [InlineData("La Toya Jackson")]
    [InlineData("")]
    public void Initials_of_a_surname_and_words_of_a_name_stay(string name) => Assert.Null(CourtesyPhrases.Without(name));

    private static IEnumerable<string> Words(AnalysedName name) => name.Tokens.Select(token => token.Key);
}

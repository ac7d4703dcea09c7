using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Tests.Matching;

public sealed class OfacEmulationTests
{
    // Examples of Winkler's own papers, to three decimals.
    [Theory]
    [InlineData("MARTHA", "MARHTA", 0.961)]
    [InlineData("DWAYNE", "DUANE", 0.840)]
    [InlineData("DIXON", "DICKSONX", 0.813)]
    [InlineData("ABC", "XYZ", 0)]
    [InlineData("", "XYZ", 0)]
    public void Jaro_Winkler_gives_the_published_values(string left, string right, double expected) =>
        Assert.Equal(expected, JaroWinkler.Similarity(left, right, JaroWinkler.UsualGate), 3);

    [Fact]
    public void Word_order_case_accents_and_punctuation_do_not_matter()
    {
        Assert.Equal(1, OfacEmulation.Score("Torvald Quennebrink", "QUENNEBRINK, Torvald"));
        Assert.Equal(1, OfacEmulation.Score("Zoë O'Hux", "ZOE OHUX"));
    }

    [Fact]
    public void Every_searched_word_counts_and_further_listed_words_do_not()
    {
        Assert.Equal(1, OfacEmulation.Score("Torvald", "Torvald Ignatius Quennebrink"));
        Assert.InRange(OfacEmulation.Score("Quennebrink Zzyzx", "Torvald Ignatius Quennebrink"), 0.49, 0.6);
    }

    [Fact]
    public void Words_of_two_letters_are_left_out_unless_there_are_no_others()
    {
        Assert.Equal(1, OfacEmulation.Score("Al Quennebrink", "Quennebrink"));
        Assert.Equal(1, OfacEmulation.Score("Xu Li", "LI, Xu"));
    }

    [Fact]
    public void Scores_lie_between_0_and_1_and_a_name_without_letters_scores_0()
    {
        Assert.Equal(0, OfacEmulation.Score("", "Quennebrink"));
        Assert.Equal(0, OfacEmulation.Score("...", "Quennebrink"));
        string[] names = ["Torvald Quennebrink", "Pia Xu", "Vexillum Holding 3", "ﬁp – gar", "Х"];
        Assert.All(names.SelectMany(_ => names, (left, right) => OfacEmulation.Score(left, right)), score => Assert.InRange(score, 0, 1));
    }
}

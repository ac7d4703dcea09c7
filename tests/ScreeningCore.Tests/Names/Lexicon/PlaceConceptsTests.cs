using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class PlaceConceptsTests
{
    [Theory]
    [InlineData("syrie", "syrian")]
    [InlineData("rossii", "russia")]
    [InlineData("habana", "havana")]
    [InlineData("norte", "northern")]
    public void One_place_has_one_concept_in_every_language(string left, string right) => Assert.Equal(Of(left), Of(right));

    [Theory]
    [InlineData("iran", "iraq")]
    [InlineData("austria", "australia")]
    [InlineData("eastern", "western")]
    public void Places_of_nearly_the_same_letters_are_two(string left, string right) => Assert.NotEqual(Of(left), Of(right));

    [Fact]
    public void Every_word_stands_in_one_row_and_shares_its_number_with_no_generic_word_Invariant()
    {
        var words = LexiconTable.Rows("PlaceConcepts.tsv", columns: 1).SelectMany(row => row[0].Split(' ')).ToArray();
        Assert.Equal(words.Length, words.Distinct().Count());
        Assert.All(words, word => Assert.True(Of(word) >= GenericWords.Concepts.Count, word));
        Assert.All(words, word => Assert.False(GenericWords.TryConcept(word, out _), word));
        Assert.False(PlaceConcepts.TryConcept("qwortle", out var none));
        Assert.Equal(0, none);
    }

    private static int Of(string word)
        => PlaceConcepts.TryConcept(word, out var concept) ? concept : throw new ArgumentException($"'{word}' is no place.", nameof(word));
}

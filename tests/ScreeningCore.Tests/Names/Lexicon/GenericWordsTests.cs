using Compliance.ScreeningCore.Names.Lexicon;

namespace Compliance.ScreeningCore.Tests.Names.Lexicon;

public sealed class GenericWordsTests
{
    [Theory]
    [InlineData("bank", "banco")]
    [InlineData("bank", "banque")]
    [InlineData("bank", "bankasi")]
    [InlineData("company", "kompaniya")]
    [InlineData("company", "sherkat")]
    [InlineData("university", "universidad")]
    [InlineData("university", "daneshgah")]
    [InlineData("shipping", "keshtirani")]
    [InlineData("trading", "tejarat")]
    [InlineData("industries", "sanayi")]
    public void Equivalents_of_several_languages_share_a_concept(string left, string right)
    => Assert.True(GenericWords.SameConcept(left, right));

    [Theory]
    [InlineData("bank", "trading")]
    [InlineData("oil", "gas")]
    public void Different_trades_are_different_concepts(string left, string right) => Assert.False(GenericWords.SameConcept(left, right));

    [Theory]
    [InlineData("rosneft")]
    [InlineData("qwortle")]
    [InlineData("ali")]
    public void Distinctive_words_have_no_concept(string word)
    {
        Assert.False(GenericWords.TryConcept(word, out var concept));
        Assert.Equal(0, concept);
        Assert.False(GenericWords.IsVeryGeneric(word));
    }

    [Fact]
    public void Every_concept_id_names_a_concept_and_words_of_one_concept_weigh_the_same_Invariant()
    {
        var words = LexiconTable.Rows("GenericWords.tsv", columns: 3);
        foreach (var row in words)
        {
            Assert.True(GenericWords.TryConcept(row[0], out var concept, out var weight));
            Assert.Equal(row[1], GenericWords.Concepts[concept]);
            Assert.Equal(row[2] == "very" ? GenericWeight.VeryGeneric : GenericWeight.Generic, weight);
        }

        Assert.All(words.GroupBy(row => row[1]), concept => Assert.Single(concept.Select(row => row[2]).Distinct()));
    }
}

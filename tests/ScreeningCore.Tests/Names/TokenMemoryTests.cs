using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class TokenMemoryTests
{
    private static readonly ImmutableArray<string> Written =
    [
        "Dr Bishop Ferrostan", "Bishop Ferrostan Jr", "Ferrostan Bishop Dr", "Junior Dr", "Ferrostan Trading Co Ltd", "Trading Ferrostan 2 GmbH", "Олег Ферростанов", "Ферростанов ООО",
        "قاسم عبد اللطيف الوراق", "عبد الوراق", "史密斯", "惠特曼·史密斯", "欧阳明", "김민수", "Ὀρέστης Φερροστάνος", "O. Ferrostan", "abd al-Latif", "Oleg Oleg Олег", "Ferrostan-2", "",
    ];

    [Fact]
    public void Names_read_one_after_another_with_one_memory_have_the_words_that_each_has_alone()
    {
        foreach (var names in new[] { Written, [.. Written.Reverse()], [.. Written, .. Written] })
        {
            var memory = new TokenMemory();
            foreach (var name in names)
            {
                Assert.Equal(FactsOf(NameAnalyser.Analyse(name, isPerson: true)), FactsOf(NameAnalyser.Analyse(name, isPerson: true, memory)));
                Assert.Equal(FactsOf(NameAnalyser.Analyse(name, isPerson: false)), FactsOf(NameAnalyser.Analyse(name, isPerson: false, memory)));
            }
        }
    }

    [Fact]
    public void A_word_that_stands_in_two_names_is_made_once()
    {
        var memory = new TokenMemory();
        var (first, second) = (NameAnalyser.Analyse("Oleg Ферростанов", isPerson: true, memory), NameAnalyser.Analyse("Ферростанов Oleg", isPerson: true, memory));
        Assert.Same(first.Tokens[1], second.Tokens[0]);
    }

    private static string FactsOf(AnalysedName name) => string.Join('\n', name.Tokens.Select(token => string.Join('|',
        token.Key, token.Text, token.Sound, token.Original, token.Script, token.Traits, token.FormClass, token.Gender, token.Concept, token.Number,
        string.Join(',', token.Groups), string.Join(',', token.ConsonantKeys), string.Join(',', token.Romanisations), token.Weight, token.IsPosted)));
}

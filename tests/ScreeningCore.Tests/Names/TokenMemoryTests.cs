using System.Collections.Immutable;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Names;

public sealed class TokenMemoryTests
{
    private static readonly ImmutableArray<string> Written =
    [
        "Dr Bishop Ferrostan", "Bishop Ferrostan Jr", "Ferrostan Bishop Dr", "Junior Dr", "Ferrostan Trading Co Ltd",
            "Trading Ferrostan 2 GmbH", "Олег Ферростанов", "Ферростанов ООО",
        "قاسم عبد اللطيف الوراق", "عبد الوراق", "史密斯", "惠特曼·史密斯", "欧阳明", "김민수", "Ὀρέστης Φερροστάνος", "O. Ferrostan", "abd al-Latif",
            "Oleg Oleg Олег", "Ferrostan-2", "",
    ];

    [Fact]
    public void Names_read_one_after_another_with_one_memory_have_the_words_that_each_has_alone()
    {
        foreach (var names in new[] { Written, [.. Written.Reverse()], [.. Written, .. Written] })
        {
            var memory = new TokenMemory();
            foreach (var name in names)
            {
                Assert.Equal(FactsOf(NameAnalyser.Analyse(name, isPerson: true)),
                    FactsOf(NameAnalyser.Analyse(name, isPerson: true, memory)));
                Assert.Equal(FactsOf(NameAnalyser.Analyse(name, isPerson: false)),
                    FactsOf(NameAnalyser.Analyse(name, isPerson: false, memory)));
            }
        }
    }

    [Fact]
    public void A_word_that_stands_in_two_names_is_made_once()
    {
        var memory = new TokenMemory();
        var (first, second) =
            (NameAnalyser.Analyse("Oleg Ферростанов", isPerson: true, memory),
            NameAnalyser.Analyse("Ферростанов Oleg", isPerson: true, memory));
        Assert.Same(first.Tokens[1], second.Tokens[0]);
    }

    [Fact]
    public void A_memory_that_is_full_forgets_and_answers_the_same()
    {
        var (memory, full) = (new TokenMemory(), new TokenMemory(most: 3));
        foreach (var name in (string[])[.. Written, .. Written])
        {
            Assert.Equal(FactsOf(NameAnalyser.Analyse(name, isPerson: true, memory)),
                FactsOf(NameAnalyser.Analyse(name, isPerson: true, full)));
        }

        var before = full.Latin("oleg", isPerson: true, leading: false, last: false);
        foreach (var other in new[] { "ada", "ben", "cleo", "dan" })
        {
            full.Latin(other, isPerson: true, leading: false, last: false);
        }

        Assert.NotSame(before, full.Latin("oleg", isPerson: true, leading: false, last: false));
        Assert.Equal("oleg", before.Text);
    }

    [Fact]
    public void Threads_that_share_a_memory_read_what_each_would_read_alone()
    {
        var (memory, alone) =
            (new TokenMemory(most: 7), Written.Select(name => FactsOf(NameAnalyser.Analyse(name, isPerson: true))).ToArray());
        Parallel.For(0,
            2_000, i => Assert.Equal(alone[i % alone.Length],
            FactsOf(NameAnalyser.Analyse(Written[i % alone.Length], isPerson: true, memory))));
    }

    [Fact]
    public void Neighbours_written_as_one_are_the_word_of_their_letters()
    {
        var memory = new TokenMemory();
        var joined = memory.Joined("platonovich");
        Assert.Same(joined, memory.Joined("xplatonovichx".AsSpan(1, 11)));
        Assert.Equal(("platonovich", TokenTraits.None, -1), (joined.Text, joined.Traits, joined.Number));
    }

    private static string FactsOf(AnalysedName name) => string.Join('\n', name.Tokens.Select(token => string.Join('|',
        token.Key, token.Text, token.Sound, token.Original, token.Script, token.Traits, token.FormClass, token.Gender, token.Concept,
            token.Number,
        string.Join(',', token.Groups), string.Join(',', token.ConsonantKeys), string.Join(',', token.Romanisations), token.Weight,
            token.IsPosted)));
}

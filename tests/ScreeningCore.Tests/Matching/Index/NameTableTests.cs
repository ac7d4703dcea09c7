using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Matching.Index;

/// <summary>Names that several parties bear stand once in a table.</summary>
public sealed class NameTableTests
{
    [Fact]
    public void A_name_that_several_parties_bear_stands_once_and_tells_all_of_them()
    {
        var table = Table((0, 0, "Oleg Ferrostan"), (0, 1, "FERROSTAN, Oleg"), (1, 0, "OLEG FERROSTAN"), (2, 0, "Oleg-Ferrostan"),
            (2, 1, "Ada Linn"));
        Assert.Equal((2, 5), (table.Count, table.BearerCount));
        var shared = table.NameOf(0);
        Assert.Equal([0, 1, 2, 3], table.BearersOf(shared).ToArray());
        Assert.Equal([0, 0, 1, 2], table.BearersOf(shared).ToArray().Select(bearer => table.PartyOf[bearer]));
        Assert.Equal((-1, 4, 1), (table.BearerOf(1, 1), table.BearerOf(2, 1), table.BearerOf(0, 1)));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_bearer_has_the_words_of_their_name_and_postings_name_each_name_once_Property(int seed)
    {
        var (random, words) = (new Random(seed), new[] { "Ada", "Oleg", "Linn", "Ferro", "al", "Ivan" });
        var names = Enumerable.Range(0, 400)
            .Select(i => (Party: i / 2, Ordinal: i % 2,
            Name: string.Join(' ', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => words[random.Next(words.Length)])))).ToArray();
        var table = Table(names);
        for (var bearer = 0; bearer < names.Length; bearer++)
        {
            Assert.Equal((names[bearer].Party, names[bearer].Ordinal), (table.PartyOf[bearer], (int)table.OrdinalOf[bearer]));
            Assert.Equal(NameAnalyser.Analyse(names[bearer].Name, isPerson: true)
                .Tokens.Select(token => token.Key), table.WordsOf(table.NameOf(bearer)).ToArray().Select(token => token.Key));
            Assert.Contains(bearer, table.BearersOf(table.NameOf(bearer)).ToArray());
            Assert.Equal(bearer, table.BearerOf(names[bearer].Party, names[bearer].Ordinal));
        }

        Assert.Equal(names.Length, Enumerable.Range(0, table.Count).Sum(name => table.BearersOf(name).Length));
        for (var token = 0; token < table.Vocabulary.Length; token++)
        {
            Assert.Equal(table.NamesWith(token).ToArray().Distinct().Order(), table.NamesWith(token).ToArray());
        }
    }

    private static NameTable Table(params (int Party, int Ordinal, string Name)[] names) =>
        NameTable.Build(persons: true, originals: false,
        names.Select(name => (name.Party, name.Ordinal, NameAnalyser.Analyse(name.Name, isPerson: true))));
}

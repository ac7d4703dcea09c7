using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

/// <summary>What tells words apart before the letter lattice does never leaves out what the lattice would accept.</summary>
public sealed class LatticeBatchTests
{
    public static TheoryData<string, Script> Words => new()
    {
        { "王小明", Script.Han }, { "司馬遷", Script.Han }, { "ウラジーミル", Script.Kana }, { "김정은", Script.Hangul },
        { "владимир", Script.Cyrillic }, { "щербаков", Script.Cyrillic }, { "محمد", Script.Arabic }, { "عبدالرحمن", Script.Arabic },
        { "בנימין", Script.Hebrew }, { "αλέξανδρος", Script.Greek }, { "გიორგი", Script.Georgian }, { "สมชาย", Script.Thai },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Sixteen_words_walked_at_once_are_within_their_limits_where_each_alone_is(string token, Script script)
    {
        var lattice = LetterLattice.For(token, script)!;
        foreach (var some in NearWords.Of(token, script, 3000, seed: 23).Where(word => PackedLetters.Of(word).Fits).Chunk(LatticeBatch.Lanes))
        {
            int[] limits = [.. some.Select((word, at) => (word.Length + at) % 30)];
            var within = LatticeBatch.OfThread.Within(lattice, [.. some.Select(word => PackedLetters.Of(word))], limits);
            Assert.Equal(
                some.Select((word, at) => lattice.Distance(word, limits[at] / 10.0) <= (limits[at] / 10.0) + 1e-9),
                some.Select((_, at) => (within & (1u << at)) != 0));
        }
    }

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_is_not_beyond_what_the_count_of_its_letters_says_where_it_is_within_the_distance(string token, Script script)
    {
        var lattice = LetterLattice.For(token, script)!;
        var (near, told) = (0, 0);
        foreach (var word in NearWords.Of(token, script, 3000, seed: 29))
        {
            var distance = lattice.Distance(word, 4);
            var counts = LetterCounts.Of(word);
            for (var tenths = 0; tenths <= 40; tenths += 4)
            {
                var beyond = lattice.Bound.IsBeyond(counts, tenths);
                Assert.False(beyond && distance * 10 <= tenths + 1e-6, $"{token} {word}: {distance} is within {tenths} tenths");
                (near, told) = (near + (distance * 10 <= tenths ? 1 : 0), told + (beyond ? 1 : 0));
            }
        }

        Assert.True(near > 100 && told > 100, $"{near} near, {told} told apart");
    }
}

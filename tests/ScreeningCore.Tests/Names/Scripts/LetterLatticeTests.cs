using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Names.Scripts;

public sealed class LetterLatticeTests
{
    private static readonly (string Token, Script Script)[] Tokens =
    [
        ("иван", Script.Cyrillic), ("щюр", Script.Cyrillic), ("νικος", Script.Greek), ("علي", Script.Arabic), ("דן", Script.Hebrew),
        ("박", Script.Hangul), ("王", Script.Han), ("カイ", Script.Kana), ("राम", Script.Devanagari),
    ];

    private static readonly string[] Latins =
        ["ivan", "iwan", "nikos", "ali", "aly", "dan", "pak", "park", "wang", "kai", "ram", "rama", "x", "zzzzzz", "shchur"];

    [Fact]
    public void The_distance_is_the_least_over_all_spellings_written_out_ModelBased()
    {
        foreach (var (token, script) in Tokens)
        {
            var lattice = LetterLattice.For(token, script)!;
            var spellings = Spellings(lattice).ToArray();
            foreach (var latin in Latins)
            {
                var expected = spellings.Min(s => s.Cost + Edits(s.Label, latin)) / 10.0;
                Assert.Equal(expected, lattice.Distance(latin, 20), 6);
                Assert.Equal(expected <= 1 ? expected : double.PositiveInfinity, lattice.Distance(latin, 1), 6);
            }
        }
    }

    [Fact]
    public void A_greater_budget_never_changes_a_distance_that_was_found_Metamorphic()
    {
        foreach (var (token, script) in Tokens)
        {
            foreach (var latin in Latins)
            {
                var lattice = LetterLattice.For(token, script)!;
                var wide = lattice.Distance(latin, 9);
                foreach (var budget in (double[])[0, .3, .4, .5, 1, 1.5, 2, 4])
                {
                    var found = lattice.Distance(latin, budget);
                    Assert.True(wide <= budget ? Math.Abs(found - wide) < 1e-9
                        : double.IsPositiveInfinity(found), $"{token} {latin} {budget}: {found}, {wide}");
                }
            }
        }
    }

    [Fact]
    public void Similarity_stays_between_nothing_and_one_and_falls_with_distance_Invariant()
    {
        var lattice = LetterLattice.For("сергей", Script.Cyrillic)!;
        Assert.Equal(1, lattice.Similarity("sergey"));
        Assert.InRange(lattice.Similarity("sergeyev"), 0, .99);
        Assert.Equal(0, lattice.Similarity("wolfgang"));
        Assert.Equal(0, lattice.Similarity(""));
    }

    [Fact]
    public void A_token_beyond_the_limit_or_of_unknown_letters_has_no_lattice()
    {
        Assert.Null(LetterLattice.For(new string('я', LetterLattice.MaxTokenChars + 1), Script.Cyrillic));
        Assert.NotNull(LetterLattice.For(new string('я', LetterLattice.MaxTokenChars), Script.Cyrillic));
        Assert.NotNull(LetterLattice.For(new string('뷁', LetterLattice.MaxTokenChars), Script.Hangul));
        Assert.NotNull(LetterLattice.For(new string('語', LetterLattice.MaxTokenChars), Script.Han));
        Assert.Null(LetterLattice.For("\u2FFF\u2FFE", Script.Han));
    }

    [Fact]
    public void Digits_and_Latin_letters_inside_a_token_stand_for_themselves() =>
        Assert.Equal(0, LetterLattice.For("завод7b", Script.Cyrillic)!.Distance("zavod7b", 1));

    [Fact]
    public void The_longest_tokens_are_compared_within_a_millisecond_or_so()
    {
        foreach (var (token, script)
            in (ReadOnlySpan<(string, Script)>)[(new string('ي', 64), Script.Arabic), (new string('斯', 64), Script.Han),
            (new string('เ', 64), Script.Thai)])
        {
            var lattice = LetterLattice.For(token, script);
            Assert.True(lattice is null || lattice.Distance(new string('i', LetterLattice.MaxLatinChars), 100) >= 0);
        }
    }

    private static List<(string Label, int Cost)> Spellings(LetterLattice lattice)
    {
        var at = new List<(string Label, int Cost)>[lattice.Nodes];
        for (var i = 0; i < at.Length; i++)
        {
            at[i] = [];
        }

        at[0].Add(("", 0));
        foreach (var segment in lattice.Segments)
        {
            foreach (var (label, cost) in at[segment.From])
            {
                at[segment.To].AddRange(segment.Renderings.Options.Select(o => (label + "|" + o.Label, cost + o.Cost)));
            }

            at[segment.To] = [.. at[segment.To].Distinct().OrderBy(static s => s.Item2).Take(60_000)];
        }

        return at[^1];
    }

    /// <summary>Plain edit distance over costs; the bar marks where a rendering starts, as a doubled letter counts within one rendering
    /// only.</summary>
    private static int Edits(string label, string latin)
    {
        var row = new int[latin.Length + 1];
        for (var k = 1; k <= latin.Length; k++)
        {
            row[k] = row[k - 1] + Gap(latin, k - 1);
        }

        for (var i = 0; i < label.Length; i++)
        {
            if (label[i] == '|')
            {
                continue;
            }

            var next = new int[latin.Length + 1];
            var drop = Gap(label, i);
            next[0] = row[0] + drop;
            for (var k = 1; k <= latin.Length; k++)
            {
                var swap = row[k - 1] + EditCosts.InPlaceOf(EditCosts.CodeOf(label[i]))[EditCosts.CodeOf(latin[k - 1])];
                next[k] = Math.Min(Math.Min(row[k] + drop, next[k - 1] + Gap(latin, k - 1)), swap);
            }

            row = next;
        }

        return row[^1];

        static int Gap(string text, int i)
            => EditCosts.Gap(EditCosts.CodeOf(text[i]), i == 0 || text[i - 1] == '|' ? (byte)EditCosts.Codes
            : EditCosts.CodeOf(text[i - 1]));
    }
}

using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Tests.Matching.Similarity;

public sealed class LetterLossesTests
{
    [Fact]
    public void Letters_that_the_other_text_lacks_never_cost_more_than_the_edits_counted_in_full_Property()
    {
        var random = new Random(5);
        var (tight, bound) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = (Word(random), Word(random));
            var (mine, theirs) = (MaskOf(left), MaskOf(right));
            var least = Math.Max(LetterLosses.AtLeast(mine, theirs), LetterLosses.AtLeast(theirs, mine));
            var plain = EditDistance.Tenths(left, right);
            Assert.True(least <= plain, $"{left} and {right}: {least} tenths at least, {plain} counted");
            bound += least > 0 ? 1 : 0;
            tight += least > 0 && least == plain ? 1 : 0;
        }

        Assert.True(bound > 10_000 && tight > 100, $"{bound} of 20,000 pairs have a bound, {tight} an exact one");
    }

    // Few letters, so that words are alike and letters double; digits among them.
    private static string Word(Random random) => string.Create(1 + random.Next(7), random, static (letters, random) =>
    {
        for (var i = 0; i < letters.Length; i++)
        {
            letters[i] = i > 0 && random.Next(5) == 0 ? letters[i - 1] : "abceghikostuvwyz07"[random.Next(18)];
        }
    });

    private static ulong MaskOf(string word) => NameAnalyser.Analyse(word, isPerson: true).Tokens is [var token] && token.Text == word
        ? token.TextMask : Plain(word);

    private static ulong Plain(string word) => word.Aggregate(0UL, (mask, letter) => mask | (1UL << EditCosts.SlotOf(letter)));
}

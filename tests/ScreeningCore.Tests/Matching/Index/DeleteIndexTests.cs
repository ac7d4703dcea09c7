using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Tests.Matching.Index;

/// <summary>The index against a comparison with every word: exactly the words within the budget, no more and no fewer.</summary>
public sealed class DeleteIndexTests
{
    public static TheoryData<string> Budgets => ["text", "sound", "original"];

    [Theory]
    [MemberData(nameof(Budgets))]
    public void It_finds_exactly_the_words_within_the_budget_Property(string which)
    {
        EditBudget budget =
            which switch { "text" => TokenLinks.TextBudget, "sound" => TokenLinks.SoundBudget, _ => TokenLinks.OriginalBudget };
        var random = new Random(31);
        var words = Enumerable.Range(0, 1_500).Select(_ => Word(random, random.Next(0, 12))).Distinct().ToArray();
        var index = DeleteIndex.Build([.. words.Select((word, owner) => (word, owner))], budget);
        for (var round = 0; round < 1_500; round++)
        {
            var query = words[random.Next(words.Length)];
            for (var edits = random.Next(0, 4); edits > 0 && query.Length > 0; edits--)
            {
                query = Mutation.Typo(query, random);
            }

            var most = random.Next(3);
            var found = new List<int>();
            index.Collect(query, found, most);
            Assert.Equal(Within(words, query, Math.Min(most, 2), budget), found.Distinct().Order());
        }
    }

    [Fact]
    public void Words_as_long_as_tokens_may_be_are_found_with_edits_at_either_end()
    {
        var word = string.Concat(Enumerable.Range(0, Deletions.MaxLetters).Select(i => (char)('a' + (i * 7 % 26))));
        var index = DeleteIndex.Build([(word, 5)], TokenLinks.TextBudget);
        foreach (var query in new[] { word, word[1..], word[..^1], "x" + word[1..^1] + "x", word[1] + word[..1] + word[2..] })
        {
            var found = new List<int>();
            index.Collect(query, found);
            Assert.Equal([5], found.Distinct());
        }
    }

    [Fact]
    public void Budgets_never_fall_as_words_grow()
    {
        foreach (var budget in new EditBudget[] { TokenLinks.TextBudget, TokenLinks.SoundBudget, TokenLinks.OriginalBudget })
        {
            Assert.All(Enumerable.Range(0, 64), letters => Assert.InRange(budget(letters + 1) - budget(letters), 0, 1));
        }
    }

    private static IEnumerable<int> Within(string[] words, string query, int most, EditBudget budget) => words
        .Select((word, owner) => (word, owner))
        .Where(pair => Math.Min(most, budget(Math.Max(pair.word.Length, query.Length))) is var limit
            && EditDistance.Units(query, pair.word, limit) <= limit)
        .Select(pair => pair.owner);

    private static string Word(Random random, int length)
        => string.Concat(Enumerable.Range(0, length).Select(_ => "abcde"[random.Next(5)]));
}

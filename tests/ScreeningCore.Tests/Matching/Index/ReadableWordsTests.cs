using Compliance.ScreeningCore.Matching.Index;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Tests.Names.Scripts;

namespace Compliance.ScreeningCore.Tests.Matching.Index;

/// <summary>Words that the look-up leaves out unread are words that the pair rule would not link.</summary>
public sealed class ReadableWordsTests
{
    [Theory]
    [InlineData("Владимир")]
    [InlineData("Щербаков")]
    [InlineData("Юсупова")]
    [InlineData("محمد")]
    [InlineData("الزوي")]
    [InlineData("王小明")]
    [InlineData("김정은")]
    [InlineData("ウラジーミル")]
    [InlineData("בנימין")]
    [InlineData("Αλέξανδρος")]
    public void What_the_pair_rule_links_is_kept(string word)
    {
        var foreign = NameAnalyser.Analyse(word, isPerson: true).Tokens.First(token => token.Original is not null);
        NameToken[] words = [.. NearWords.Of(foreign.Original!, foreign.Script, 4000, seed: 31).Distinct()
            .SelectMany(latin => NameAnalyser.Analyse(latin, isPerson: true).Tokens)
            .Where(token => !token.Is(TokenTraits.Initial | TokenTraits.OrganisationForm))];
        var found = Enumerable.Range(0, words.Length).ToList();
        var readable = new ReadableWords(foreign, found, 0);
        for (var at = 0; at < words.Length; at++)
        {
            readable.Ask(at, WordLetters.Of(words[at]));
        }

        readable.End();
        var kept = found.ToHashSet();
        Assert.Equal(found.Count, kept.Count);

        // What the tables hold as the same name is found by its group.
        var missed = words.Where((latin, at) => !kept.Contains(at) && !latin.Groups.Intersect(foreign.Groups).Any()
            && (latin.Concept == 0 || latin.Concept != foreign.Concept) && TokenLinks.Between(foreign, latin).Exists);
        Assert.Empty(missed.Select(latin => latin.Text));
        Assert.True(kept.Count < words.Length / 2, $"{kept.Count} of {words.Length} kept");
    }
}

using Compliance.Functions.Console.Models;

namespace Compliance.Functions.Tests.Console;

/// <summary>Kind C9: a key of a publisher that holds blanks was cut at the first of them.</summary>
public sealed class PatternTextTests
{
    [Theory]
    [InlineData("ca-sema:Myanmar (Burma)/Part2/14", "", "only the name is compared")]
    [InlineData("ca-sema:Myanmar (Burma)/Part2/14", " birthDate- gender+", "Birth date differs, Gender agrees")]
    [InlineData("us-ofac-sdn:1+", " birthDate-", "Birth date differs")]
    public void The_entry_of_a_group_ends_where_the_facts_begin(string entry, string facts, string words)
    {
        Assert.Equal(entry, PatternText.EntryOfGroup(entry + facts));
        Assert.Equal(words, PatternText.OfGroup(entry + facts), ignoreCase: true);
    }
}

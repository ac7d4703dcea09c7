using System.Text.RegularExpressions;

namespace Compliance.ScreeningCore.Tests.Conventions;

/// <summary>What a page claims is shown by a test that is there: renamed tests left their old names in the pages.</summary>
public sealed partial class NamedTestTests
{
    [Theory]
    [InlineData("security-review.md")]
    [InlineData("derived-rows.md")]
    public void Every_test_that_a_page_names_is_there(string page)
    {
        var tests = SourceTree.Sources("tests").Select(file => (Path: file.Replace('\\', '/'), Text: File.ReadAllText(file))).ToArray();
        var named = Named().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", page))).Select(one => one.Groups[1].Value)
            .Distinct(StringComparer.Ordinal).ToArray();
        Assert.True(named.Length > 3, $"only {named.Length} tests are named");
        var gone = named.Where(name => !tests.Any(test => test.Path.Contains($"/{name}.", StringComparison.Ordinal)
            || (!name.Contains('/', StringComparison.Ordinal) && test.Text.Contains($"class {name}", StringComparison.Ordinal))));
        Assert.Equal([], gone);
    }

    [GeneratedRegex("`([A-Za-z./]*[a-z]Tests)`")]
    private static partial Regex Named();
}

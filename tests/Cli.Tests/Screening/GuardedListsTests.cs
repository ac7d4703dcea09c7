using System.Text.RegularExpressions;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests.Screening;

/// <summary>The guards of lists hold for the command line: who is not on the lists that are there is not cleared of those that are
/// not.</summary>
public sealed partial class GuardedListsTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task A_list_that_is_named_and_absent_clears_nobody()
    {
        Assert.Equal("allow", await DecisionAsync());
        _folder.Settings["COMPLIANCE_LISTS"] = "un-sc us-ofac-sdn";
        Assert.Equal("review", await DecisionAsync());
        Assert.Equal("us-ofac-sdn", (await ScreenAsync()).Json.GetProperty("corpus").GetProperty("missing")[0].GetString());
    }

    /// <summary>What was seen: an excerpt of three parties beside complete lists, used without a word.</summary>
    [Fact]
    public async Task A_list_that_the_guards_refuse_is_not_used_and_clears_nobody()
    {
        var whole = await File.ReadAllTextAsync(Path.Combine(_folder.WriteLists(), "consolidated.xml"));
        var person = Person().Matches(whole);
        var cut = person.Aggregate(whole, (text, one) => one.Index > person[2].Index ? text.Replace(one.Value, "", StringComparison.Ordinal)
            : text);
        _folder.Write("lists/consolidated.xml", cut);
        var result = await ScreenAsync();
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("not used: un-sc: count: 3", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task A_list_that_could_not_be_read_clears_nobody_from_files_nor_from_the_store()
    {
        var lists = _folder.WriteLists();
        _folder.Write("lists/SDN_ADVANCED.XML", "<Sanctions ");
        var read = await ScreenAsync();
        Assert.Contains("not read: us-ofac-sdn", read.Error, StringComparison.Ordinal);
        Assert.Equal("review", read.Json.GetProperty("decision").GetString());
        await _folder.RunAsync("lists", "import", lists);
        var stored = await _folder.RunAsync("screen", "Pia Xu", "--birth-date", "1990-02-03", "--country", "NO", "--json");
        Assert.Equal("review", stored.Json.GetProperty("decision").GetString());
        Assert.Equal("us-ofac-sdn", stored.Json.GetProperty("corpus").GetProperty("missing")[0].GetString());
    }

    [Fact]
    public async Task A_stored_list_that_is_stale_clears_nobody()
    {
        await _folder.RunAsync("lists", "import", _folder.WriteLists());
        Assert.Equal("allow", await StoredAsync());
        _folder.Later = TimeSpan.FromDays(60);
        Assert.Equal("review", await StoredAsync());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string?> StoredAsync() => (await _folder.RunAsync("screen", "Pia Xu", "--birth-date", "1990-02-03", "--country",
        "NO", "--type", "individual", "--json")).Json.GetProperty("decision").GetString();

    private async Task<string?> DecisionAsync()
    {
        _folder.WriteLists();
        return (await ScreenAsync()).Json.GetProperty("decision").GetString();
    }

    private Task<ToolResult> ScreenAsync() => _folder.RunAsync("screen", "Pia Xu", "--birth-date", "1990-02-03", "--country", "NO",
        "--type", "individual", "--json", "--lists", _folder.PathOf("lists"));

    [GeneratedRegex("<INDIVIDUAL>.*?</INDIVIDUAL>", RegexOptions.Singleline)]
    private static partial Regex Person();
}

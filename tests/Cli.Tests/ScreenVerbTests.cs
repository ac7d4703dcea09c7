using Compliance.Functions.Tests.EndToEnd;
namespace Compliance.Cli.Tests;

public sealed class ScreenVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task A_listed_name_is_shown_with_its_entry_and_no_terminal_codes()
    {
        var result = await Screen("Amadou Zwillich", "--explain");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("un-sc:XXi.2001", result.Out);
        Assert.Contains("feature", result.Out);
        Assert.DoesNotContain('\u001b', result.Out + result.Error);
    }

    [Fact]
    public async Task The_JSON_answer_uses_the_words_of_the_HTTP_answer()
    {
        var result = await Screen("Amadou Zwillich", "--birth-date", "1961", "--country", "Norway", "--type", "individual", "--json");
        Assert.Equal(["decision", "action", "gates", "parties", "hits", "nearMisses", "missing", "corpus", "profile", "engine"],
            result.Keys);
        Assert.NotEqual("allow", result.Json.GetProperty("decision").GetString());
        var hit = result.Json.GetProperty("hits")[0];
        Assert.Equal("un-sc:XXi.2001", hit.GetProperty("listEntry").GetString());
        var features = hit.GetProperty("features").EnumerateArray().Sum(feature => feature.GetProperty("contribution").GetDouble());
        Assert.Equal(hit.GetProperty("score").GetDouble(), features, 6);
    }

    [Fact]
    public async Task The_shipped_policy_is_asked()
    {
        var result = await Screen("Pia Xu", "--birth-date", "1990-02-03", "--country", "Norway", "--type", "individual", "--json");
        Assert.DoesNotContain("policy.missing", result.Out);
        Assert.Equal("allow", result.Json.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task Any_entry_can_be_compared_however_far_it_is()
    {
        var result = await Screen("Pia Xu", "--against", "un-sc:XXi.2001", "--json");
        Assert.Equal("un-sc:XXi.2001", result.Json.GetProperty("listEntry").GetString());
        var shown = await Screen("Pia Xu", "--against", "un-sc:XXi.2001");
        Assert.Contains("under onboarding/", shown.Out);
        Assert.Contains("no list here holds", (await Screen("Pia Xu", "--against", "un-sc:nobody")).Error);
        Assert.Contains("is not a list entry", (await Screen("Pia Xu", "--against", "nobody")).Error);
    }

    [Theory]
    [InlineData("name is empty", " ")]
    [InlineData("birth date '1961-13'", "Pia Xu", "--birth-date", "1961-13")]
    [InlineData("country 'Ruritania'", "Pia Xu", "--country", "Ruritania")]
    [InlineData("type 'alien'", "Pia Xu", "--type", "alien")]
    public async Task What_cannot_be_screened_is_refused_with_the_allowed_forms(string fault, params string[] args)
    {
        var result = await Screen(args);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(fault, result.Error);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task A_name_of_ten_thousand_characters_is_refused_without_repeating_it()
    {
        var result = await Screen(new string('x', 10_000));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("10000 characters; at most 512", result.Error);
        Assert.True(result.Error.Length < 300);
    }

    [Fact]
    public async Task Without_any_list_the_sample_is_used_and_clears_nobody()
    {
        var result = await _folder.RunAsync("screen", "Pia Xu", "--json");
        Assert.Contains("sample list", result.Error);
        Assert.True(result.Json.GetProperty("corpus").GetProperty("sample").GetBoolean());
        Assert.Equal("review", result.Json.GetProperty("decision").GetString());
    }

    [Fact]
    public async Task The_environment_names_the_lists_where_the_command_line_does_not()
    {
        _folder.Settings["COMPLIANCE_LISTS_DIR"] = _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961");
        Assert.Contains("un-sc:XXi.2001", (await _folder.RunAsync("screen", "Amadou Zwillich")).Out);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ToolResult> Screen(params string[] args) =>
        _folder.RunAsync(["screen", .. args, "--lists", _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961")]);
}

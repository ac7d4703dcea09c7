using Compliance.Functions.Tests.EndToEnd;
namespace Compliance.Cli.Tests;

/// <summary>The evaluations that need lists: queries, negatives and scenarios.</summary>
public sealed class EvaluateListsTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task Queries_have_exactly_the_agreed_keys()
    {
        var file = _folder.Write("queries.csv", "query_name,candidate_name,query_dob,query_country,schema",
            "Amadou Zwillich,ZWILLICH Amadou,1961,NO,Person", "Nobody Atall,Nobody Atall,,,Person");
        var result = await _folder.RunAsync("evaluate", "queries", file, "--lists", _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961"),
            "--top", "5", "--out", _folder.PathOf("rows.csv"));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "queries", "foundTop1", "foundTop5", "foundAboveThreshold", "parties", "names", "latencyMicros", "screensPerSecond",
                    "indexBuildMs", "indexLoadMs",
                "peakMemoryMb", "residentMemoryMb",
            ],
            result.Keys);
        Assert.Equal(["p50", "p95", "p99"], result.Json.GetProperty("latencyMicros").EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 1, 1), (Number(result, "queries"), Number(result, "foundTop1"), Number(result, "foundAboveThreshold")));
        Assert.True(Number(result, "parties") > 900);
        Assert.True(result.Json.GetProperty("peakMemoryMb").GetDouble() > 1);
        Assert.Contains("1 names asked for stand on none", result.Error);
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.PathOf("rows.csv"))).Length);
    }

    [Fact]
    public async Task The_baseline_answers_queries_too()
    {
        var file = _folder.Write("queries.csv", "query_name,candidate_name", "Amadou Zwillich,Amadou Zwillich");
        var result = await _folder.RunAsync("evaluate", "queries", file, "--lists", _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961"),
            "--engine", "fuzzysharp");
        Assert.Equal((1, 1, 1), (Number(result, "queries"), Number(result, "foundTop1"), Number(result, "foundAboveThreshold")));
    }

    [Fact]
    public async Task Negatives_count_people_with_an_alert()
    {
        var file = _folder.Write(
            "people.csv", "full_name,date_of_birth,gender,place_of_birth,nationality", "Amadou Zwillich,1961-01-01,male,Oslo,Norway",
                "Pia Xu,1990-02-02,female,Lima,Peru");
        var lists = _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961");
        var result = await _folder.RunAsync("evaluate", "negatives", file, "--lists", lists, "--fields", "name", "--out",
            _folder.PathOf("rows.csv"));
        Assert.Equal(["subjects", "alerts", "alertsPer1000", "latencyMicros", "kind", "blocks", "blocksPer1000"], result.Keys);
        Assert.Equal((2, 1, 500), (Number(result, "subjects"), Number(result, "alerts"), Number(result, "alertsPer1000")));
        Assert.Contains("un-sc:XXi.2001", await File.ReadAllTextAsync(_folder.PathOf("rows.csv")));
        Assert.Equal(0, (await _folder.RunAsync("evaluate", "negatives", file, "--lists", lists, "--fields", "all")).ExitCode);
        Assert.Equal(1, (await _folder.RunAsync("evaluate", "negatives", file, "--lists", lists, "--fields", "some")).ExitCode);
    }

    [Fact]
    public async Task Scenarios_name_every_disagreement_with_its_reasons()
    {
        var file = _folder.Write(
            "scenarios.csv",
            "id,channel,input_json,expected_decision,reason,source",
            "Z1,signup,\"{\"\"party\"\":{\"\"type\"\":\"\"individual\"\",\"\"name\"\":\"\"Pia Xu\"\"}}\",allow,nobody,",
            "Z2,payment,\"{\"\"counterparty\"\":{\"\"type\"\":\"\"organization\"\",\"\"name\"\":\"\"Fip "
                + "Xu\"\"},\"\"party\"\":{\"\"type\"\":\"\"individual\"\",\"\"name\"\":\"\"Amadou Zwillich\"\"}}\",allow,a wrong label,");
        var result = await _folder.RunAsync("evaluate", "scenarios", file, "--lists",
            _folder.WriteLists(alsoListed: "Amadou|Zwillich|1961"), "--out", _folder.PathOf("rows.csv"));
        Assert.Equal(["cases", "agree", "disagreements"], result.Keys);
        Assert.Equal(2, Number(result, "cases"));
        var disagreement =
            Assert.Single(result.Json.GetProperty("disagreements").EnumerateArray(), one => one.GetProperty("id").GetString() == "Z2");
        Assert.Equal(["id", "expected", "actual", "reasons"], disagreement.EnumerateObject().Select(property => property.Name));
        Assert.NotEqual("allow", disagreement.GetProperty("actual").GetString());
        Assert.True(disagreement.GetProperty("reasons").GetArrayLength() > 0);
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.PathOf("rows.csv"))).Length);
    }

    [Theory]
    [InlineData("Z1,signup,{},perhaps", "expected_decision is 'perhaps'")]
    [InlineData("Z1,signup,{,allow", "line 2: input_json is not JSON")]
    [InlineData("Z1,teleport,{},allow", "'teleport' is not a channel")]
    public async Task A_scenario_that_cannot_be_read_is_refused(string row, string fault)
    {
        var file = _folder.Write("scenarios.csv", "id,channel,input_json,expected_decision", row);
        var result = await _folder.RunAsync("evaluate", "scenarios", file, "--lists", _folder.WriteLists());
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(fault, result.Error);
    }

    [Fact]
    public async Task Lists_that_are_not_there_are_refused()
    {
        var file = _folder.Write("queries.csv", "query_name,candidate_name", "a,b");
        Directory.CreateDirectory(_folder.PathOf("empty"));
        Assert.Equal(2, (await _folder.RunAsync("evaluate", "queries", file, "--lists", _folder.PathOf("empty"))).ExitCode);
        Assert.Equal(2, (await _folder.RunAsync("evaluate", "queries", file, "--lists", _folder.PathOf("absent"))).ExitCode);
        Assert.Equal(1, (await _folder.RunAsync("evaluate", "queries", file)).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private static double Number(ToolResult result, string key) => result.Json.GetProperty(key).GetDouble();
}

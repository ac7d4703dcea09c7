using System.IO.Compression;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests;

public sealed class EvaluatePairsVerbTests : IDisposable
{
    private static readonly string[] Names =
    [
        "id,schema,query_name,candidate_name,expected,quality,category",
        "a1,Person,Torvald Quennebrink,Torvald Quennebrink,match,STRONG,same",
        "a2,Person,Torvald Quennebrnik,Torvald Quennebrink,match,MEDIUM,typo",
        "a3,Person,Amadou Zwillich,Torvald Quennebrink,no-match,STRONG,other",
        "a4,Company,Vexillum Holding,Dorsal Fisheries,no-match,MEDIUM,other",
        "a5,Person,Somebody,Somebody Else,uncertain,WEAK,other",
    ];

    private readonly CliFolder _folder = new();

    [Fact]
    public async Task The_summary_has_exactly_the_agreed_keys_and_is_the_last_line()
    {
        var result = await _folder.RunAsync("evaluate", "pairs", _folder.Write("pairs.csv", Names));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "cases", "threshold", "precision", "recall", "f1", "accuracy", "bestF1", "bestThreshold", "confidentErrors",
                    "calibrationError",
                "negativesAtOrAbove99", "byCategory", "microsPerPair",
            ],
            result.Keys);
        Assert.Equal(["p50", "p99"], result.Json.GetProperty("microsPerPair").EnumerateObject().Select(property => property.Name));
        Assert.Equal(4, result.Json.GetProperty("cases").GetInt32());
        Assert.Contains("1 rows without", result.Error);
        Assert.Single(result.Out.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Categories_are_counted_by_schema_quality_and_category()
    {
        var result = await _folder.RunAsync("evaluate", "pairs", _folder.Write("pairs.csv", Names));
        var person = result.Json.GetProperty("byCategory").GetProperty("schema=Person");
        Assert.Equal((3, 2), (person.GetProperty("cases").GetInt32(), person.GetProperty("matches").GetInt32()));
        Assert.True(result.Json.GetProperty("byCategory").TryGetProperty("quality=STRONG", out _));
        Assert.True(result.Json.GetProperty("byCategory").TryGetProperty("category=typo", out _));
    }

    [Fact]
    public async Task The_baseline_says_which_ratio_it_took_and_is_measured_at_its_own_best_threshold()
    {
        var result = await _folder.RunAsync("evaluate", "pairs", _folder.Write("pairs.csv", Names), "--engine", "fuzzysharp");
        Assert.StartsWith("fuzzysharp ", result.Error);
        Assert.Equal(1, result.Json.GetProperty("f1").GetDouble());
        Assert.Equal(result.Json.GetProperty("bestThreshold").GetDouble(), result.Json.GetProperty("threshold").GetDouble());
    }

    [Fact]
    public async Task A_threshold_of_the_command_line_wins_over_the_profile()
    {
        var result = await _folder.RunAsync("evaluate", "pairs", _folder.Write("pairs.csv", Names), "--threshold", "1", "--profile",
            "payment");
        Assert.Equal(1, result.Json.GetProperty("threshold").GetDouble());
        Assert.Equal(1, (await _folder.RunAsync("evaluate", "pairs", _folder.PathOf("pairs.csv"), "--threshold", "1.5")).ExitCode);
    }

    [Fact]
    public async Task Every_case_is_a_row_of_the_out_file()
    {
        await _folder.RunAsync("evaluate", "pairs", _folder.Write("pairs.csv", Names), "--out", _folder.PathOf("rows.csv"));
        var rows = await File.ReadAllLinesAsync(_folder.PathOf("rows.csv"));
        Assert.Equal("id,schema,quality,category,query,candidate,expected,score,answer,wrong", rows[0]);
        Assert.Equal(["a1", "a2", "a3", "a4"], rows[1..].Select(row => row.Split(',')[0]).Order());
    }

    [Fact]
    public async Task Compressed_files_and_limits_are_understood()
    {
        var path = _folder.PathOf("pairs.csv.gz");
        await using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            await zip.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Names)));
        }

        Assert.Equal(2, (await _folder.RunAsync("evaluate", "pairs", path, "--limit", "2")).Json.GetProperty("cases").GetInt32());
    }

    [Fact]
    public async Task Whole_entities_are_read_from_JSON_lines()
    {
        var path = _folder.Write(
            "entities.jsonl",
            """{"id":"b1","schema":"Person","expected":"match","query":{"firstName":"Torvald","lastName":"Quennebrink","birthDate":"1950"},"candidate":{"name":["Torvald Quennebrink","T. Q."],"country":"no"}}""",
            """{"id":"b2","schema":"Vessel","expected":"no-match","query":{"name":"Ottoline"},"candidate":{"name":"Zephyrine","imoNumber":"1234567"}}""");
        var result = await _folder.RunAsync("evaluate", "pairs", path);
        Assert.Equal(2, result.Json.GetProperty("cases").GetInt32());
        Assert.Equal(1, result.Json.GetProperty("f1").GetDouble());
    }

    [Fact]
    public async Task Records_of_features_are_read_from_JSON_lines()
    {
        var path = _folder.Write(
            "records.jsonl",
            """{"id":"c1","schema":"Person","expected":"match","query":{"features":[{"RECORD_TYPE":"PERSON"},{"NAME_FIRST":"Torvald","NAME_LAST":"Quennebrink"},{"DATE_OF_BIRTH":"12/11/1978"}]},"candidate":{"features":[{"NAME_FULL":"Torvald Quennebrink"}]}}""",
            """{"id":"c2","schema":"Person","expected":"no-match","query":{"features":[{"NAME_FULL":"Amadou Zwillich"}]},"candidate":{"features":[{"EMAIL_ADDRESS":"a@example.org"}]}}""",
            """{"id":"c3","schema":"Person","expected":"no-match","query":{"features":[{"NAME_FULL":"Amadou Zwillich"}]},"candidate":{"features":[{"NAME_ORG":"Dorsal Fisheries"}]}}""");
        var result = await _folder.RunAsync("evaluate", "pairs", path);
        Assert.Equal(2, result.Json.GetProperty("cases").GetInt32());
        Assert.Contains("1 rows without", result.Error);
    }

    [Theory]
    [InlineData("name,other", "has no column query_name")]
    [InlineData("query_name,candidate_name,expected\na,b,perhaps", "no pair labelled match or no-match")]
    [InlineData("query_name,candidate_name,expected\n,b,match", "no pair labelled")]
    public async Task A_file_that_cannot_be_used_is_refused_with_its_fault(string content, string fault)
    {
        var result = await _folder.RunAsync("evaluate", "pairs", _folder.Write("wrong.csv", content));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(fault, result.Error);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Broken_JSON_is_refused_with_its_line()
    {
        var result = await _folder.RunAsync("evaluate", "pairs", _folder.Write("wrong.jsonl", "", "{\"query\":"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("line 2", result.Error);
        Assert.Equal(2, (await _folder.RunAsync("evaluate", "pairs", _folder.PathOf("absent.csv"))).ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}

using Compliance.Functions.Tests.EndToEnd;
namespace Compliance.Cli.Tests;

/// <summary>The commands that fit, vary, sweep, compare and write the validation document.</summary>
public sealed class ValidationVerbsTests : IDisposable
{
    private static readonly string[] Pairs =
    [
        "id,schema,query_name,candidate_name,expected,quality,category",
        "a1,Person,Torvald Quennebrink,Torvald Quennebrink,match,STRONG,same",
        "a2,Person,Ignatia Zwillich,Ignatja Zwillich,match,MEDIUM,typo",
        "a3,Person,Amadou Morgarvex,Balthus Tleshux,no-match,STRONG,other",
        "a4,Company,Vexillum Holding,Dorsal Fisheries,no-match,MEDIUM,other",
        "a5,Person,Ottoline Dolbrin,Ottoline Dolbrin Huxley,match,WEAK,longer",
        "a6,Person,Wendelin Fipgar,Marcellin Fipgor,no-match,WEAK,near",
        "a7,Person,Pia Xu,Pia Xu,match,STRONG,same",
    ];

    private readonly CliFolder _folder = new();

    [Fact]
    public async Task A_fit_prints_every_row_with_its_sign_and_is_the_same_each_time()
    {
        string[] command =
            ["fit", PairFile(), "--lists", Lists(), "--strangers", Strangers(), "--people", "20", "--folds", "2", "--repeats", "2",
            "--catalogue", "2", "--companies", _folder.Write("companies.csv", "full_name", "Vexillum Dorsal Fisheries Ltd", "Quillon Foundry"),
            "--out", _folder.PathOf("rows.tsv")];
        var result = await _folder.RunAsync(command);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [
                "pairs", "matches", "groups", "unlinked", "negatives", "strangersHeldBack", "folds", "repeats", "threshold", "f1",
                    "bestF1", "bestThreshold", "confidentErrors",
                "strangersPer1000", "companiesPer1000", "rulesBelowFloor", "rows",
            ],
            result.Keys);
        var rows = result.Json.GetProperty("rows");
        Assert.True(rows.GetProperty("name.EditsTwo").GetDouble() >= 0);
        Assert.True(rows.GetProperty("name.Replaced").GetDouble() <= 0);
        Assert.Equal(rows.EnumerateObject().Count() + 1, (await File.ReadAllLinesAsync(_folder.PathOf("rows.tsv"))).Length);
        Assert.Equal(result.Out, (await _folder.RunAsync(command)).Out);
    }

    [Fact]
    public async Task A_fit_without_strangers_near_the_lists_is_refused()
    {
        var far = _folder.Write("far.csv", "full_name", "Xyyzw Plughk", "Qwptf Zzkjx");
        var result = await _folder.RunAsync("fit", PairFile(), "--lists", Lists(), "--strangers", far);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("strangers with candidates", result.Error);
        Assert.Equal(1, (await _folder.RunAsync("fit", PairFile(), "--lists", Lists(), "--strangers", far, "--folds", "1")).ExitCode);
    }

    [Fact]
    public async Task A_sweep_has_every_threshold_and_draws_it()
    {
        var result = await _folder.RunAsync("evaluate", "sweep", PairFile(), "--svg", _folder.PathOf("sweep.svg"), "--calibration-svg",
            _folder.PathOf("calibration.svg"), "--out", _folder.PathOf("sweep.csv"));
        Assert.Equal(["cases", "engine", "sweep", "calibration", "calibrationError"], result.Keys);
        Assert.Equal(19, result.Json.GetProperty("sweep").GetArrayLength());
        Assert.Equal(7, result.Json.GetProperty("calibration").EnumerateArray().Sum(bin => bin.GetProperty("cases").GetInt32()));
        Assert.Equal(20, (await File.ReadAllLinesAsync(_folder.PathOf("sweep.csv"))).Length);
        var svg = System.Xml.Linq.XDocument.Load(_folder.PathOf("sweep.svg"));
        Assert.Equal(3, svg.Descendants().Count(element => element.Name.LocalName == "polyline"));
        Assert.Contains(System.Xml.Linq.XDocument.Load(_folder.PathOf("calibration.svg"))
            .Descendants(), element => element.Name.LocalName == "circle");
    }

    [Fact]
    public async Task A_comparison_names_every_engine_on_the_same_pairs()
    {
        var engines = (await _folder.RunAsync("evaluate", "compare", PairFile())).Json.GetProperty("engines").EnumerateArray()
            .Select(engine => engine.GetProperty("engine").GetString()!).ToArray();
        Assert.Equal(7, engines.Length);
        Assert.Contains("OFAC search emulation", engines);
        Assert.Contains(engines, engine => engine.StartsWith("compliance payment", StringComparison.Ordinal));
        Assert.Contains("fuzzysharp WeightedRatio", engines);
    }

    [Fact]
    public async Task Scores_of_the_OFAC_search_are_compared_within_five_points()
    {
        var file = OfacFile();
        var result = await _folder.RunAsync("evaluate", "ofac", file, "--out", _folder.PathOf("rows.csv"));
        Assert.Equal(["cases", "within5Points", "share", "meanDistance", "largestDistance"], result.Keys);
        Assert.Equal((3, 2), (result.Json.GetProperty("cases").GetInt32(), result.Json.GetProperty("within5Points").GetInt32()));
        Assert.Equal(2,
            (await _folder.RunAsync("evaluate", "ofac",
            _folder.Write("wrong.csv", "query_name,candidate_name,score_min,score_max", "a,b,97,97"))).ExitCode);
    }

    [Fact]
    public async Task Varied_names_are_counted_by_kind_and_the_seed_decides()
    {
        string[] command = ["evaluate", "variations", "--lists", Lists(), "--seed", "7", "--per-kind", "5", "--limit", "5"];
        var result = await _folder.RunAsync(command);
        Assert.Equal(["cases", "seed", "perKind", "threshold", "kinds", "together", "passed", "belowFloor", "rules"], result.Keys);
        var exact = result.Json.GetProperty("kinds")[0];
        Assert.Equal(("exact", 5, 5),
            (exact.GetProperty("kind").GetString(), exact.GetProperty("cases").GetInt32(), exact.GetProperty("foundTop5").GetInt32()));
        Assert.Equal(result.Out, (await _folder.RunAsync(command)).Out);
    }

    [Fact]
    public async Task Alias_statistics_have_counts_and_costs()
    {
        var result = await _folder.RunAsync("aliases", "--lists", Lists(), "--out", _folder.PathOf("rows.csv"));
        Assert.Equal(["variants", "kept", "rewrites", "top"], result.Keys);
        Assert.Equal("letters,count,per_thousand,cost_tenths", (await File.ReadAllLinesAsync(_folder.PathOf("rows.csv")))[0]);
    }

    [Fact]
    public async Task The_document_holds_measures_and_no_name_of_the_data_or_of_the_lists()
    {
        var data = Path.GetDirectoryName(_folder.Write("data/01_pairs.csv", Pairs))!;
        File.Copy(Strangers(), Path.Combine(data, "21_people.csv"));
        File.Copy(OfacFile(), Path.Combine(data, "06_scores.csv"));
        _folder.Write("data/07_queries.csv", "query_name,candidate_name,schema", "Torvald Quennebrnik,Torvald Quennebrink,Person");
        var result = await _folder.RunAsync(
            "evaluate", "validate", "--data", data, "--lists", Lists(), "--out", _folder.PathOf("docs/validation.md"), "--per-kind", "3",
                "--baseline-people", "2", "--people", "20", "--limit", "2");
        Assert.Equal(result.Json.GetProperty("passed").GetBoolean() ? 0 : 5, result.ExitCode);
        var text = await File.ReadAllTextAsync(_folder.PathOf("docs/validation.md"));
        foreach (var heading
            in new[] { "## Data", "## The fit, cross-validated", "## Alerts on people", "## Listed parties found",
            "## Everyday forms of listed parties", "## Customers who stand on no list, by kind", "## Beside other engines",
                "## Remaining errors", "## Speed", "## Limits" })
        {
            Assert.Contains(heading, text);
        }

        Assert.All(Pairs[1..].SelectMany(row => row.Split(',')[2].Split(' '))
            .Where(word => word.Length > 4), word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(_folder.PathOf(""), text);
        Assert.True(File.Exists(_folder.PathOf("docs/validation-thresholds.svg"))
            && File.Exists(_folder.PathOf("docs/validation-calibration.svg")));
        Assert.Equal(2,
            (await _folder.RunAsync("evaluate", "validate", "--data", _folder.PathOf("docs"), "--lists", Lists(), "--out",
            _folder.PathOf("x.md"))).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    private string Lists() => _folder.WriteLists(alsoListed: "Torvald|Quennebrink|1961");

    private string PairFile() => _folder.Write("pairs.csv", Pairs);

    private string Strangers() => _folder.Write(
        "people.csv",
        ["full_name,date_of_birth,nationality", .. Enumerable.Range(0, 40)
            .Select(i => $"Torvald Quennebrin{(char)('a' + (i % 26))},1970-01-0{1 + (i % 9)},Norway"),
            "Ignatia Quenmorbrinquen,1980-01-01,Peru"]);

    private string OfacFile() => _folder.Write(
        "scores.csv", "query_name,candidate_name,score_min,score_max", "Torvald Quennebrink,\"QUENNEBRINK, Torvald\",1.0,1.0",
            "Torvald,TORVALD Quennebrink,0.97,0.97", "Torvald,Pia Xu,1.0,1.0");
}

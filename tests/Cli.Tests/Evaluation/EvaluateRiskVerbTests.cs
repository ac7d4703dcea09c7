using System.Globalization;
using System.IO.Compression;
using System.Text;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests.Evaluation;

public sealed class EvaluateRiskVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task The_summary_has_exactly_the_agreed_keys_and_says_which_columns_were_left_out()
    {
        var result = await _folder.RunAsync("evaluate", "risk", _folder.Write("train.csv", Rows(1)), _folder.Write("test.csv", Rows(2)),
            "--label", "fraud", "--seeds", "1");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["cases", "auc", "prAuc", "recallAt5PercentFpr", "calibrationError", "baselines"], result.Keys);
        Assert.Equal(400, result.Json.GetProperty("cases").GetInt32());
        Assert.True(result.Json.GetProperty("auc").GetDouble() > 0.8);
        Assert.True(result.Json.GetProperty("baselines").GetProperty("logisticRegression").TryGetProperty("prAucGain", out _));
        Assert.Contains("left out, protected: Sex", result.Error);
        Assert.Contains("left out, identifier: ID", result.Error);
        Assert.Contains("left out, constant: site", result.Error);
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_named_with_the_columns_that_are()
    {
        var result = await _folder.RunAsync("evaluate", "risk", _folder.Write("a.csv", Rows(1)), _folder.Write("b.csv", Rows(2)), "--label",
            "frod");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no column frod; it has ID, amount, kind, Sex, site, fraud", result.Error);
    }

    /// <summary>A quotation mark that is never closed swallowed all rows after it.</summary>
    [Theory]
    [InlineData("7,\"5,a,F,x,Yes", "line 402")]
    [InlineData("7,\"5,a,F,x,Yes\n8,\"6,a,F,x,No", "line 402")]
    public async Task A_quotation_mark_that_is_never_closed_is_named_with_its_line(string row, string line)
    {
        var result = await _folder.RunAsync("evaluate", "risk", _folder.Write("a.csv", [.. Rows(1), row]), _folder.Write("b.csv", Rows(2)),
            "--label", "fraud");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(line, result.Error);
    }

    [Fact]
    public async Task A_label_without_two_values_is_refused_with_what_it_has()
    {
        var (train, test) = (Rows(1), _folder.Write("b.csv", Rows(2)));
        var three = await _folder.RunAsync("evaluate", "risk", _folder.Write("a.csv", [.. train, "1,5,a,F,x,maybe"]), test, "--label",
            "fraud");
        Assert.Equal(2, three.ExitCode);
        Assert.Contains("it has 3 (No, Yes, maybe)", three.Error);
        var one = await _folder.RunAsync("evaluate", "risk", _folder.Write("c.csv", [.. train.Where(row => !row.EndsWith("Yes",
            StringComparison.Ordinal))]), test, "--label", "fraud", "--positive", "Yes");
        Assert.Equal(2, one.ExitCode);
        Assert.Contains("does not hold both values", one.Error);
    }

    [Fact]
    public async Task Ways_to_write_yes_and_no_are_one_value_rows_without_are_left_out_and_others_are_refused()
    {
        var train = _folder.Write("train.csv", [.. Rows(1), "1,5,a,F,x,NA", "2,5,a,F,x,?", "3,5,a,F,x,YES"]);
        string[] later = [.. Rows(2).Select((row, i) => i % 2 == 0 ? row.Replace(",Yes", ",1.0", StringComparison.Ordinal)
            : row.Replace(",No", ",false", StringComparison.Ordinal))];
        var read = await _folder.RunAsync("evaluate", "risk", train, _folder.Write("test.csv", [.. later, "1,5,a,F,x,"]), "--label",
            "fraud", "--seeds", "1");
        Assert.Equal((0, 400), (read.ExitCode, read.Json.GetProperty("cases").GetInt32()));
        Assert.Contains("401 rows", read.Error);
        Assert.Contains("2 without a label", read.Error);
        Assert.Contains("1 rows without a label are left out", read.Error);
        var odd = await _folder.RunAsync("evaluate", "risk", train, _folder.Write("odd.csv", [.. later, "1,5,a,F,x,perhaps"]), "--label",
            "fraud");
        Assert.Equal(2, odd.ExitCode);
        Assert.Contains("the value perhaps", odd.Error);
    }

    [Fact]
    public async Task A_model_is_fitted_from_a_compressed_file_explained_compared_and_watched_for_drift()
    {
        var train = _folder.PathOf("train.csv.gz");
        await using (var file = new GZipStream(File.Create(train), CompressionLevel.Fastest))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', Rows(1))));
        }

        var (model, test) = (_folder.PathOf("model.json"), _folder.Write("test.csv", Rows(2)));
        var fitted = await _folder.RunAsync("risk", "fit", train, "--label", "fraud", "--out", model, "--seeds", "1");
        Assert.Equal(0, fitted.ExitCode);
        Assert.Contains("Not used, protected: Sex", await File.ReadAllTextAsync(model + ".md"));
        var explained = await _folder.RunAsync("risk", "explain", "1", "--model", model, "--file", test);
        var sum = explained.Json.GetProperty("contributions").EnumerateArray().Sum(part => part.GetProperty("logOdds").GetDouble());
        Assert.Equal(explained.Json.GetProperty("logOdds").GetDouble(), explained.Json.GetProperty("start").GetDouble() + sum, 9);
        var compared = await _folder.RunAsync("risk", "compare", model, model, test, "--label", "fraud");
        Assert.False(compared.Json.GetProperty("isBetter").GetBoolean());
        Assert.Equal(0, (await _folder.RunAsync("risk", "drift", train, test)).Json.GetProperty("moved").GetInt32());
        var moved = await _folder.RunAsync("risk", "drift", train, _folder.Write("moved.csv", Rows(3, 400)));
        Assert.Equal((5, 1), (moved.ExitCode, moved.Json.GetProperty("moved").GetInt32()));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Four hundred rows: large amounts of one kind are mostly positive.</summary>
    private static string[] Rows(int seed, int more = 0)
    {
        var bits = new ScreeningCore.Matching.Fitting.SplitMix((ulong)seed);
        return ["ID,amount,kind,Sex,site,fraud", .. Enumerable.Range(0, 400).Select(i =>
        {
            var (amount, kind) = (bits.Below(1000), "abc"[bits.Below(3)]);
            var fraud = bits.Below(100) < (amount > 700 ? kind == 'a' ? 90 : 40 : 3);
            return string.Create(CultureInfo.InvariantCulture,
                $"{1000 + i},{amount + more},{kind},{(i % 2 == 0 ? "F" : "M")},x,{(fraud ? "Yes" : "No")}");
        })];
    }
}

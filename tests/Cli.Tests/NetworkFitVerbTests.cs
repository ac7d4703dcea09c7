using System.Text.Json;
using Compliance.Functions.Tests.EndToEnd;

namespace Compliance.Cli.Tests;

/// <summary><c>networks fit</c>: weights proposed from records with groups and from pairs that people spoke of.</summary>
public sealed class NetworkFitVerbTests : IDisposable
{
    private readonly CliFolder _folder = new();

    [Fact]
    public async Task Weights_fitted_on_half_of_the_groups_tell_the_records_of_the_other_half_apart()
    {
        var records = _folder.Write("records.csv", ["id, name, born, city", .. Records()]);
        var result = await _folder.RunAsync("evaluate", "networks", "--records", records, "--groups-column", "id", "--groups-parts", "2");
        Assert.Equal(0, result.ExitCode);
        Assert.InRange(result.Json.GetProperty("f1").GetDouble(), .95, 1);
        Assert.InRange(result.Json.GetProperty("calibrationError").GetDouble(), 0, .02);
        Assert.True(result.Json.GetProperty("f1").GetDouble() > result.Json.GetProperty("union").GetProperty("f1").GetDouble());

        var model = _folder.PathOf("model.json");
        var fitted = await _folder.RunAsync("networks", "fit", "--records", records, "--groups-column", "id", "--groups-parts", "2",
            "--output", model);
        Assert.Equal(0, fitted.ExitCode);
        Assert.Equal(result.Json.GetProperty("f1").GetDouble(), fitted.Json.GetProperty("f1").GetDouble());
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(model));
        Assert.All(written.RootElement.GetProperty("fields").EnumerateArray(), field =>
        {
            double Of(string level) => field.GetProperty(level).GetDouble();
            Assert.True(Of("differs") <= Of("resembles") && Of("resembles") <= Of("near") && Of("near") <= Of("agrees"));
        });
        var read = await _folder.RunAsync("evaluate", "networks", "--records", records, "--groups-column", "id", "--groups-parts", "2",
            "--model", model);
        Assert.InRange(read.Json.GetProperty("f1").GetDouble(), .95, 1);
        Assert.Equal(2, (await _folder.RunAsync("evaluate", "networks", "--records", records, "--groups-column", "id", "--ignore", "city",
            "--model", model)).ExitCode); // Other fields than it weighs.
    }

    [Fact]
    public async Task What_people_said_of_accounts_moves_the_rates_towards_what_was_counted_and_a_run_reads_them()
    {
        var facts = _folder.Write("facts.csv", ["account,type,value,first,last", .. Facts()]);
        var model = _folder.PathOf("rates.json");
        string[] same = [.. Enumerable.Range(0, 60).SelectMany(pair => new[] { "--same", $"p-{pair}-a=p-{pair}-b" })];
        var fitted = await _folder.RunAsync(["networks", "fit", "--facts", facts, "--output", model, .. same]);
        Assert.Equal(0, fitted.ExitCode);
        var device = fitted.Json.GetProperty("rates").EnumerateArray().Single(rate => rate.GetProperty("type").GetString() == "device");
        Assert.Equal((60, 60), (device.GetProperty("known").GetInt32(), device.GetProperty("agreed").GetInt32()));
        Assert.Equal((60 + (20 * .30)) / 80, device.GetProperty("fitted").GetDouble(), 1e-9);
        var card = fitted.Json.GetProperty("rates").EnumerateArray().Single(rate => rate.GetProperty("type").GetString() == "card");
        Assert.Equal(20 * .30 / 80, card.GetProperty("fitted").GetDouble(), 1e-9);

        async Task<double> ProbabilityAsync(params string[] more) => (await _folder.RunAsync(["networks", "explain", "p-1-a", "p-1-b",
            "--facts", facts, .. more])).Json.GetProperty("probability").GetDouble();
        Assert.True(await ProbabilityAsync("--model", model) > await ProbabilityAsync());
    }

    [Fact]
    public async Task A_fit_on_too_little_writes_nothing_and_says_what_it_lacks()
    {
        var facts = _folder.Write("facts.csv", ["account,type,value,first,last", .. Facts()]);
        var model = _folder.PathOf("rates.json");
        var few = await _folder.RunAsync("networks", "fit", "--facts", facts, "--output", model, "--same", "p-1-a=p-1-b");
        Assert.Equal(2, few.ExitCode);
        Assert.Contains("50 pairs", few.Error);
        var records = _folder.Write("records.csv", "id,name", "a,x", "b,y");
        Assert.Equal(2, (await _folder.RunAsync("networks", "fit", "--records", records, "--groups-column", "id", "--output", model))
            .ExitCode);
        Assert.Contains("no column whose", (await _folder.RunAsync("networks", "fit", "--records", records, "--groups-column", "whose",
            "--output", model)).Error);
        Assert.Equal(2, (await _folder.RunAsync("networks", "fit", "--output", model)).ExitCode);
        Assert.False(File.Exists(model));
        var broken = _folder.Write("broken.json", """{"version":"networks@1","rates":{"card":{"household":2}}}""");
        Assert.Equal(2, (await _folder.RunAsync("networks", "run", "--facts", facts, "--model", broken)).ExitCode);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Two hundred people, each written twice: the second time with a slip in the name or another city.</summary>
    private static IEnumerable<string> Records()
    {
        string[] starts = ["Bel", "Cor", "Dal", "Fen", "Gri", "Hal", "Jor", "Kel", "Lom", "Nor"], ends = ["bero", "cato", "dine", "fara",
            "gusta", "harin", "kova", "lindo", "mora", "nella"];
        for (var person = 0; person < 200; person++)
        {
            var (name, born) = (starts[person % 10] + ends[person / 10 % 10] + (person / 100 == 0 ? "a" : "us"),
                $"19{50 + (person % 50)}-0{1 + (person % 9)}-1{person % 10}");
            yield return $"r-{person}-org, {name}, {born}, city {person % 23}";
            yield return $"r-{person}-dup, {(person % 3 == 0 ? name[..^1] + "e" : name)}, {born}, city {(person + (person % 2)) % 23}";
        }
    }

    /// <summary>Sixty pairs on one device and on different cards.</summary>
    private static IEnumerable<string> Facts()
    {
        for (var pair = 0; pair < 60; pair++)
        {
            foreach (var half in new[] { "a", "b" })
            {
                yield return $"p-{pair}-{half},device,d-{pair},2026-03-01,2026-04-01";
                yield return $"p-{pair}-{half},card,c-{pair}-{half},2026-03-01,2026-04-01";
            }
        }
    }
}

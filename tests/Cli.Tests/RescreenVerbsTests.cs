using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Subjects;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Tests;

public sealed class RescreenVerbsTests
{
    private const string Newcomer = "Zacharias Wolfgang Ptolemy";

    [Fact]
    public async Task A_run_is_made_shown_and_verified_and_a_look_back_tells_then_from_now()
    {
        using var folder = new CliFolder();
        var old = folder.WriteLists("old", "2026-02-27");
        Assert.Equal(CliCommands.Done, (await folder.RunAsync("lists", "import", old)).ExitCode);
        await MonitorAsync(folder, Newcomer, "acct_1");
        await MonitorAsync(folder, "Quentin Oyelaran", "acct_2");

        var first = await folder.RunAsync("rescreen", "run");
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Contains("run-00000001", first.Out, StringComparison.Ordinal);

        folder.Settings["COMPLIANCE_LISTS_DIR"] = folder.WriteLists("new", "2026-02-28", "Zacharias Wolfgang|Ptolemy|1961");
        var second = await folder.RunAsync("rescreen", "run");
        Assert.True(second.ExitCode == 0, second.Error);
        Assert.Contains("run-00000002", second.Out, StringComparison.Ordinal);
        folder.Settings.Remove("COMPLIANCE_LISTS_DIR");
        Assert.Contains("ListsChanged", (await folder.RunAsync("rescreen", "certificate")).Out, StringComparison.Ordinal);
        var certificate = await folder.RunAsync("rescreen", "certificate", "2", "--json");
        Assert.Equal((2, 1, 1),
            (certificate.Json.GetProperty("subjectsRead").GetInt32(), certificate.Json.GetProperty("subjectsScreened")
            .GetInt32(), certificate.Json.GetProperty("alertsRaised").GetInt32()));
        Assert.Contains("sound", (await folder.RunAsync("rescreen", "verify")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await folder.RunAsync("rescreen", "status", "--json")).Json.GetProperty("runs").GetArrayLength());
        Assert.Contains("before", (await folder.RunAsync("rescreen", "run")).Out, StringComparison.Ordinal);

        var back = await folder.RunAsync("rescreen", "lookback", "--list", "un-sc", "--as-of", "2026-02-27", "--clock", "published");
        Assert.True(back.ExitCode == 0, back.Error);
        Assert.Equal((1, 0, 1),
            (back.Json.GetProperty("differ").GetInt32(), back.Json.GetProperty("onlyOne").GetInt32(), back.Json.GetProperty("onlyOther")
            .GetInt32()));
        Assert.Contains("acct_1", back.Error, StringComparison.Ordinal);
        var shadow = await folder.RunAsync("rescreen", "shadow", "--threshold", "0.999999");
        Assert.Equal((2, 1), (shadow.Json.GetProperty("subjects").GetInt32(), shadow.Json.GetProperty("differ").GetInt32()));
        Assert.Equal(2, (await folder.RunAsync("rescreen", "lookback", "--list", "un-sc", "--as-of", "1999-01-01")).ExitCode);
    }

    [Fact]
    public async Task What_another_build_decides_is_compared_with_what_this_one_kept_before_it_takes_effect()
    {
        using var folder = new CliFolder();
        Assert.Equal(CliCommands.Done,
            (await folder.RunAsync("lists", "import", folder.WriteLists("old", "2026-02-27", "Zacharias Wolfgang|Ptolemy|1961"))).ExitCode);
        await MonitorAsync(folder, Newcomer, "acct_1");
        await MonitorAsync(folder, "Quentin Oyelaran", "acct_2");
        var file = folder.PathOf("kept.ndjson");

        var kept = await folder.RunAsync("rescreen", "shadow", "--keep", file);
        Assert.True(kept.ExitCode == 0, kept.Error);
        Assert.Equal((2, ScreeningEngine.Version), (kept.Json.GetProperty("kept").GetInt32(), kept.Json.GetProperty("engine").GetString()));
        Assert.DoesNotContain("acct_1", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal((2, 0), Differing(await folder.RunAsync("rescreen", "shadow", "--against", file)));

        // Another build, that did not see the hit.
        var lines = await File.ReadAllLinesAsync(file);
        var other = ScreeningEngine.Version[..^1] + (ScreeningEngine.Version[^1] == '0' ? '1' : '0');
        await File.WriteAllLinesAsync(file, lines.Select(line => line.Replace(ScreeningEngine.Version, other, StringComparison.Ordinal)
            .Replace("\"review\"", "\"allow\"", StringComparison.Ordinal))
                .Select(line => System.Text.RegularExpressions.Regex.Replace(line, "\"hits\":\\{.*?\\}", "\"hits\":{}")));
        var compared = await folder.RunAsync("rescreen", "shadow", "--against", file);
        Assert.Equal((2, 1), Differing(compared));
        Assert.Contains($"acct_1: allow by {other}, review by {ScreeningEngine.Version}", compared.Error, StringComparison.Ordinal);

        await MonitorAsync(folder, "Quentin Oyelaran Hollenbach", "acct_2");
        await MonitorAsync(folder, "Amara Lindqvist", "acct_3");
        Assert.Contains("1 subjects with another request, 1 new and 0 gone",
            (await folder.RunAsync("rescreen", "shadow", "--against", file)).Error, StringComparison.Ordinal);

        folder.Settings["COMPLIANCE_LISTS_DIR"] = folder.WriteLists("new", "2026-02-28", "Anna Maria|Schmidt|1970");
        var elsewhere = await folder.RunAsync("rescreen", "shadow", "--against", file);
        Assert.Equal(2, elsewhere.ExitCode);
        Assert.Contains("keep it again over these", elsewhere.Error, StringComparison.Ordinal);
    }

    private static (int Screened, int Differ) Differing(ToolResult run)
        => (run.Json.GetProperty("screened").GetInt32(), run.Json.GetProperty("differ").GetInt32());

    [Fact]
    public async Task Synthetic_subjects_are_rescreened_by_delta_as_in_full()
    {
        using var folder = new CliFolder();
        var (from, to) =
            (folder.WriteLists("old", "2026-02-27"),
            folder.WriteLists("new", "2026-02-28", "Zacharias Wolfgang|Ptolemy|1961", "Anna Maria|Schmidt|1970", "Li|Xiaoming|1980"));
        var result = await folder.RunAsync("rescreen", "simulate", "--from", from, "--to", to, "--subjects", "3000", "--check", "600");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal((3000, 600, 0),
            (result.Json.GetProperty("subjects").GetInt32(), result.Json.GetProperty("checkedInFull")
            .GetInt32(), result.Json.GetProperty("differences").GetInt32()));
    }

    [Fact]
    public async Task Links_are_listed_explained_severed_and_restored()
    {
        using var folder = new CliFolder();
        Assert.Equal(CliCommands.Done, (await folder.RunAsync("lists", "import", folder.WriteLists())).ExitCode);
        Assert.Contains("0 links", (await folder.RunAsync("links", "list")).Out, StringComparison.Ordinal);
        foreach (var (verb, done) in new[] { ("sever", "are two parties"), ("restore", "are one party where the rules link them") })
        {
            Assert.Contains("second person", (await SayAsync(verb, "ana")).Out, StringComparison.Ordinal);
            var agreed = await SayAsync(verb, "ben");
            Assert.Equal(CliCommands.Done, agreed.ExitCode);
            Assert.Contains(done, agreed.Out, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await folder.RunAsync("links", "sever", "un-sc:1", "un-sc:1", "--by", "ana", "--reason", "x")).ExitCode);

        Task<ToolResult> SayAsync(string verb, string officer)
            => folder.RunAsync("links", verb, "un-sc:QDi.001", "us-ofac-sdn:1", "--by", officer, "--reason", "Two brothers.");
    }

    private static async Task MonitorAsync(CliFolder folder, string name, string id)
    {
        using var storage = EmbeddedStorage.Open(folder.PathOf("data"), TimeProvider.System);
        await new SubjectStore(storage.Records, new AuditIntake(storage.Records, TimeProvider.System)).PutAsync(id, new MonitoredSubject
        {
            Request = new ScreeningRequest
            { Subject = new ScreeningSubject { Id = id, Name = name, Kind = PartyKind.Individual }, Monitor = true },
            Client = "test",
            SubmittedAt = new DateTimeOffset(2026, 2, 27, 12, 0, 0, TimeSpan.Zero),
        }, default);
    }
}

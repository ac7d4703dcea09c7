using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Stores;
using Compliance.Functions.Tool;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Tool.Verbs;

public sealed class RescreenVerbsTests
{
    private const string Newcomer = "Zacharias Wolfgang Ptolemy";

    [Fact]
    public async Task A_run_is_made_shown_and_verified_and_a_look_back_tells_then_from_now()
    {
        using var folder = new ToolFolder();
        var old = folder.WriteLists("old", "2026-02-27");
        Assert.Equal(ToolCommands.Done, (await folder.RunAsync("lists", "import", old)).ExitCode);
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
        Assert.Equal((2, 1, 1), (certificate.Json.GetProperty("subjectsRead").GetInt32(), certificate.Json.GetProperty("subjectsScreened").GetInt32(), certificate.Json.GetProperty("alertsRaised").GetInt32()));
        Assert.Contains("sound", (await folder.RunAsync("rescreen", "verify")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await folder.RunAsync("rescreen", "status", "--json")).Json.GetProperty("runs").GetArrayLength());
        Assert.Contains("before", (await folder.RunAsync("rescreen", "run")).Out, StringComparison.Ordinal);

        var back = await folder.RunAsync("rescreen", "lookback", "--list", "un-sc", "--as-of", "2026-02-27", "--clock", "published");
        Assert.True(back.ExitCode == 0, back.Error);
        Assert.Equal((1, 0, 1), (back.Json.GetProperty("differ").GetInt32(), back.Json.GetProperty("onlyOne").GetInt32(), back.Json.GetProperty("onlyOther").GetInt32()));
        Assert.Contains("acct_1", back.Error, StringComparison.Ordinal);
        var shadow = await folder.RunAsync("rescreen", "shadow", "--threshold", "0.999999");
        Assert.Equal((2, 1), (shadow.Json.GetProperty("subjects").GetInt32(), shadow.Json.GetProperty("differ").GetInt32()));
        Assert.Equal(2, (await folder.RunAsync("rescreen", "lookback", "--list", "un-sc", "--as-of", "1999-01-01")).ExitCode);
    }

    [Fact]
    public async Task Synthetic_subjects_are_rescreened_by_delta_as_in_full()
    {
        using var folder = new ToolFolder();
        var (from, to) = (folder.WriteLists("old", "2026-02-27"), folder.WriteLists("new", "2026-02-28", "Zacharias Wolfgang|Ptolemy|1961", "Anna Maria|Schmidt|1970", "Li|Xiaoming|1980"));
        var result = await folder.RunAsync("rescreen", "simulate", "--from", from, "--to", to, "--subjects", "3000", "--check", "600");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal((3000, 600, 0), (result.Json.GetProperty("subjects").GetInt32(), result.Json.GetProperty("checkedInFull").GetInt32(), result.Json.GetProperty("differences").GetInt32()));
    }

    [Fact]
    public async Task Links_are_listed_explained_severed_and_restored()
    {
        using var folder = new ToolFolder();
        Assert.Equal(ToolCommands.Done, (await folder.RunAsync("lists", "import", folder.WriteLists())).ExitCode);
        Assert.Contains("0 links", (await folder.RunAsync("links", "list")).Out, StringComparison.Ordinal);
        Assert.Equal(ToolCommands.Done, (await folder.RunAsync("links", "sever", "un-sc:QDi.001", "us-ofac-sdn:1", "--by", "ana", "--reason", "Two brothers.")).ExitCode);
        Assert.Contains("one party where the rules link them", (await folder.RunAsync("links", "restore", "us-ofac-sdn:1", "un-sc:QDi.001", "--by", "ana", "--reason", "It was one man.")).Out, StringComparison.Ordinal);
        Assert.Equal(2, (await folder.RunAsync("links", "sever", "un-sc:1", "un-sc:1", "--by", "ana", "--reason", "x")).ExitCode);
    }

    private static async Task MonitorAsync(ToolFolder folder, string name, string id)
    {
        using var storage = EmbeddedStorage.Open(folder.PathOf("data"), TimeProvider.System);
        await new SubjectStore(storage.Records).PutAsync(id, new MonitoredSubject
        {
            Request = new ScreeningRequest { Subject = new ScreeningSubject { Id = id, Name = name, Kind = PartyKind.Individual }, Monitor = true },
            Client = "test",
            SubmittedAt = new DateTimeOffset(2026, 2, 27, 12, 0, 0, TimeSpan.Zero),
        }, default);
    }
}

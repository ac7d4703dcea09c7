using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Compliance.Cli.Tests;

public sealed class BackupVerbsTests
{
    private static readonly AlertId Alert = AlertId.FirstOfSubject("acct_1");

    [Fact]
    public async Task A_backup_of_the_running_service_restored_elsewhere_answers_the_same_and_its_chains_hold()
    {
        using var folder = new CliFolder();
        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("running");
        Reply screened;
        ToolResult backup;
        await using (var service = await StartAsync(folder.PathOf("running")))
        {
            screened = await AlertedAsync(service);
            backup = await folder.RunAsync("backup", folder.PathOf("backup.db"));
        }

        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.Contains("sound", backup.Out);
        Assert.Equal(2, (await folder.RunAsync("backup", folder.PathOf("backup.db"))).ExitCode);

        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("restored");
        var restore = await folder.RunAsync("restore", folder.PathOf("backup.db"));
        Assert.True(restore.ExitCode == 0, restore.Error);
        // The log takes acts over some seconds after they were written: the screening stands in it, or waits to.
        Assert.True(System.Text.RegularExpressions.Regex.IsMatch(restore.Out, @"([1-9][0-9]* screenings|[1-9][0-9]* acts wait)"),
            restore.Out);
        Assert.Contains("0 faults", System.Text.RegularExpressions.Regex.Replace(restore.Out, @"\s+", " "));
        Assert.Equal(2, (await folder.RunAsync("restore", folder.PathOf("backup.db"))).ExitCode);
        await using var again = await StartAsync(folder.PathOf("restored"));
        Assert.Equal(screened.Text, (await again.GetAsync($"/api/v1/screenings/{screened.Id}")).Text);
    }

    [Fact]
    public async Task A_restored_store_whose_chain_was_changed_is_reported()
    {
        using var folder = new CliFolder();
        await using (var service = await StartAsync(folder.PathOf("running")))
        {
            await AlertedAsync(service);
        }

        using (var storage = EmbeddedStorage.Open(folder.PathOf("running"), TimeProvider.System))
        {
            var record =
                (await storage.Records.QueryAsync(new RecordQuery(AlertRows.Table, Alert.SubjectKey).WithPrefix(AlertRows.Records),
                default)).Records[0];
            await storage.Records.CommitAsync(AlertRows.Table, Alert.SubjectKey,
                [new RecordOperation.Replace(record.Row, record.ETag,
                record.Json.Replace("\"act\":\"", "\"act\":\"x", StringComparison.OrdinalIgnoreCase))], default);
        }

        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("running");
        await folder.RunAsync("backup", folder.PathOf("backup.db"));
        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("restored");
        var restore = await folder.RunAsync("restore", folder.PathOf("backup.db"));
        Assert.Equal(3, restore.ExitCode);
        Assert.NotEmpty(restore.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused_and_leaves_nothing_behind()
    {
        using var folder = new CliFolder();
        folder.Write("nonsense.db", "no database");
        var restore = await folder.RunAsync("restore", folder.PathOf("nonsense.db"));
        Assert.Equal(2, restore.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder.PathOf("data"), "compliance.db")));
    }

    /// <summary>The service with its own opener of alerts.</summary>
    private static Task<RunningService> StartAsync(string data) => RunningService.StartReadyAsync(data: data, replace: services =>
    {
        services.RemoveAll<IAlertOpener>();
        services.AddSingleton<IAlertOpener, AlertOpener>();
    });

    private static async Task<Reply> AlertedAsync(RunningService service)
    {
        var reply = await service.ScreenAsync("""{"subject":{"id":"acct_1","name":"Borislav Vranikov Tsankovich"}}""");
        await Eventually.TrueAsync(async () => await service.App.Services.GetRequiredService<AlertStore>()
            .FindAsync(Alert, default) is not null, "the alert is open");
        return reply;
    }
}

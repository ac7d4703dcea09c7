using Compliance.Functions.Alerts;
using Compliance.Functions.Contracts;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Stores;
using Compliance.Functions.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Tool.Verbs;

public sealed class BackupVerbsTests
{
    [Fact]
    public async Task A_backup_of_the_running_service_restored_elsewhere_answers_the_same_and_its_chains_hold()
    {
        using var folder = new ToolFolder();
        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("running");
        Reply screened;
        ToolResult backup;
        await using (var service = await RunningService.StartReadyAsync(data: folder.PathOf("running")))
        {
            screened = await service.ScreenAsync("""{"subject":{"id":"acct_1","name":"Borislav Vranikov Tsankovich"}}""");
            await service.App.Services.GetServices<IAlertOpener>().First().OpenAsync(new AlertMessage(screened.Id, "acct_1", "review", DateTimeOffset.UnixEpoch), default);
            backup = await folder.RunAsync("backup", folder.PathOf("backup.db"));
        }

        Assert.True(backup.ExitCode == 0, backup.Error);
        Assert.Contains("sound", backup.Out);
        Assert.Equal(2, (await folder.RunAsync("backup", folder.PathOf("backup.db"))).ExitCode);

        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("restored");
        var restore = await folder.RunAsync("restore", folder.PathOf("backup.db"));
        Assert.True(restore.ExitCode == 0, restore.Error);
        Assert.Contains("0 faults", restore.Out);
        Assert.Equal(2, (await folder.RunAsync("restore", folder.PathOf("backup.db"))).ExitCode);
        await using var again = await RunningService.StartReadyAsync(data: folder.PathOf("restored"));
        Assert.Equal(screened.Text, (await again.GetAsync($"/api/v1/screenings/{screened.Id}")).Text);
    }

    [Fact]
    public async Task A_restored_store_whose_chain_was_changed_is_reported()
    {
        using var folder = new ToolFolder();
        using (var storage = EmbeddedStorage.Open(folder.PathOf("running"), TimeProvider.System))
        {
            var alert = Compliance.ScreeningCore.Alerts.AlertId.FirstOfSubject("acct_9");
            var host = new ServiceCollection().AddSingleton<IRecordStore>(storage.Records).AddSingleton(TimeProvider.System).AddSingleton(new ScreeningStore(storage.Records, storage.Blobs)).AddLogging().AddAlerts().BuildServiceProvider();
            await host.GetRequiredService<AlertDesk>().GiveAsync(alert, new Compliance.ScreeningCore.Alerts.AlertCommand.Raise(alert, "acct_9", "scr_1", Compliance.ScreeningCore.Screening.Decision.Review, []), Compliance.ScreeningCore.Alerts.Officer.Service, null, default);
            var record = (await storage.Records.QueryAsync(new RecordQuery(AlertRows.Table, alert.SubjectKey).WithPrefix(AlertRows.Records), default)).Records[0];
            await storage.Records.CommitAsync(AlertRows.Table, alert.SubjectKey, [new RecordOperation.Replace(record.Row, record.ETag, record.Json.Replace("system", "nobody", StringComparison.Ordinal))], default);
        }

        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("running");
        await folder.RunAsync("backup", folder.PathOf("backup.db"));
        folder.Settings["COMPLIANCE_DATA_DIR"] = folder.PathOf("restored");
        var restore = await folder.RunAsync("restore", folder.PathOf("backup.db"));
        Assert.Equal(3, restore.ExitCode);
        Assert.Contains("Edited", restore.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_backup_is_refused_and_leaves_nothing_behind()
    {
        using var folder = new ToolFolder();
        folder.Write("nonsense.db", "no database");
        var restore = await folder.RunAsync("restore", folder.PathOf("nonsense.db"));
        Assert.Equal(2, restore.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder.PathOf("data"), "compliance.db")));
    }
}

using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Tests.Records;

/// <summary>Reports are found by rows of their own, so that they cost nothing in a long queue; a store from before those rows loses no
/// report.</summary>
public sealed class PropertyRowsTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_store_that_is_older_than_the_rows_of_property_shows_every_report_it_showed_before()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Listed, "1961-04-17");
        await _host.ScreenAsync("acct_2", InventedLists.Listed);
        await _host.DecideAsync("acct_2", Disposition.TrueMatch, "same_name_and_birth_date");
        var before = await ReportsAsync();
        Assert.True(before.Count >= 2, string.Join(' ', before));

        var records = _host.Get<IRecordStore>();
        var rows = new List<string> { "property-noted" };
        await foreach (var row in records.ReadAllAsync(new RecordQuery(AlertQueue.Table, AlertQueue.Partition).WithPrefix("p-"), default))
        {
            rows.Add(row.Row);
        }

        await records.CommitAsync(AlertQueue.Table, AlertQueue.Partition, [.. rows.Select(row => new RecordOperation.Delete(row, "*"))],
            default);
        Assert.Equal(3, rows.Count);
        Assert.Equal(before, await ReportsAsync());
    }

    [Fact]
    public async Task An_alert_that_never_concerned_property_is_not_read_for_reports()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await _host.DecideAsync("acct_1", Disposition.FalsePositive, "different_name");
        Assert.Empty(await new PropertyIndex(_host.Get<IRecordStore>(), _host.Get<AlertQueue>()).ReadAsync(_host.Time.GetUtcNow(), default));
    }

    private async Task<List<string>> ReportsAsync()
        => [.. (await _host.Get<PropertyReports>().AllAsync(default)).Select(packet => packet.Occasion.Id)];
}

using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Subjects;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Location;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Who deleted the row of a monitored subject, or wrote another name into it, left somebody out of every later rescreening, and
/// verifying named nothing. That a caller ended the monitoring stood in no log.</summary>
public sealed class MonitoredSubjectTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    private IRecordStore Records => _host.Get<IRecordStore>();

    [Fact]
    public async Task A_row_that_is_gone_or_names_another_is_named_and_an_ended_monitoring_is_not()
    {
        foreach (var id in new[] { "acct_0", "acct_1", "acct_2" })
        {
            await MonitorAsync(id, InventedLists.Unlisted);
        }

        await MonitorAsync("acct_2", InventedLists.Unlisted + " Junior");
        Assert.Empty(await FaultsAsync());

        var gone = await RowAsync("acct_0");
        await Records.CommitAsync(SubjectStore.Table, gone.Partition, [new RecordOperation.Delete(gone.Row, "*")], default);
        Assert.Contains("its row is gone", Assert.Single(await FaultsAsync()).Text, StringComparison.Ordinal);
        await Records.CommitAsync(SubjectStore.Table, gone.Partition, [new RecordOperation.Put(gone.Row, gone.Json)], default);
        Assert.Empty(await FaultsAsync());

        var other = await RowAsync("acct_1");
        var subject = SubjectStore.Read(other).Subject;
        var renamed = subject with { Request = subject.Request with { Subject = subject.Request.Subject with { Name = "Nobody" } } };
        await Records.CommitAsync(SubjectStore.Table, other.Partition,
            [new RecordOperation.Put(other.Row, JsonSerializer.Serialize(renamed, EvidenceCodec.Options))], default);
        Assert.Contains("is not what", Assert.Single(await FaultsAsync()).Text, StringComparison.Ordinal);
        await Records.CommitAsync(SubjectStore.Table, other.Partition, [new RecordOperation.Put(other.Row, other.Json)], default);

        Assert.True(await _host.Get<SubjectStore>().RemoveAsync("tests", "acct_2", "tests", default));
        Assert.False(await _host.Get<SubjectStore>().RemoveAsync("tests", "acct_2", "tests", default));
        Assert.Empty(await FaultsAsync());
        _host.Time.Advance(TimeSpan.FromHours(1));
        await MonitorAsync("acct_2", InventedLists.Unlisted);
        var back = await RowAsync("acct_2");
        await Records.CommitAsync(SubjectStore.Table, back.Partition, [new RecordOperation.Delete(back.Row, "*")], default);
        Assert.Contains("its row is gone", Assert.Single(await FaultsAsync()).Text, StringComparison.Ordinal);
    }

    private async Task MonitorAsync(string id, string name) => Assert.IsType<ScreeningReply.Answered>(
        await _host.Get<ScreeningService>().ScreenAsync(new ScreeningRequest
        {
            Channel = Channel.Signup,
            Subject = new ScreeningSubject { Id = id, Name = name, Kind = PartyKind.Individual },
            Signals = new LocationSignals(),
            Monitor = true,
        }, new ScreeningCall("tests"), default));

    private async Task<StoredRecord> RowAsync(string id)
    {
        var row = SubjectStore.RowOf("tests", id);
        return (await Records.FindAsync(SubjectStore.Table, Shard.OfKey(row).Partition, row, default))!;
    }

    private async Task<IReadOnlyList<AuditFault>> FaultsAsync()
        => [.. (await _host.Get<RecordVerification>().VerifyAsync(seal: true, default)).Faults];
}

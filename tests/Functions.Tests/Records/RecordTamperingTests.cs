using Compliance.Functions.Alerts;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Records;

/// <summary>Tampering with the real store: each is found by verifying, and what was tampered with is put back before the next.</summary>
public sealed class RecordTamperingTests : IAsyncLifetime, IDisposable
{
    private const int Rounds = 25;
    private readonly RecordHost _host = new();
    private long _length;

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            await _host.ScreenAsync($"acct_{i}", i % 5 == 0 ? InventedLists.Listed : InventedLists.Unlisted);
        }

        await _host.DecideAsync("acct_0", Disposition.FalsePositive, "different_name");
        _length = (await _host.Get<LogCheckpoints>().MakeAsync(default))!.Size;
        Assert.Empty((await VerifyAsync()).Faults);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    public static TheoryData<string> Tamperings
        => ["edit a record", "delete a record", "insert a record", "reorder records", "truncate", "fork", "rewrite with the head"];

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task Every_tampering_with_the_log_is_found(string kind)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var before = await RowsAsync();
            await TamperAsync(kind, new Random(seed), before);
            Assert.NotEmpty((await VerifyAsync()).Faults);
            await RestoreAsync(before);
        }

        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task Changed_removed_and_smuggled_evidence_is_found()
    {
        var records = _host.Get<IRecordStore>();
        foreach (var shard in Shard.All)
        {
            await foreach (var row
                in records.ReadAllAsync(new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix(ScreeningStore.EvidencePrefix),
                default))
            {
                await PutAsync(row, row.Json.Replace("acct", "axct", StringComparison.Ordinal));
                Assert.Contains((await VerifyAsync()).Faults, fault => fault.Kind == AuditFaultKind.ContentDiffers);
                await records.CommitAsync(ScreeningStore.Table, row.Partition, [new RecordOperation.Delete(row.Row, "*")], default);
                Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains("is gone", StringComparison.Ordinal));
                await PutAsync(row, """{"erased":"nothing to see","at":"2026-01-01T00:00:00+00:00"}""");
                Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains("without an act", StringComparison.Ordinal));
                await PutAsync(row, row.Json);
                var smuggled = row with { Row = ScreeningStore.EvidencePrefix + ScreeningId.Create(_host.Time.GetUtcNow(), shard) };
                await PutAsync(smuggled, row.Json);
                Assert.Contains((await VerifyAsync()).Faults, fault => fault.Kind == AuditFaultKind.NotRecorded);
                await records.CommitAsync(ScreeningStore.Table, row.Partition, [new RecordOperation.Delete(smuggled.Row, "*")], default);
                break;
            }
        }

        Assert.Empty((await VerifyAsync()).Faults);

        Task PutAsync(StoredRecord row, string json)
            => records.CommitAsync(ScreeningStore.Table, row.Partition, [new RecordOperation.Put(row.Row, json)], default);
    }

    [Fact]
    public async Task A_chain_of_a_subject_that_is_rewritten_with_its_head_is_found()
    {
        var records = _host.Get<IRecordStore>();
        var key = AlertId.FirstOfSubject("acct_0").SubjectKey;
        var (chain, head) = await _host.Get<Functions.Records.Log.AuditTrail>().ReadAsync(key, default);
        var (forged, forgedHead) =
            AuditChain.Append(AuditHead.Empty(head.Chain),
            chain.Select(record => new AuditAct(record.At, "mallory", record.Act, record.Target)));
        await records.CommitAsync(AlertRows.Table, key,
            [.. forged.Select(record =>
                new RecordOperation.Put(AlertRows.OfRecord(record.Sequence),
                System.Text.Json.JsonSerializer.Serialize(record, AlertRowJson.Default.AuditRecord))),
             new RecordOperation.Put(AlertRows.Head,
                 System.Text.Json.JsonSerializer.Serialize(forgedHead, AlertRowJson.Default.AuditHead))], default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_names_the_first_bad_place_and_ends_with_its_code()
    {
        var (fine, output) = await _host.RunAsync("audit", "verify");
        Assert.Equal(0, fine);
        Assert.Contains("nothing is amiss", output, StringComparison.Ordinal);
        var row = LogRows.OfRecord(7);
        var stored = (await _host.Get<IRecordStore>().FindAsync(LogRows.Table, LogRows.Log, row, default))!;
        await _host.Get<IRecordStore>()
            .CommitAsync(LogRows.Table, LogRows.Log,
            [new RecordOperation.Put(row, stored.Json.Replace("\"actor\":\"", "\"actor\":\"x", StringComparison.Ordinal))], default);
        var (code, text) = await _host.RunAsync("audit", "verify");
        Assert.Equal(3, code);
        Assert.Contains("first bad place: Record 7", text, StringComparison.Ordinal);
    }

    private Task<VerifiedRecord> VerifyAsync() => _host.Get<RecordVerification>().VerifyAsync(seal: false, default);

    private async Task<List<StoredRecord>> RowsAsync()
    {
        var rows = new List<StoredRecord>();
        await foreach (var row in _host.Get<IRecordStore>()
            .ReadAllAsync(new RecordQuery(LogRows.Table, LogRows.Log) { From = "h", Before = "o" }, default))
        {
            rows.Add(row);
        }

        return rows;
    }

    private async Task RestoreAsync(List<StoredRecord> before)
    {
        var wanted = before.Select(row => row.Row).ToHashSet();
        await _host.Get<IRecordStore>()
            .ForgetAsync(LogRows.Table, LogRows.Log, (await RowsAsync()).Select(row => row.Row)
            .Where(row => !wanted.Contains(row)), default);
        await WriteAsync(before.Select(row => (row.Row, row.Json)));
    }

    private async Task WriteAsync(IEnumerable<(string Row, string Json)> rows)
    {
        foreach (var chunk in rows.Chunk(90))
        {
            await _host.Get<IRecordStore>()
                .CommitAsync(LogRows.Table, LogRows.Log, [.. chunk.Select(row => new RecordOperation.Put(row.Row, row.Json))], default);
        }
    }

    private async Task TamperAsync(string kind, Random random, List<StoredRecord> before)
    {
        var store = _host.Get<IRecordStore>();
        var at = 1 + random.Next((int)_length - 1);
        var json = before.Single(row => row.Row == LogRows.OfRecord(at)).Json;
        switch (kind)
        {
            case "edit a record":
                await WriteAsync([(LogRows.OfRecord(at), json.Replace("\"act\":\"", "\"act\":\"x", StringComparison.Ordinal))]);
                break;
            case "delete a record":
                await store.CommitAsync(LogRows.Table, LogRows.Log, [new RecordOperation.Delete(LogRows.OfRecord(at), "*")], default);
                break;
            case "insert a record":
                await WriteAsync([(LogRows.OfRecord(at) + "x", json)]);
                break;
            case "reorder records":
                var other = at == 1 ? 2 : at - 1;
                await WriteAsync(
                    [(LogRows.OfRecord(at), before.Single(row => row.Row == LogRows.OfRecord(other)).Json),
                    (LogRows.OfRecord(other), json)]);
                break;
            case "truncate":
                await store.ForgetAsync(LogRows.Table, LogRows.Log, Enumerable.Range(at, (int)_length - at + 1)
                    .Select(i => LogRows.OfRecord(i)), default);
                break;
            case "fork":
                await RewriteAsync(at, before, withHead: false);
                break;
            case "rewrite with the head":
                await RewriteAsync(at, before, withHead: true);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown tampering.");
        }
    }

    private async Task RewriteAsync(int at, List<StoredRecord> before, bool withHead)
    {
        var records = before.Where(row => row.Row.StartsWith('n'))
            .Select(row => System.Text.Json.JsonSerializer.Deserialize(row.Json, LogJson.Default.AuditRecord)!).ToList();
        var acts = records.Select((record, i) =>
            new ScreeningCore.Audit.Log.LogAct(record.At, i + 1 == at ? "mallory"
            : record.Actor, record.Act, record.Target, record.ContentHash));
        var (forged, _, head) = ScreeningCore.Audit.Log.LogHead.Empty.Append(acts);
        await WriteAsync(
            forged.Select(record =>
            (LogRows.OfRecord(record.Sequence), System.Text.Json.JsonSerializer.Serialize(record, LogJson.Default.AuditRecord))));
        if (withHead)
        {
            await WriteAsync(
                [(LogRows.Head, System.Text.Json.JsonSerializer.Serialize(LogHeadRow.Of(head, Unsettled.Nothing),
                LogJson.Default.LogHeadRow))]);
        }
    }
}

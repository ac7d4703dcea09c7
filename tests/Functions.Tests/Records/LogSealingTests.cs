using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Tests.Records;

/// <summary>Every act comes into the log exactly once, whoever takes it over and whatever fails on the way.</summary>
public sealed class LogSealingTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Screenings_acts_on_alerts_and_direct_acts_stand_in_the_log_once_and_verify()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await _host.ScreenAsync("acct_2", InventedLists.Unlisted);
        await _host.DecideAsync("acct_1", Disposition.FalsePositive, "different_name");
        await _host.Get<AuditIntake>().RecordAsync("ana", RecordActs.EvidenceExported, "acct", default);
        await _host.Get<LogSealer>().SealAsync(default);
        await _host.Get<LogSealer>().SealAsync(default);
        var acts = (await ReadAsync()).Select(record => record.Act).ToList();
        Assert.Equal(2, acts.Count(act => act == RecordActs.ScreeningDecided));
        Assert.Single(acts, act => act == "alert.opened");
        Assert.Single(acts, act => act == "alert.claimed");
        Assert.Single(acts, act => act == RecordActs.EvidenceExported);
        Assert.Single(acts, act => act == "policy.changed");
        Assert.Single(acts, act => act == "list.changed");
        Assert.Empty((await _host.Get<RecordVerification>().VerifyAsync(seal: true, default)).Faults);
    }

    [Fact]
    public async Task Sealers_of_several_instances_take_every_act_over_once()
    {
        var (records, trail) = (_host.Get<IRecordStore>(), _host.Get<AuditTrail>());
        var intake = _host.Get<AuditIntake>();
        await Task.WhenAll(Enumerable.Range(0, 600).Select(i => intake.RecordAsync("ana", "test.act", $"t{i:D4}", default)));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var sealer =
                new LogSealer(records, new AuditLog(records),
                [new DirectActs(records), new ScreeningActs(records), new SubjectChains(records, trail, _host.Time)]);
            await sealer.SealAsync(default);
        }));
        await _host.Get<LogSealer>().SealAsync(default);
        var targets = (await ReadAsync()).Where(record => record.Act == "test.act").Select(record => record.Target).ToList();
        Assert.Equal(600, targets.Count);
        Assert.Equal(600, targets.Distinct().Count());
        Assert.Empty((await _host.Get<RecordVerification>().VerifyAsync(seal: true, default)).Faults);
    }

    [Fact]
    public async Task A_crash_at_any_write_loses_no_act_and_doubles_none()
    {
        var records = _host.Get<IRecordStore>();
        for (var round = 0; round < 40; round++)
        {
            for (var i = 0; i < 7; i++)
            {
                await _host.Get<AuditIntake>().RecordAsync("ana", "test.act", $"r{round:D2}-{i}", default);
            }

            var dying = new DyingRecords(records, survives: round % 8);
            using var sealer = new LogSealer(dying, new AuditLog(dying), [new DirectActs(dying)]);
            await Record.ExceptionAsync(() => sealer.SealAsync(default));
        }

        await _host.Get<LogSealer>().SealAsync(default);
        var targets = (await ReadAsync()).Where(record => record.Act == "test.act").Select(record => record.Target).ToList();
        Assert.Equal(280, targets.Count);
        Assert.Equal(280, targets.Distinct().Count());
        foreach (var target in targets)
        {
            Assert.NotEmpty(await _host.Get<AuditLog>().AboutAsync(target, default));
        }
    }

    [Fact]
    public async Task Proofs_from_tiles_and_records_verify_at_every_checkpoint()
    {
        var intake = _host.Get<AuditIntake>();
        var made = new List<Checkpoint>();
        foreach (var count in new[] { 3, 250, 300 })
        {
            for (var i = 0; i < count; i++)
            {
                await intake.RecordAsync("ana", "test.act", $"t{i}", default);
            }

            made.Add((await _host.Get<LogCheckpoints>().MakeAsync(default))!);
        }

        var all = await ReadAsync();
        var checkpoints = _host.Get<LogCheckpoints>();
        foreach (var checkpoint in made)
        {
            foreach (var sequence in new[] { 1, 2, checkpoint.Size / 2, checkpoint.Size })
            {
                var path = await checkpoints.InclusionAsync(sequence, checkpoint.Size, default);
                Assert.True(
                    MerkleProof.VerifyInclusion(MerkleHash.OfRecord(all[(int)sequence - 1]), sequence - 1, checkpoint.Size,
                    path, checkpoint.Root));
            }

            var consistency = await checkpoints.ConsistencyAsync(made[0].Size, checkpoint.Size, default);
            Assert.True(MerkleProof.VerifyConsistency(made[0].Size, checkpoint.Size, made[0].Root, checkpoint.Root, consistency));
        }
    }

    [Fact]
    public async Task Kept_checkpoints_are_never_changed_and_an_unchanged_log_makes_none()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        var first = await _host.Get<LogCheckpoints>().MakeAsync(default);
        _host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(first, await _host.Get<LogCheckpoints>().MakeAsync(default));
        var store = new CheckpointFolder(_host.CheckpointFolder);
        Assert.False(await store.KeepAsync(first!.Size.ToString("D12", System.Globalization.CultureInfo.InvariantCulture), [1, 2, 3],
            default));
        Assert.Single(Directory.GetFiles(_host.CheckpointFolder));
    }

    [Fact]
    public async Task A_list_that_changes_and_changes_back_leaves_both_acts()
    {
        await _host.Get<LogSealer>().SealAsync(default);
        await ListIsAsync("Somebody New");
        await ListIsAsync();
        Assert.Equal(3, (await ReadAsync()).Count(record => record.Act == "list.changed"));

        async Task ListIsAsync(params string[] more)
        {
            var snapshot = InventedLists.Snapshot(_host.Time.GetUtcNow(), null, more);
            await _host.Get<Functions.Watchlists.SnapshotArchive>()
                .KeepAsync(snapshot, new Functions.Watchlists.ListManifest { Version = snapshot.Version }, default);
            await _host.Get<LogSealer>().SealAsync(default);
        }
    }

    private async Task<List<AuditRecord>> ReadAsync()
    {
        var all = new List<AuditRecord>();
        await foreach (var record in _host.Get<AuditLog>().ReadAsync(1, long.MaxValue, default))
        {
            all.Add(record);
        }

        return all;
    }

    /// <summary>A store that dies after so many commits.</summary>
    private sealed class DyingRecords(IRecordStore inner, int survives) : IRecordStore
    {
        private int _left = survives;

        public Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
            => inner.FindAsync(table, partition, row, cancellation);

        public Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation) => inner.QueryAsync(query, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation) =>
            _left-- > 0 ? inner.CommitAsync(table, partition, operations, cancellation) : throw new IOException("The process died here.");
    }
}

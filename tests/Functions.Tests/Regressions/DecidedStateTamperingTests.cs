using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// Events beyond the head were ignored and nothing compared them with the log: whoever writes the database put an older sealed head back,
/// and a stop of the ladder was undone unseen.
/// </summary>
public sealed class DecidedStateTamperingTests : IDisposable
{
    private const string Table = SealedEvents<LadderEvent>.Table;
    private const int Seeds = 24;
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    private IRecordStore Records => _host.Get<IRecordStore>();

    [Fact]
    public async Task An_older_head_that_is_put_back_undoes_no_stop_and_is_named()
    {
        await LadderWorld.ActAsync(_host);
        var older = (await Records.FindAsync(Table, LadderService.Name.Partition, "head", default))!;
        await StopAsync();
        Assert.Empty((await VerifyAsync(_host)).Faults);

        await PutAsync(older);
        _host.Reopen();
        await Assert.ThrowsAsync<InvalidDataException>(() => _host.Get<LadderService>().FindAsync(default));
        await LadderWorld.StolenCardsAsync(_host, Account);
        Assert.Equal(0, await _host.Get<LadderWork>().RunAsync(default));
        Assert.Contains((await VerifyAsync(_host)).Faults, fault => fault.Text.Contains("its head counts 2", StringComparison.Ordinal));

        await Records.CommitAsync(Table, LadderService.Name.Partition, [new RecordOperation.Delete("head", "*")], default);
        await Assert.ThrowsAsync<InvalidDataException>(() => _host.Get<LadderService>().FindAsync(default));
    }

    [Fact]
    public async Task A_whole_older_state_that_is_put_back_is_named()
    {
        await LadderWorld.ActAsync(_host);
        var older = (await Records.FindAsync(Table, LadderService.Name.Partition, "head", default))!;
        await StopAsync();
        Assert.Empty((await VerifyAsync(_host)).Faults);
        await PutAsync(older);
        await Records.CommitAsync(Table, LadderService.Name.Partition, [new RecordOperation.Delete("e000003", "*")], default);
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Contains((await VerifyAsync(_host)).Faults,
            fault => fault.Text.Contains("has lost its event 3 (ladder.set)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_tampering_with_the_ladder_s_mode_or_the_versions_of_the_model_is_named()
    {
        await LadderWorld.ActAsync(_host);
        var models = _host.Get<RiskModels>();
        await models.GiveAsync((one, at) => RiskModelDecider.Draft(one, RiskModelCodec.Write(RiskModelCodec.Default with { Name = "b" }),
            null, LadderWorld.Pia, at), LadderWorld.Pia, default);
        await models.GiveAsync((one, at) => RiskModelDecider.Propose(one, 1, null, LadderWorld.Pia, at), LadderWorld.Pia, default);
        Assert.Empty((await VerifyAsync(_host)).Faults);
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await VerifyAsync(_host)).Faults);
        var rows = new List<ActingRow>();
        foreach (var name in new[] { LadderService.Name.Partition, RiskModels.Name.Partition })
        {
            await foreach (var row in Records.ReadAllAsync(new RecordQuery(Table, name), default))
            {
                rows.Add(new ActingRow(name, Table, row));
            }
        }

        Assert.Equal(6, rows.Count);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (random, row) = (new Random(seed), rows[seed % rows.Count]);
            var before = await RowTampering.KeysAsync(Records, row, default);
            if (await RowTampering.TamperAsync(Records, row, before, random, default) is { } what)
            {
                Assert.True(!(await VerifyAsync(_host)).Faults.IsEmpty, $"seed {seed}: {row.Record.Row} {what}, and nothing is named");
            }

            await RowTampering.RestoreAsync(Records, row, before, default);
        }

        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    private async Task StopAsync() => Assert.Null((await _host.Get<LadderService>().GiveAsync((one, at)
        => LadderControlDecider.Stop(one, LadderMode.Shadow, "It is wrong.", Ana, at), Ana, default)).Refusal);

    private Task PutAsync(StoredRecord row) => Records.CommitAsync(Table, LadderService.Name.Partition,
        [new RecordOperation.Put(row.Row, row.Json)], default);
}

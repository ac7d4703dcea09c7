using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Networks;
using Compliance.Functions.Notices;
using Compliance.Functions.Policies;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Routing;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// Rows of what people decide for many bore a seal at most, and nothing compared them with the log: an organisation's control that was
/// deleted, an older template that was put back, an operation that somebody else proposed went unnamed.
/// </summary>
public sealed class DecidedRowTests : IAsyncLifetime, IDisposable
{
    /// <summary>Tamperings of each kind; COMPLIANCE_SEEDS=1000 for the long run.</summary>
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("COMPLIANCE_SEEDS"), out var seeds) ? seeds : 8;

    private readonly RecordHost _host = new();

    public async Task InitializeAsync()
    {
        await DecidedWorld.FillAsync(_host);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    private IRecordStore Records => _host.Get<IRecordStore>();

    [Fact]
    public async Task Every_tampering_with_what_people_decided_for_many_is_named()
    {
        foreach (var (kind, queries) in Kinds())
        {
            var rows = new List<ActingRow>();
            foreach (var query in queries)
            {
                await foreach (var row in Records.ReadAllAsync(query, default))
                {
                    rows.Add(new ActingRow(kind, query.Table, row));
                }
            }

            Assert.NotEmpty(rows);
            for (var seed = 0; seed < Seeds; seed++)
            {
                await TamperAsync(rows, new Random(seed), $"{kind}, seed {seed}");
            }
        }

        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task A_control_that_is_deleted_and_one_of_yesterday_that_is_put_back_are_named()
    {
        var place = new ControlPlace(DecidedWorld.Organisation, EnforcementCore.Routing.ControlScope.Organisation,
            DecidedWorld.Organisation);
        var partition = CommandKey.Hash(DecidedWorld.Organisation)[..32];
        var before = (await Records.FindAsync(ControlStore.Table, partition, place.Row, default))!;
        Assert.Null(await _host.Get<ControlStore>().SetAsync(place, EnforcementCore.Routing.ControlSet.Open with
        { Providers = ["openai"], Regions = ["eu"] }, Ben, default));
        _host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty((await VerifyAsync(_host)).Faults);
        await Records.CommitAsync(ControlStore.Table, partition, [new RecordOperation.Put(place.Row, before.Json)], default);
        Assert.Contains((await VerifyAsync(_host)).Faults, fault => fault.Text.Contains("control", StringComparison.Ordinal));
        await Records.CommitAsync(ControlStore.Table, partition, [new RecordOperation.Delete(place.Row, "*")], default);
        Assert.Contains((await VerifyAsync(_host)).Faults, fault => fault.Text.Contains("and is gone", StringComparison.Ordinal));
    }

    private static IEnumerable<(string Kind, RecordQuery[] Queries)> Kinds()
    {
        var one = DecidedWorld.One.Key;
        yield return ("policies", [.. PolicyService.States.Select(state => new RecordQuery("policies", state.Partition))]);
        yield return ("ladder", [new RecordQuery("policies", LadderService.Name.Partition)]);
        yield return ("models", [new RecordQuery("policies", RiskModels.Name.Partition)]);
        yield return ("controls", [new RecordQuery(ControlStore.Table, CommandKey.Hash(DecidedWorld.Organisation)[..32])
            { Before = RowActs.Rows }]);
        yield return ("templates",
            [new RecordQuery(NoticeTemplateStore.Table, NoticeTemplateStore.Partition).WithPrefix(NoticeTemplateStore.Current)]);
        yield return ("operations", [new RecordQuery(NetworkRows.Table, OperationStore.Partition).WithPrefix(OperationStore.Prefix)]);
        yield return ("campaigns", [new RecordQuery(RadarRows.Table, RadarRows.Campaigns).WithPrefix(RadarRows.CampaignPrefix)]);
        yield return ("classes", [new RecordQuery(RadarRows.Table, RadarRows.Classes).WithPrefix(RadarRows.ClassPrefix)]);
        yield return ("words and bands", [new RecordQuery(EnforcementRows.Table, one).WithPrefix(EnforcementRows.Events),
            new RecordQuery(EnforcementRows.Table, DecidedWorld.Stranger.Key).WithPrefix(EnforcementRows.Events)]);
    }

    private async Task TamperAsync(List<ActingRow> rows, Random random, string name)
    {
        var row = rows[random.Next(rows.Count)];
        var before = await RowTampering.KeysAsync(Records, row, default);
        if (await RowTampering.TamperAsync(Records, row, before, random, default) is { } what)
        {
            Assert.True(!(await VerifyAsync(_host)).Faults.IsEmpty, $"{name}: {row.Record.Row} {what}, and verifying names nothing");
        }

        await RowTampering.RestoreAsync(Records, row, before, default);
    }
}

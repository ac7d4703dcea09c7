using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Replay;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Tests.Records;

public sealed class DecisionReplayTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Stored_decisions_are_recomputed_to_the_same_bytes_even_by_another_process()
    {
        for (var i = 0; i < 30; i++)
        {
            await _host.ScreenAsync($"acct_{i}", i % 3 == 0 ? InventedLists.Listed : i % 3 == 1 ? "Borislav Vranikov"
                : InventedLists.Unlisted, i % 2 == 0 ? "1961-04-17" : null);
        }

        _host.Reopen();
        var summary = await _host.Get<ReplayRun>().RunAsync(null, int.MaxValue, () => { }, default);
        Assert.Equal((30, 30, 0, 0), (summary.Replayed, summary.Identical, summary.Differing, summary.Impossible));
    }

    [Fact]
    public async Task A_decision_under_a_good_guy_entry_and_on_stale_lists_is_recomputed_as_it_was()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await _host.DecideAsync("acct_1", Disposition.FalsePositive, "different_name");
        _host.Time.Advance(TimeSpan.FromDays(3));
        var again = await _host.ScreenAsync("acct_1", InventedLists.Listed);
        _host.Time.Advance(TimeSpan.FromDays(400));
        var summary = await _host.Get<ReplayRun>().RunAsync(again, 1, () => { }, default);
        Assert.Equal(1, summary.Identical);
    }

    [Fact]
    public async Task What_differs_is_shown_with_its_place_and_both_values()
    {
        var id = await _host.ScreenAsync("acct_1", InventedLists.Listed);
        await ChangeAsync(id, evidence => evidence with { Outcome = evidence.Outcome with { Missing = ["gender"] } });
        var exception = Assert.Single((await _host.Get<ReplayRun>().RunAsync(id, 1, () => { }, default)).Exceptions);
        Assert.Equal("differing", exception.Kind);
        Assert.Contains("$.missing", exception.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engine")]
    [InlineData("profile")]
    [InlineData("policy")]
    [InlineData("lists")]
    public async Task What_is_not_here_any_more_is_named_and_nothing_is_claimed(string what)
    {
        var id = await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        await ChangeAsync(id, evidence => what switch
        {
            "engine" => evidence with { Engine = "0.0.9" },
            "profile" => evidence with { Profile = "onboarding/0" },
            "policy" => evidence with { Policy = "1999-01-01/000000000000" },
            _ => evidence with { CorpusHash = new string('0', 64) },
        });
        var summary = await _host.Get<ReplayRun>().RunAsync(id, 1, () => { }, default);
        Assert.Equal((0, 1, what), (summary.Identical, summary.Impossible, Assert.Single(summary.Exceptions).Kind));
    }

    [Fact]
    public async Task A_trial_screens_through_the_desk_and_replays_everything()
    {
        var (code, output) = await _host.RunAsync("audit", "replay", "--trial", "300");
        var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
        Assert.Equal((0, 300, 300),
            (code, json.GetProperty("replay").GetProperty("replayed").GetInt32(), json.GetProperty("replay").GetProperty("identical")
            .GetInt32()));
    }

    private async Task ChangeAsync(string id, Func<ScreeningEvidence, ScreeningEvidence> change)
    {
        var screening = (await _host.Get<ScreeningStore>().FindAsync(id, default))!;
        Assert.True(ScreeningId.TryReadShard(id, out var shard));
        var json = JsonSerializer.Serialize(screening with { Evidence = change(screening.Evidence) }, EvidenceCodec.Options);
        await _host.Get<IRecordStore>()
            .CommitAsync(ScreeningStore.Table, shard.Partition, [new RecordOperation.Put(ScreeningStore.EvidencePrefix + id, json)],
            default);
        // A replay that agrees would still not make it the record.
        Assert.NotEmpty((await _host.Get<RecordVerification>().VerifyAsync(seal: true, default)).Faults);
    }
}

using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Leads;
using Compliance.Functions.Risk;
using Compliance.Functions.Risk.Ladder;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>The ladder acts on what was observed, as a machine, within its bounds.</summary>
public sealed class LadderTests : IDisposable
{
    private static readonly Officer Pia = LadderWorld.Pia;
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task In_the_shadow_it_counts_and_takes_nothing_and_after_two_people_it_takes_rung_3_as_a_machine()
    {
        await StolenCardsAsync(Account);
        Assert.Equal(0, await RunAsync());
        Assert.Equal(1, (await _host.Get<LadderRows>().TrafficAsync(LadderRows.Shadow, default)).Traffic!.Since(_host.Time.GetUtcNow(),
            TimeSpan.FromHours(1)).Actions);
        await ActAsync();
        await TakeAsync(_host, Failed(Account, "v2"));
        Assert.Equal(1, await RunAsync());
        var action = Assert.Single((await StreamAsync(Account)).Actions.Actions.Values);
        Assert.Equal((Rung.RateLimit, OfficerId.System, ActionOrigin.Automatic), (action.Action!.Measure.Rung, action.DecidedBy,
            action.Action.Origin));
        Assert.True(action.Action.Until <= _host.Time.GetUtcNow().AddDays(7));
        Assert.Contains((await StreamAsync(Account)).Signals.Standing, one => one.Id == action.Action.Grounds[0].Reference);
        Assert.Equal(0, await RunAsync());
        await TakeAsync(_host, Failed(Account, "v3"));
        Assert.Equal(0, await RunAsync()); // It holds already.
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    /// <summary>A look between the notice and the signal saw nothing, and nobody looked again.</summary>
    [Fact]
    public async Task A_notice_before_its_signal_is_not_used_up_by_a_look_in_between()
    {
        await ActAsync();
        await _host.Get<LadderRows>().AnnounceAsync(Account, default);
        Assert.Equal(0, await RunAsync());
        _host.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(await _host.Get<LadderRows>().DueAsync(_host.Time.GetUtcNow(), held: false, default));
        await StolenCardsAsync(Account);
        Assert.Equal(1, await RunAsync());
        Assert.Empty(await _host.Get<LadderRows>().DueAsync(_host.Time.GetUtcNow().AddDays(1), held: true, default));
    }

    [Fact]
    public async Task What_a_person_lifted_does_not_come_back_on_the_same_evidence()
    {
        await ActAsync();
        await StolenCardsAsync(Account);
        Assert.Equal(1, await RunAsync());
        var action = Assert.Single((await StreamAsync(Account)).Actions.Actions.Values);
        await DoneAsync(_host, Account, new ActionCommand.End(action.Id, EndReason.Lifted, null, "A broken card machine."), Ben);
        _host.Time.Advance(TimeSpan.FromMinutes(10));
        await TakeAsync(_host, Failed(Account, "v9"));
        Assert.Equal(0, await RunAsync());
        Assert.Equal(Rung.None, (await StandingAsync(_host, Account)).Standing.Rung);
    }

    [Fact]
    public async Task Where_it_would_show_what_was_noticed_it_waits_a_drawn_time_and_looks_again()
    {
        await ActAsync();
        await RaiseAsync("k-1");
        await RotateAsync("k-1");
        Assert.Equal(0, await RunAsync());
        Assert.Equal(1, await _host.Get<LadderRows>().CountHeldAsync(default));
        _host.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await RunAsync());
        _host.Time.Advance(TimeSpan.FromHours(23) + TimeSpan.FromSeconds(2));
        Assert.Equal(1, await RunAsync());
        Assert.Equal(0, await _host.Get<LadderRows>().CountHeldAsync(default));

        await RaiseAsync("k-2");
        await RotateAsync("k-2");
        Assert.Equal(0, await RunAsync());
        var key = SubjectRef.Parse("api_key:k-2");
        foreach (var signal in (await StreamAsync(key)).Signals.Standing.ToList())
        {
            await _host.Get<StreamCommands>().GiveAsync(key, stream => Task.FromResult(StreamDecision.Of(
                EnforcementCore.Signals.SignalDecider.Retract(stream.Signals, signal.Id, "A shared office.", Ben, _host.Time.GetUtcNow()),
                StreamEvent.Of)), Ben, signal.Id, null, default);
        }

        _host.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(0, await RunAsync());
        Assert.Empty((await StreamAsync(key)).Actions.Actions);
    }

    [Fact]
    public async Task A_bad_rule_is_stopped_before_five_in_a_thousand_are_touched_and_people_are_told()
    {
        const int Accounts = 2000;
        await PublishAsync(RiskModelCodec.Default with
        {
            Name = "bad",
            Signals = [.. RiskModelCodec.Default.Signals.Where(row => row.Type != "identity.verification_failed@1"),
                new RiskSignalRow("identity.verification_failed@1", RiskHarm.Fraud, "identity", 8000, 720)],
        });
        await ActAsync();
        foreach (var some in Enumerable.Range(0, Accounts).Chunk(500))
        {
            await TakeAsync(_host, [.. some.Select(n => Failed(SubjectRef.Account($"b-{n}"), $"f{n}"))]);
        }

        var taken = await RunAsync();
        Assert.True(taken > 0 && taken * 1000 < Accounts * 5, $"{taken}");
        var state = await _host.Get<LadderService>().FindAsync(default);
        Assert.Equal((LadderMode.Shadow, taken + 1), (state.Mode, state.Tripped!.Trip.Count));
        Assert.Single(await _host.Get<LeadStore>().OpenAsync(100, default), lead => lead.Surface == "ladder");
        Assert.Equal(Accounts - taken, (await _host.Get<RiskPreview>().RunAsync(null, 100_000, default)).Touched);
        Assert.Equal(0, await RunAsync());

        var ladder = _host.Get<LadderService>();
        Assert.Null((await ladder.GiveAsync((one, at) => LadderControlDecider.Ask(one, "The model was rolled back.", null, Pia, at), Pia,
            default)).Refusal);
        var again = Pia with { Role = OfficerRole.Approver };
        Assert.Equal(RefusalCode.SamePerson, (await ladder.GiveAsync((one, at) => LadderControlDecider.Second(one, null, again, at), again,
            default)).Refusal!.Code);
        Assert.Equal(LadderMode.Acting, (await ladder.GiveAsync((one, at) => LadderControlDecider.Second(one, null, Eve, at), Eve, default))
            .State.Mode);
    }

    /// <summary>Whoever wrote the store set the counts of the breaker back, and the ladder took as much again.</summary>
    [Theory]
    [InlineData("deleted")]
    [InlineData("emptied")]
    [InlineData("an older one put back")]
    public async Task Counts_that_another_hand_changed_stop_the_ladder_and_people_are_told(string how)
    {
        await ActAsync();
        var records = _host.Get<IRecordStore>();
        var first = (await records.FindAsync(EnforcementRows.Table, LadderRows.Partition, LadderRows.Traffic, default))!;
        await StolenCardsAsync(Account);
        Assert.Equal(1, await RunAsync());
        await records.CommitAsync(EnforcementRows.Table, LadderRows.Partition, [how == "deleted"
            ? new RecordOperation.Delete(LadderRows.Traffic, "*")
            : new RecordOperation.Put(LadderRows.Traffic, how == "emptied" ? """{"recent":[],"days":[],"number":9}""" : first.Json)],
                default);
        await StolenCardsAsync(SubjectRef.Account("w2"));
        Assert.Equal(0, await RunAsync());
        var state = await _host.Get<LadderService>().FindAsync(default);
        Assert.Equal((LadderMode.Shadow, "counts_lost"), (state.Mode, state.Tripped!.Trip.Limit));
        Assert.Single(await _host.Get<LeadStore>().OpenAsync(100, default), lead => lead.Surface == "ladder");
        Assert.Empty((await StreamAsync(SubjectRef.Account("w2"))).Actions.Actions);
        await ActAsync();
        await TakeAsync(_host, Failed(SubjectRef.Account("w2"), "w2-v9"));
        Assert.Equal(1, await RunAsync());
    }

    [Fact]
    public async Task A_published_model_is_pinned_by_the_scores_from_then_on_and_one_that_is_rolled_back_scores_as_before()
    {
        await StolenCardsAsync(Account);
        var (before, first) = (_host.Time.GetUtcNow(), await HashAsync(_host.Time.GetUtcNow()));
        _host.Time.Advance(TimeSpan.FromMinutes(1));
        var version = await PublishAsync(RiskModelCodec.Default with { Name = "other", ChildDiscountMilli = 701 });
        Assert.Equal(version.Hash, await HashAsync(_host.Time.GetUtcNow()));
        Assert.Equal(first, await HashAsync(before));
        _host.Reopen();
        Assert.Equal(version.Hash, await HashAsync(_host.Time.GetUtcNow()));
        await ModelAsync((one, at) => RiskModelDecider.Propose(one, 0, null, Pia, at), Pia);
        await ModelAsync((one, at) => RiskModelDecider.Publish(one, 0, null, Ben, at), Ben);
        Assert.Equal(first, await HashAsync(_host.Time.GetUtcNow()));
    }

    private async Task<string> HashAsync(DateTimeOffset at) => (await _host.Get<RiskService>().AssessAsync(Account, at, default)).Assessment
        .ModelHash;

    private async Task<RiskModelVersion> PublishAsync(RiskModel model)
    {
        var after = await ModelAsync((one, at) => RiskModelDecider.Draft(one, RiskModelCodec.Write(model), null, Pia, at), Pia);
        var number = after.Versions.Length - 1;
        await ModelAsync((one, at) => RiskModelDecider.Propose(one, number, null, Pia, at), Pia);
        return (await ModelAsync((one, at) => RiskModelDecider.Publish(one, number, null, Ben, at), Ben)).Find(number)!;
    }

    private async Task<RiskModelRegistry> ModelAsync(Func<RiskModelRegistry, DateTimeOffset, CommandResult<RiskModelEvent>> decide,
        Officer officer)
    {
        var (state, refusal) = await _host.Get<RiskModels>().GiveAsync(decide, officer, default);
        Assert.Null(refusal);
        return state;
    }

    private Task ActAsync() => LadderWorld.ActAsync(_host);

    private Task<int> RunAsync() => _host.Get<LadderWork>().RunAsync(default);

    private Task<SubjectStream> StreamAsync(SubjectRef subject) => _host.Get<SubjectStreamStore>().FoldedAsync(subject, default);

    private Task StolenCardsAsync(SubjectRef account) => LadderWorld.StolenCardsAsync(_host, account);

    private Task RaiseAsync(string key)
    {
        var (subject, now) = (SubjectRef.Parse("api_key:" + key), _host.Time.GetUtcNow());
        var floor = new RiskOverride("rbd_" + key, subject, RiskHarm.Evasion, true, 3, "Seen elsewhere.", Ben.Id, null,
            now, now.AddDays(9));
        return _host.Get<StreamCommands>().GiveAsync(subject, stream => Task.FromResult(StreamDecision.Of(
            RiskOverrideDecider.Ask(stream.Risk, floor, Ben, now), StreamEvent.Of)), Ben, floor.Id, null, default);
    }

    private Task RotateAsync(string key)
        => TakeAsync(_host, [.. Enumerable.Range(0, 60).Select(n => Event(SubjectRef.Parse("api_key:" + key),
        $"{key}-{n}", "usage.window", $$"""{"account":"w1","end_user":"u{{n}}","from":"{{Moment}}","requests":1}"""))]);

    private string Failed(SubjectRef account, string id) => LadderWorld.Failed(_host, account, id);

    private string Moment => LadderWorld.Moment(_host);

    private string Event(SubjectRef subject, string id, string type, string data) => LadderWorld.Event(_host, subject, id, type, data);
}

using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Extraction;
using Compliance.Functions.Leads;
using Compliance.Functions.Networks;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Networks;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Alerts;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;
using static Compliance.Functions.Tests.Extraction.RadarWorld;

namespace Compliance.Functions.Tests.Extraction;

/// <summary>The radar on the real store: leads and signals and no action, whole clusters, two people where it sees less, erasure and
/// retention.</summary>
public sealed class RadarTests : IDisposable
{
    private readonly RecordHost _host = new(("COMPLIANCE_SECRET", "a secret of the tests that is long enough"));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_alarm_is_a_lead_and_a_signal_and_no_action()
    {
        var campaign = await CampaignAsync(_host);
        await TakeAsync(_host, Usage(_host, "e1"));
        var before = await StandingAsync(_host, Account);
        var intake = _host.Get<RadarIntake>();
        await intake.TakeAsync("b1", Of(Account.Id, 500, 19, Attack), default);
        Assert.Empty(await _host.Get<AlarmStore>().AllAsync(default)); // Too few for a statement.
        Assert.Equal(0, await intake.TakeAsync("b2", Of(Account.Id, 600, 10, Attack), default));
        Assert.Equal(10, await intake.TakeAsync("b2", Of(Account.Id, 600, 10, Attack), default)); // Sent again.
        await intake.TakeAsync("b3", Of("calm", 5000, 200, Ordinary), default);

        var alarm = Assert.Single(await _host.Get<AlarmStore>().AllAsync(default));
        Assert.Equal((campaign.Id, "Account", 29), (alarm.Campaign, alarm.Kind, alarm.Prompts));
        var lead = (await _host.Get<LeadStore>().FindAsync(alarm.Lead, default))!;
        Assert.Equal(("abuse.extraction", 1L, Account), (lead.Ground, lead.Count, lead.Subject!.Value));
        Assert.Contains("Nearest ordinary traffic: support", lead.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Python", lead.Text, StringComparison.Ordinal);
        var stream = await _host.Get<SubjectStreamStore>().FoldedAsync(Account, default);
        Assert.Equal("extraction", Assert.Single(stream.Signals.Standing).Group);
        Assert.Equal(before.Standing.Rung, (await StandingAsync(_host, Account)).Standing.Rung);
        Assert.Empty(stream.Actions.Actions);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task The_prompts_of_a_cluster_are_one_stream_and_each_who_sent_some_has_the_weaker_signal()
    {
        await CampaignAsync(_host);
        await NetworkWorld.RunAsync(_host, NetworkWorld.RingEvents(_host, ring: 12));
        for (var member = 0; member < 10; member++)
        {
            await _host.Get<RadarIntake>().TakeAsync($"b{member}", Of($"ring-{member:00}", 500 + (member * 10), 5, Attack), default);
        }

        var alarm = Assert.Single(await _host.Get<AlarmStore>().AllAsync(default));
        Assert.Equal("Cluster", alarm.Kind);
        var signalled = 0;
        for (var member = 0; member < 12; member++)
        {
            signalled += (await _host.Get<SubjectStreamStore>().FoldedAsync(SubjectRef.Account($"ring-{member:00}"), default))
                .Signals.Standing.Count(one => one.Type == AlarmStore.ClusterSignal);
        }

        Assert.Equal(4, signalled); // Those who had sent some when it was stated, at twenty prompts.
        Assert.Null(await _host.Get<StreamStore>()
            .FindAsync(new StreamKey(SubjectRef.Account("ring-11").Key, StreamKind.Account), default));
    }

    [Fact]
    public async Task What_makes_the_radar_see_less_takes_two_and_an_ended_campaign_takes_its_signals_back()
    {
        var service = _host.Get<CampaignService>();
        var campaign = await CampaignAsync(_host);
        await TakeAsync(_host, Usage(_host, "e1"));
        await _host.Get<RadarIntake>().TakeAsync("b1", Of(Account.Id, 500, 40, Attack), default);
        Assert.IsType<TwoPersonResult.Proposed>(await service.EndAsync(campaign.Id, "mistaken", Ben, default));
        Assert.IsType<TwoPersonResult.Refused>(await service.EndAsync(campaign.Id, "mistaken", Ben, default));
        Assert.Single(await _host.Get<CampaignStore>().InForceAsync(default));
        Assert.IsType<TwoPersonResult.Done>(await service.EndAsync(campaign.Id, "mistaken", Eve, default));
        Assert.Empty(await _host.Get<CampaignStore>().InForceAsync(default));
        Assert.Empty((await _host.Get<SubjectStreamStore>().FoldedAsync(Account, default)).Signals.Standing);

        // What one proposed as ordinary counts for nothing, and whoever proposed it does not agree to it.
        await service.ProposeClassAsync("programs", "looked at", Sketches(2000, 1400, Attack), Ben, default);
        Assert.IsType<TwoPersonResult.Refused>(await service.SecondClassAsync("programs", "", Ben, default));
        Assert.NotNull((await service.MakeAsync("autumn", "case", Sketches(0, 60, Attack), Ana, default)).Row);
        Assert.Single((await _host.Get<CampaignStore>().AllAsync(default)).Single(one => one.Name == "autumn").Classes);
        Assert.IsType<TwoPersonResult.Refused>(await service.SecondClassAsync("programs", "what was proposed before", Eve, default));
        Assert.IsType<TwoPersonResult.Done>(await service.SecondClassAsync("programs", "", Eve, default));
        await _host.Get<RadarIntake>().TakeAsync("b2", Of("later", 5000, 100, Attack), default);
        Assert.DoesNotContain(await _host.Get<AlarmStore>().AllAsync(default), alarm => alarm.Account == "later");
    }

    [Fact]
    public async Task A_finished_day_is_chosen_from_once()
    {
        await CampaignAsync(_host);
        await _host.Get<RadarIntake>().TakeAsync("b1", Of("loud", 500, 40, Attack), default);
        await _host.Get<RadarIntake>().TakeAsync("b2", Of("calm", 5000, 60, Ordinary), default);
        await _host.Get<RadarIntake>().TakeAsync("b3", Of("few", 700, 5, Attack), default);
        var run = _host.Get<DailyRun>();
        Assert.True(await run.LookAsync(default)); // The day before had nothing.
        _host.Time.Advance(TimeSpan.FromDays(1));
        Assert.True(await run.LookAsync(default));
        Assert.False(await run.LookAsync(default));
        var day = (await run.AllAsync(default))[0];
        Assert.Equal((2, SubjectRef.Account("loud").Key), (day.Streams, Assert.Single(day.Chosen).Key));
        Assert.Contains(await _host.Get<LeadStore>().OpenAsync(10, default), lead => lead.Count == 2 && lead.Subject?.Id == "loud");
    }

    [Fact]
    public async Task An_erased_account_is_gone_from_the_radar_with_the_stream_of_its_cluster()
    {
        await CampaignAsync(_host);
        await NetworkWorld.RunAsync(_host, NetworkWorld.RingEvents(_host, ring: 12));
        var account = SubjectRef.Account("ring-03");
        await _host.Get<RadarIntake>().TakeAsync("b1", [.. Of(account.Id, 500, 40, Attack), .. Of("alone-1", 600, 40, Attack)], default);
        Assert.Equal(3, (await _host.Get<AlarmStore>().AllAsync(default)).Count);
        var erasure = _host.Get<SubjectErasure>();
        await erasure.AskAsync(account, "request 17", Ben, default);
        await erasure.AskAsync(account, "request 17", Eve, default);
        Assert.Equal("alone-1", Assert.Single(await _host.Get<AlarmStore>().AllAsync(default)).Account);
        await _host.Get<RadarIntake>().TakeAsync("b2", Of(account.Id, 700, 5, Attack), default); // Late.
        var left = new List<string>();
        await foreach (var (_, row) in _host.Get<StreamStore>().AllAsync(default))
        {
            left.Add(row.Account);
        }

        Assert.Equal(["alone-1"], left);
    }

    [Fact]
    public async Task Streams_that_rest_and_blobs_that_no_row_names_go_by_need()
    {
        await CampaignAsync(_host);
        await _host.Get<RadarIntake>().TakeAsync("b1", Of("a1", 500, 40, Attack), default);
        var keeping = _host.Get<RadarKeeping>();
        Assert.Equal(0, await keeping.PruneAsync(_host.Time.GetUtcNow(), default));
        Assert.Equal(1, await keeping.PruneAsync(_host.Time.GetUtcNow().AddDays(91), default));
        Assert.NotEmpty(await _host.Get<CampaignStore>().InForceAsync(default));
        await _host.LiveAsync(TimeSpan.FromDays(30));
        Assert.Contains("of the radar", await _host.Get<RetentionRun>().RunAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_that_was_changed_past_the_service_is_named_and_not_used()
    {
        var campaign = await CampaignAsync(_host);
        var records = _host.Get<IRecordStore>();
        var row = (await records.FindAsync(RadarRows.Table, RadarRows.Campaigns, campaign.Id, default))!;
        await records.CommitAsync(RadarRows.Table, RadarRows.Campaigns, [new RecordOperation.Replace(row.Row, row.ETag,
            row.Json.Replace(campaign.Blob, new string('0', 64), StringComparison.Ordinal))], default);
        await Assert.ThrowsAsync<InvalidDataException>(() => _host.Get<CampaignStore>().InForceAsync(default));
    }
}

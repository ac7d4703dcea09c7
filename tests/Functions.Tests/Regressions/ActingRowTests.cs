using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.SignIn;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Leads;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Watchlists.Links;
using Microsoft.Extensions.DependencyInjection;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>
/// Whoever writes the database past the service changes nothing that verifying does not name: an alert that is marked as erased, a planted
/// good-guy entry, a hold that is gone, a planted key, a planted session, a review without an alert, an action that nobody decided.
/// </summary>
public sealed partial class ActingRowTests : IAsyncLifetime, IDisposable
{
    /// <summary>Tamperings of each kind; COMPLIANCE_SEEDS=1000 for the long run.</summary>
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("COMPLIANCE_SEEDS"), out var seeds) ? seeds : 8;

    private static readonly Officer Ben = RecordHost.Approver("ben");
    private readonly RecordHost _host = new();

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 6; i++)
        {
            await _host.ScreenAsync($"acct_{i}", i < 3 ? InventedLists.Listed : InventedLists.Unlisted);
        }

        await _host.DecideAsync("acct_0", Disposition.FalsePositive, "different_name", goodGuy: true);
        await _host.Get<LegalHolds>().PlaceAsync("acct_4", "case 4711", Ben, default);
        await _host.Get<LegalHolds>().PlaceAsync("acct_5", "case 4712", Ben, default);
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        await _host.Get<LegalHolds>().ReleaseAsync(AlertId.FirstOfSubject("acct_5").SubjectKey, "over", Ben, default);
        var links = new SeveredLinks(Records, _host.Get<AuditIntake>(), _host.Get<TwoPersonActs>(), _host.Time);
        var pair = new LinkedPair(ListEntryId.Parse("un-sc:1"), ListEntryId.Parse("us-ofac-sdn:2"));
        await links.AskAsync(pair, severed: true, Ben, "Two cousins.", default);
        await links.AskAsync(pair, severed: true, RecordHost.Approver("eve"), "Two cousins.", default);
        await Keys.CreateAsync(KeyOrder.Read("router", ["screening"], 30, null, out _, "ben")!, "tests", default);
        await Sessions.BeginAsync(Ben, "Ben", "authority", default);
        await Sessions.EndAsync(await Sessions.BeginAsync(RecordHost.Approver("eve"), null, null, default), default);
        await RolledBackList.FillAsync(_host);
        await EnforcedWork.FillAsync(_host);
        Assert.Empty((await VerifyAsync()).Faults);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    private IRecordStore Records => _host.Get<IRecordStore>();

    private OfficerSessions Sessions => new(Records, _host.Get<RowSeal>(), new SessionActs(Records, _host.Time), _host.Time);

    private KeyStore Keys => new(Records, _host.Time, _host.Get<RowSeal>());

    [Theory]
    [InlineData("events")]
    [InlineData("good-guy entries")]
    [InlineData("holds")]
    [InlineData("keys")]
    [InlineData("approvals")]
    [InlineData("links")]
    [InlineData("outbox")]
    [InlineData("idempotency keys")]
    [InlineData("actions")]
    [InlineData("leads")]
    [InlineData("reports")]
    [InlineData("sessions")]
    [InlineData("list overrides")]
    public async Task Every_tampering_with_a_row_that_acts_is_named(string kind)
    {
        var rows = await RowsAsync(kind);
        Assert.NotEmpty(rows);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var row = rows[random.Next(rows.Count)];
            var before = await RowTampering.KeysAsync(Records, row, default);
            if (await RowTampering.TamperAsync(Records, row, before, random, default) is { } what
                && (what != "planted under another key" || !IsHarmlessTwice(kind, row.Record.Row)))
            {
                Assert.True(!(await VerifyAsync()).Faults.IsEmpty, $"seed {seed}: {row.Record.Row} {what}, and verifying names nothing");
            }

            await RowTampering.RestoreAsync(Records, row, before, default);
        }

        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_planted_key_and_a_planted_session_open_nothing()
    {
        var (id, text) = KeySecret.Create();
        var planted = new StoredKey
        {
            Id = id,
            Name = "planted",
            Sha256 = KeySecret.HashOf(text),
            Scopes = ["admin"],
            CreatedAt = _host.Time.GetUtcNow(),
            CreatedBy = "nobody",
            ExpiresAt = _host.Time.GetUtcNow().AddDays(9),
        };
        var json = System.Text.Json.JsonSerializer.Serialize(planted, KeyRowJson.Default.StoredKey);
        await Records.CommitAsync(KeyStore.Table, KeyStore.Partition, [new RecordOperation.Insert("k-" + id, json)], default);
        Assert.DoesNotContain(await Keys.ReadAsync(default), key => key.Name == "planted");
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains(id, StringComparison.Ordinal));

        var sessions = Sessions;
        var own = await sessions.BeginAsync(RecordHost.Approver("mia"), null, null, default);
        Assert.NotNull(await sessions.FindAsync(own, default));
        var row = (await Records.QueryAsync(new RecordQuery(OfficerSessions.Table, OfficerSessions.Partition).WithPrefix("s-"), default))
            .Records[0];
        await Records.CommitAsync(OfficerSessions.Table, OfficerSessions.Partition,
            [new RecordOperation.Put("s-" + new string('a', 64), row.Json)], default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains("session", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_ended_and_is_put_back_is_named_and_one_that_nobody_would_find_ends_all_the_same()
    {
        var own = await Sessions.BeginAsync(RecordHost.Approver("mia"), null, null, default);
        var row = (await Records.QueryAsync(new RecordQuery(OfficerSessions.Table, OfficerSessions.Partition).WithPrefix("s-"), default))
            .Records.Single(one => one.Json.Contains("mia", StringComparison.Ordinal));
        await Records.CommitAsync(OfficerSessions.Table, OfficerSessions.Partition,
            [new RecordOperation.Delete("o-mia-" + row.Row[2..], "*")], default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains("would not be found", StringComparison.Ordinal));
        Assert.True(await Sessions.EndAsync(own, default));
        Assert.Null(await Sessions.FindAsync(own, default));
        Assert.Empty((await VerifyAsync()).Faults);
        await Records.CommitAsync(OfficerSessions.Table, OfficerSessions.Partition,
            [new RecordOperation.Put(row.Row, row.Json), new RecordOperation.Put("o-mia-" + row.Row[2..], "{}")], default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains("ended by the log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_record_that_is_planted_behind_a_chain_is_named_and_is_not_taken_over_again_and_again()
    {
        var before = (await VerifyAsync()).Records;
        var list = RolledBackList.List.Value;
        var first = (await Records.QueryAsync(new RecordQuery(ListHistory.Table, list).WithPrefix("r"), default)).Records[0];
        await Records.CommitAsync(ListHistory.Table, list, [new RecordOperation.Put("r0000000099", first.Json)], default);
        using var ends = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var verified = await _host.Get<RecordVerification>().VerifyAsync(seal: true, ends.Token);
        Assert.Contains(verified.Faults, fault => fault.Text.Contains(list, StringComparison.Ordinal));
        Assert.Equal(before, verified.Records);
    }

    [Fact]
    public async Task An_alert_that_is_marked_as_erased_without_an_act_is_named()
    {
        var id = AlertId.FirstOfSubject("acct_0");
        await _host.Get<AlertStore>().EraseAsync(id, new ErasedPayload("x", _host.Time.GetUtcNow()), default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.NotEmpty((await _host.Get<Functions.Records.Log.AuditTrail>().VerifyAllAsync(default)).Faults);
    }

    [Fact]
    public async Task An_open_lead_that_nobody_would_look_into_is_named_and_so_is_one_that_is_gone()
    {
        var lead = Assert.Single(await _host.Get<LeadStore>().OpenAsync(10, default));
        var entry = (await Records.FindAsync(LeadStore.Table, LeadStore.Index, lead.Id, default))!;
        await Records.CommitAsync(LeadStore.Table, LeadStore.Index, [new RecordOperation.Delete(lead.Id, "*")], default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains(lead.Id, StringComparison.Ordinal));
        await Records.CommitAsync(LeadStore.Table, LeadStore.Index, [new RecordOperation.Put(lead.Id, entry.Json)], default);
        Assert.Empty((await VerifyAsync()).Faults);
        await Records.CommitAsync(LeadStore.Table, lead.Id, [new RecordOperation.Delete(LeadStore.Head, "*")], default);
        Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains(lead.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_alert_that_is_in_no_queue_and_a_report_that_is_in_no_index_are_named()
    {
        var alert = AlertId.FirstOfSubject(EnforcedWork.Blocked);
        foreach (var prefix in new[] { "o-", "w-", "p-" })
        {
            var row = (await Records.FindAsync(AlertQueue.Table, AlertQueue.Partition, prefix + alert, default))!;
            await Records.CommitAsync(AlertQueue.Table, AlertQueue.Partition, [new RecordOperation.Delete(row.Row, "*")], default);
            Assert.Contains((await VerifyAsync()).Faults, fault => fault.Text.Contains(alert.ToString(), StringComparison.Ordinal));
            await Records.CommitAsync(AlertQueue.Table, AlertQueue.Partition, [new RecordOperation.Put(row.Row, row.Json)], default);
        }

        Assert.Empty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task A_key_whose_row_leads_to_another_screening_answers_nothing()
    {
        var (allow, block) = (EnforcedWork.KeyOf("k-allow"), EnforcedWork.KeyOf("k-block"));
        var other = (await Records.FindAsync(ScreeningStore.Table, allow.Shard.Partition, ScreeningStore.KeyPrefix + allow.Hash, default))!;
        await Records.CommitAsync(ScreeningStore.Table, block.Shard.Partition,
            [new RecordOperation.Put(ScreeningStore.KeyPrefix + block.Hash, other.Json)], default);
        Assert.IsNotType<ScreeningReply.Answered>(await EnforcedWork.ScreenAsync(_host, "acct_8", InventedLists.Listed, block));
        Assert.NotEmpty((await VerifyAsync()).Faults);
    }

    [Fact]
    public async Task Where_nobody_can_ask_the_queue_a_message_is_on_its_way_for_an_hour_and_then_lost()
    {
        var lost = await _host.ScreenWithoutAlertAsync("acct_9", InventedLists.Listed);
        ScreeningId.TryReadShard(lost, out var shard);
        await Records.CommitAsync(ScreeningStore.Table, shard.Partition, [new RecordOperation.Delete("o:" + lost, "*")], default);
        var verification = ActivatorUtilities.CreateInstance<RecordVerification>(_host.Services, new DeafQueue());
        Assert.Empty((await verification.VerifyAsync(seal: true, default)).Faults);
        _host.Time.Advance(TimeSpan.FromHours(2));
        Assert.Contains((await verification.VerifyAsync(seal: true, default)).Faults,
            fault => fault.Text.Contains(lost, StringComparison.Ordinal));
    }

    private Task<VerifiedRecord> VerifyAsync() => _host.Get<RecordVerification>().VerifyAsync(seal: true, default);
}

using System.Collections.Immutable;
using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Tests.Alerts;

public sealed class AlertStoreTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);

    private readonly TemporaryDirectory _folder = new();
    private readonly EmbeddedStorage _storage;
    private readonly ManualTime _time = new(Start);
    private readonly AlertRig _rig;
    private readonly AlertStore _store;
    private readonly AlertQueue _queue;
    private readonly AlertService _desk;
    private readonly AuditTrail _trail;

    public AlertStoreTests()
    {
        _storage = EmbeddedStorage.Open(_folder.Path, _time);
        _rig = new AlertRig(_storage.Records, _time);
        (_store, _queue, _desk, _trail) = (_rig.Store, _rig.Queue, _rig.Desk, _rig.Trail);
    }

    public void Dispose()
    {
        _rig.Dispose();
        _storage.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_alert_is_read_back_as_its_events_made_it_and_every_act_has_its_record()
    {
        var id = await RaiseAsync("acct_1");
        await _desk.GiveAsync(id, new AlertCommand.Claim(), Ana, 1, default);
        await _desk.GiveAsync(id, Verdict(), Ana, 2, default);
        var file = (await _store.FindAsync(id, default))!;
        Assert.Equal(3, file.Alert.Version);
        Assert.True(file.Alert.IsDecided);
        var (records, head) = await _trail.ReadAsync(id.SubjectKey, default);
        Assert.Equal(["alert.opened", "alert.claimed", "alert.disposition_recorded"], records.Select(record => record.Act));
        Assert.Empty(AuditChain.Verify(records, head));
        Assert.Empty(await _trail.VerifyAsync(id.SubjectKey, default));
    }

    [Fact]
    public async Task Of_two_who_write_on_the_same_version_one_wins_and_nothing_of_the_other_is_stored()
    {
        for (var round = 0; round < 200; round++)
        {
            var id = await RaiseAsync($"acct_{round}");
            var file = (await _store.FindAsync(id, default))!;
            var results =
                await Task.WhenAll(Enumerable.Range(0, 2)
                .Select(i => Task.Run(() => _store.AppendAsync(id, file, [new NoteAdded(Ana.Id, Start, $"note {i}")], default))));
            Assert.Single(results, won => won);
            Assert.Equal(2, (await _store.FindAsync(id, default))!.Alert.Version);
            Assert.Empty(await _trail.VerifyAsync(id.SubjectKey, default));
        }
    }

    [Fact]
    public async Task The_queue_mends_a_row_that_a_crash_left_behind_its_alert()
    {
        var id = await RaiseAsync("acct_1");
        await _queue.MarkAsync(id, Start, default);
        await _store.AppendAsync(id, await _store.FindAsync(id, default), [new AlertClaimed(Ana.Id, Start, Start.AddMinutes(20))], default);
        Assert.Null((await _queue.ReadAsync(false, Start.AddSeconds(1), default)).Single().ClaimBy);
        Assert.Equal("ana", (await _queue.ReadAsync(false, Start.AddSeconds(6), default)).Single().ClaimBy);
    }

    [Fact]
    public async Task A_decided_alert_leaves_the_open_queue_and_comes_back_when_the_verdict_is_taken_back()
    {
        var id = await RaiseAsync("acct_1");
        await _desk.GiveAsync(id, new AlertCommand.Claim(), Ana, 1, default);
        await _desk.GiveAsync(id, Verdict(), Ana, 2, default);
        Assert.Empty(await _queue.ReadAsync(false, Start, default));
        Assert.Single(await _queue.ReadAsync(true, Start, default));
        await _desk.GiveAsync(id, new AlertCommand.Undo([Finding().Key]), Ana, 3, default);
        Assert.Single(await _queue.ReadAsync(false, Start, default));
        Assert.Empty(await _queue.ReadAsync(true, Start, default));
    }

    [Fact]
    public async Task A_row_of_the_queue_and_its_alert_agree_on_status_and_clock_at_every_moment_Invariant()
    {
        var id = await RaiseAsync("acct_1");
        (AlertCommand Command, int Minutes)[] steps =
        [
            (new AlertCommand.Claim(), 0), (new AlertCommand.Hold(Start.AddDays(1), "x"), 1), (new AlertCommand.Claim(), 60),
                (new AlertCommand.NeedInformation("x"), 61), (new AlertCommand.Resume(), 3000),
            (new AlertCommand.Claim(), 3001), (Verdict(), 3002), (new AlertCommand.Undo([Finding().Key]), 3002),
                (Verdict(Disposition.TrueMatch, "same_identifier"), 3003),
        ];
        foreach (var (command, minutes) in steps)
        {
            _time.Advance(Start.AddMinutes(minutes) - _time.GetUtcNow());
            Assert.IsType<AlertCommandResult.Done>(await _desk.GiveAsync(id, command, Ana, null, default));
            var alert = (await _store.FindAsync(id, default))!.Alert;
            var row = QueueRow.Of(alert, ReviewPolicy.Current);
            for (var moment = Start; moment < Start.AddDays(12); moment = moment.AddMinutes(37))
            {
                Assert.Equal(alert.StatusAt(moment, ReviewPolicy.Current), row.StatusAt(moment));
                Assert.Equal(AlertClock.StateAt(alert, moment, ReviewPolicy.Current), row.ClockAt(moment));
            }
        }
    }

    [Fact]
    public async Task Tampering_with_a_stored_event_or_record_is_found()
    {
        var id = await RaiseAsync("acct_1");
        await _desk.GiveAsync(id, new AlertCommand.Claim(), Ana, 1, default);
        var row = (await _storage.Records.FindAsync(AlertRows.Table, id.SubjectKey, AlertRows.OfEvent(id, 2), default))!;
        await _storage.Records.CommitAsync(AlertRows.Table, id.SubjectKey,
            [new RecordOperation.Put(row.Row, row.Json.Replace("ana", "eve", StringComparison.Ordinal))], default);
        Assert.Contains(await _trail.VerifyAsync(id.SubjectKey, default), fault => fault.Kind == AuditFaultKind.ContentDiffers);
        await _storage.Records.CommitAsync(AlertRows.Table, id.SubjectKey,
            [new RecordOperation.Put(row.Row, row.Json), new RecordOperation.Delete(AlertRows.OfRecord(2), "*")], default);
        Assert.Contains(await _trail.VerifyAsync(id.SubjectKey, default), fault => fault.Kind == AuditFaultKind.Truncated);
    }

    private static AlertFinding Finding() => new("subject|us-ofac-sdn:1", Gate.List, Decision.Review, "scr_1", "f")
    {
        Entry = ListEntryId.Parse("us-ofac-sdn:1"),
        Role = "subject",
        Score = 0.9,
        SubjectFingerprint = "s",
        PartyFingerprint = "p",
    };

    private static AlertCommand.RecordDisposition Verdict(Disposition disposition = Disposition.FalsePositive, string reason =
        "different_name") => new([Finding().Key], disposition, reason, "x");

    private async Task<AlertId> RaiseAsync(string subject)
    {
        var id = AlertId.FirstOfSubject(subject);
        ImmutableArray<AlertFinding> findings = [Finding()];
        Assert.IsType<AlertCommandResult.Done>(
            await _desk.GiveAsync(id, new AlertCommand.Raise(id, subject, "scr_1", Decision.Review, findings), Officer.Service, null,
            default));
        return id;
    }
}

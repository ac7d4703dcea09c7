using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Appeals;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Enforcement.Following;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Approvals;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Enforcement;

/// <summary>Merges, erasure, gaps and freezes on the real stores; after each the record verifies.</summary>
public sealed class SubjectLifeTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_gap_in_the_numbers_of_a_sender_shows_and_goes_when_what_was_missing_comes()
    {
        await TakeAsync(_host, Usage(_host, "e1", 1), Usage(_host, "e4", 4));
        await TakeAsync(_host, Usage(_host, "e2", 2));
        Assert.Equal([new GapAnswer("/platform", 3, 3)], (await StoryAsync(Key)).Gaps);
        Assert.Empty((await StoryAsync(Account)).Gaps); // The numbers are those of its own sender about this subject.
        await TakeAsync(_host, Usage(_host, "e3", 3), Usage(_host, "e3", 3));
        Assert.Empty((await StoryAsync(Key)).Gaps);
    }

    [Fact]
    public async Task Additions_to_counters_go_into_the_sums_and_nothing_is_lost_or_doubled_by_it()
    {
        var rounds = Events.CounterStore.MostDeltas + 7;
        for (var round = 0; round < rounds; round++)
        {
            await TakeAsync(_host, Usage(_host, $"e{round}"));
            if (round % 20 == 0)
            {
                _host.Reopen(); // What is remembered goes; what is stored counts.
            }

            Assert.Equal(1, (await TakeAsync(_host, Usage(_host, $"e{round}"))).Duplicates);
        }

        foreach (var subject in new[] { Account, Key, User })
        {
            var requests = (await StoryAsync(subject)).Features.Single(feature => feature.Name == "usage.requests");
            Assert.Equal(3 * rounds, requests.Day);
        }

        var counted = await _host.Get<Events.CounterStore>().ReadAsync(Key, default);
        Assert.InRange(counted.Deltas.Count, 1, Events.CounterStore.MostDeltas - 1);
        Assert.NotNull(await _host.Get<SubjectStreamStore>().RowAsync(Key, EnforcementRows.Counters, default));
    }

    [Fact]
    public async Task Two_subjects_that_are_one_stand_alike_until_the_merge_is_taken_back_also_when_a_crash_left_half_of_it()
    {
        await TakeAsync(_host, Usage(_host, "e1"), Usage(_host, "e2", user: "u2"));
        var (one, other) = (User, SubjectRef.EndUser("w1", "u2"));
        await DoneAsync(_host, other, new ActionCommand.Propose(Action(_host, other, Rung.Suspend, "1")), Ben);
        var key = new CommandKey("ana", "k1", "b");

        // Half of a merge, as a crash leaves it: the other half is written from the log.
        var streams = _host.Get<SubjectStreamStore>();
        var id = SubjectMerges.IdOf(one, key);
        await streams.AppendAsync(await streams.FindAsync(one, default),
            [StreamEvent.Of(new SubjectMerged(Ana.Id, _host.Time.GetUtcNow(), id, other, "same card"))], [], default);
        Assert.Equal(Rung.Suspend, (await StandingAsync(_host, one)).Standing.Rung);
        await FollowAsync();
        Assert.Contains(id, (await streams.FindAsync(other, default)).Subject.Merges.Keys);
        var merges = _host.Get<SubjectMerges>();
        Assert.Equal(RefusalCode.MergedSubject, Assert.IsType<ActionReply.Refused>(
            await merges.MergeAsync(one, other, "again", Ana, new CommandKey("ana", "k2", "b"), default)).Refusal.Code);
        Assert.Equal(RefusalCode.UnknownSubject, Assert.IsType<ActionReply.Refused>(await merges.MergeAsync(other,
            SubjectRef.EndUser("w1", "nobody"), "x", Ana, new CommandKey("ana", "k3", "b"), default)).Refusal.Code);
        Assert.Equal(RefusalCode.MergedSubject, await RefusedAsync(_host, one,
            new ActionCommand.Propose(Action(_host, one, Rung.Warn, "9")), Ana));

        await merges.UndoAsync(await streams.FindAsync(one, default), id, "a shared card", Ben, new CommandKey("ben", "k", "b"), default);
        Assert.True((await StandingAsync(_host, one)).Standing.IsClear);
        Assert.True((await streams.FindAsync(other, default)).Subject.Merges[id].Undone);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    [Fact]
    public async Task Of_an_erased_account_nothing_is_known_and_what_holds_goes_on_holding_and_the_record_verifies()
    {
        await ActAsync(_host);
        var erasure = _host.Get<SubjectErasure>();
        Assert.IsType<TwoPersonResult.Proposed>((await erasure.AskAsync(Account, "request 17", Ben, default)).Result);
        Assert.NotEmpty((await StoryAsync(User)).Features);
        Assert.IsType<TwoPersonResult.Done>((await erasure.AskAsync(Account, "request 17", Eve, default)).Result);
        foreach (var subject in new[] { Account, Key, User })
        {
            var story = await StoryAsync(subject);
            Assert.NotNull(story.ErasedAt);
            Assert.Empty(story.Features);
            var rows = _host.Get<IRecordStore>().ReadAllAsync(
                new RecordQuery(EnforcementRows.Table, subject.Key).WithPrefix(EnforcementRows.PlatformEvents), default);
            Assert.All(await rows.ToListAsync(), row => Assert.True(ErasedPayload.Is(row.Json)));
            Assert.Equal(Rung.Terminate, (await StandingAsync(_host, subject)).Standing.Rung);
        }

        Assert.Empty(await _host.Get<EnforcementIndex>().NamedAsync("u1", default));
        Assert.Equal(RefusalCode.ErasedSubject, await RefusedAsync(_host, Account,
            new ActionCommand.Propose(Action(_host, Account, Rung.Warn, "9")), Ana));
        Assert.Equal(1, (await TakeAsync(_host, Usage(_host, "e1"))).Duplicates);
        Assert.Empty((await VerifyAsync(_host)).Faults);
        _host.Reopen();
        Assert.Equal(Rung.Terminate, (await StandingAsync(_host, Key, User)).Standing.Rung);
    }

    [Fact]
    public async Task What_notices_and_appeals_said_is_erased_with_their_subject_and_how_they_ended_is_not()
    {
        using var host = new RecordHost(("COMPLIANCE_SECRET", Convert.ToBase64String(new byte[32])));
        await TakeAsync(host, Usage(host, "e1"));
        var action = Action(host, User, Rung.Suspend, "1") with { Facts = "what happened on a day" };
        await DoneAsync(host, User, new ActionCommand.Propose(action), Ben);
        await host.Get<LogSealer>().SealAsync(default);
        await host.Get<NoticeFollower>().FollowAsync(default);
        var (kept, _) = await host.Get<AppealFiles>().KeepAsync(User, [new SentFile("a.txt", "my invoice"u8.ToArray())], default);
        await host.Get<IBlobStore>().PutIfAbsentAsync("appeals", new string('b', 64), new MemoryStream("of an earlier build"u8.ToArray()),
            default);
        await using (var earlier = await host.Get<AppealFiles>().OpenAsync(User, new string('b', 64), default))
        {
            Assert.NotNull(earlier);
        }

        var (id, now) = (Appeal.IdOf(User, action.Id, AppealParty.Subject), host.Time.GetUtcNow());
        foreach (var (command, officer) in new (AppealCommand, Officer)[]
        {
            (new AppealCommand.Receive(new Appeal(id, action.Id, action.DecisionId, User, AppealParty.Subject, [AppealGround.NotMe],
                "a private story", "en", "api", now, now, kept)), Officer.Service),
            (new AppealCommand.Assign(id), Eve),
            (new AppealCommand.Ask(id, "a private question"), Eve),
            (new AppealCommand.Answer(id, "a private answer", []), Officer.Service),
            (new AppealCommand.Decide(id, new AppealRuling(AppealOutcome.Overturned, "a private reason", LearningDefect.Rule, null,
                null)), Eve),
        })
        {
            Assert.IsType<AppealReply.Done>(await host.Get<AppealService>().GiveAsync(User, command, officer, null, null, null, default));
        }

        var whole = await host.Get<SubjectStreamStore>().FindAsync(User, default);
        var before = whole.Appeals.All[id].Status;
        Assert.Equal("a private reason", whole.ToAnswer(whole.Actions.Actions[action.Id], now).End!.Text);
        foreach (var officer in new[] { Ben, Eve })
        {
            await host.Get<SubjectErasure>().AskAsync(User, "request 18", officer, default);
        }

        var rows = await host.Get<IRecordStore>().ReadAllAsync(new RecordQuery(EnforcementRows.Table, User.Key).WithPrefix("e"), default)
            .ToListAsync();
        Assert.DoesNotContain(rows, row => row.Json.Contains("private", StringComparison.Ordinal)
            || (row.Row[^1] == 'n' && row.Json.Contains("what happened on a day", StringComparison.Ordinal)));
        Assert.Null(await host.Get<AppealFiles>().OpenAsync(User, kept[0].Sha256, default));
        host.Reopen();
        var stream = await host.Get<SubjectStreamStore>().FindAsync(User, default);
        Assert.Equal((before, AppealOutcome.Overturned, "eve"), (stream.Appeals.All[id].Status, stream.Appeals.All[id].Decided!.Ruling.Outcome,
            stream.Appeals.All[id].Decided!.By.Value));
        Assert.NotNull(Assert.Single(stream.Notices.All.Values).QueuedAt);
        Assert.Empty((await VerifyAsync(host)).Faults);

        // What is left cannot be changed past the service: its seal says so, whoever reads or verifies it.
        var decided = rows.Last(row => row.Row[^1] == 'p' && ErasedPayload.Is(row.Json));
        await host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, User.Key, [new RecordOperation.Put(decided.Row,
            decided.Json.Replace("eve", "eva", StringComparison.Ordinal))], default);
        host.Reopen();
        Assert.NotEmpty((await VerifyAsync(host)).Faults);
        await Assert.ThrowsAsync<InvalidDataException>(() => host.Get<SubjectStreamStore>().FindAsync(User, default));
    }

    [Fact]
    public async Task An_event_that_is_marked_as_erased_without_an_act_is_named()
    {
        await ActAsync(_host);
        var mark = """{"erased":"nothing to see","at":"2026-01-01T00:00:00+00:00"}""";
        await _host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, Account.Key,
            [new RecordOperation.Put(EnforcementRows.OfEvent(2, 'a'), mark)], default);
        var fault = (await VerifyAsync(_host)).Faults[0];
        Assert.Contains($"Event 2 of the subject {Account.Key}", fault.Text, StringComparison.Ordinal);
        Assert.Equal(AuditFaultKind.ContentDiffers, fault.Kind);
    }

    [Fact]
    public async Task A_freeze_ends_with_the_alert_it_belongs_to_and_comes_back_with_it()
    {
        await _host.ScreenAsync("w9", InventedLists.Listed, "1961-04-17");
        var account = SubjectRef.Account("w9");
        Assert.True((await StandingAsync(_host, account)).Standing.Frozen);
        var alert = await _host.DecideAsync("w9", Disposition.FalsePositive, "different_name");
        await FollowAsync();
        Assert.True((await StandingAsync(_host, account)).Standing.Frozen); // It may be taken back for a minute.
        _host.Time.Advance(TimeSpan.FromMinutes(2));
        await FollowAsync();
        var ended = Assert.Single((await _host.Get<SubjectStreamStore>().FindAsync(account, default)).Actions.Actions.Values);
        Assert.Equal(("ben", "ana"), (ended.End!.By.Value, ended.End.Maker.Value));
        Assert.False((await StandingAsync(_host, account)).Standing.Frozen);
        await ReopenAsync(alert);
        await FollowAsync();
        await FollowAsync();
        Assert.True((await StandingAsync(_host, account)).Standing.Frozen);
        Assert.Equal(2, (await _host.Get<SubjectStreamStore>().FindAsync(account, default)).Actions.Actions.Count);
        Assert.Empty((await VerifyAsync(_host)).Faults);
    }

    private async Task ReopenAsync(AlertId id)
    {
        var store = _host.Get<Functions.Alerts.AlertStore>();
        foreach (var officer in new[] { Ben, Eve })
        {
            var alert = (await store.FindAsync(id, default))!.Alert;
            if (alert.Findings[0].Verdict is not null)
            {
                var keys = alert.Findings.Select(state => state.Finding.Key).ToArray();
                await _host.Get<Functions.Alerts.AlertService>().GiveAsync(id, new AlertCommand.Reopen([.. keys], "new facts"), officer,
                    alert.Version, default);
            }
        }
    }

    private async Task FollowAsync()
    {
        await _host.Get<LogSealer>().SealAsync(default);
        await _host.Get<EnforcementFollower>().FollowAsync(default);
    }

    private async Task<SubjectStoryAnswer> StoryAsync(SubjectRef subject)
        => (await _host.Get<SubjectStory>().ReadAsync(subject, default))!;
}

using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Appeals;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;
using Compliance.Functions.Leads;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>Counters were read again for each count of a policy and for its shadow; siblings were searched with every command and every
/// time that somebody looked at an appeal.</summary>
public sealed class RepeatedReadTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task The_counters_of_a_subject_are_read_once_for_one_question()
    {
        await TakeAsync(_host, Usage(_host, "e1"));
        var records = new CountingRecords(_host.Get<IRecordStore>(), EnforcementRows.Table);
        var counts = new SubjectCounts(new CounterStore(records), [Key, Account], _host.Time.GetUtcNow());
        Assert.Equal(3, await counts.MostAsync("usage.requests", "24h", default));
        Assert.Equal(1, await counts.MostAsync("usage.end_users", "24h", default));
        Assert.Null(await counts.MostAsync("payment.instruments", "24h", default));
        Assert.Equal(2, records.Reads);
    }

    [Fact]
    public async Task Siblings_are_searched_once_after_a_decision_and_not_with_commands_that_name_none()
    {
        await TakeAsync(_host, Usage(_host, "e1"), Usage(_host, "e2", user: "u2"));
        var sibling = SubjectRef.EndUser("w1", "u2");
        await DoneAsync(_host, User, new ActionCommand.Propose(Action(_host, User, Rung.Suspend, "1")), Ben);
        await DoneAsync(_host, sibling, new ActionCommand.Propose(Action(_host, sibling, Rung.Suspend, "2")), Ben);
        await _host.Get<LogSealer>().SealAsync(default);
        await _host.Get<NoticeFollower>().FollowAsync(default);
        var action = (await _host.Get<SubjectStreamStore>().FindAsync(User, default)).Actions.Actions.Values.Single();
        var records = new CountingRecords(_host.Get<IRecordStore>(), "siblings");
        var siblings = new SiblingIndex(records, _host.Get<SubjectStreamStore>(), _host.Time);
        var service = ActivatorUtilities.CreateInstance<AppealService>(_host.Services, siblings);
        var now = _host.Time.GetUtcNow();
        var id = Appeal.IdOf(User, action.Id, AppealParty.Subject);
        await GivenAsync(new AppealCommand.Receive(new Appeal(id, action.Id, action.Action!.DecisionId, User, AppealParty.Subject,
            [AppealGround.NotMe], "not me", "en", "api", now, AppealClock.DueAt(now), [])), ScreeningCore.Review.Officer.Service);
        await GivenAsync(new AppealCommand.Assign(id), Eve);
        Assert.Equal(0, records.Reads);
        Assert.Equal((1, false), await _host.Get<AppealReader>().CountOpenAsync(10, default));
        Assert.Equal((0, true), await _host.Get<AppealReader>().CountOpenAsync(0, default));
        await GivenAsync(new AppealCommand.Decide(id, new AppealRuling(AppealOutcome.Overturned, "Another account.", LearningDefect.Rule,
            null, null)), Eve);
        Assert.InRange(records.Reads, 1, 5);

        Assert.Equal((0, false), await _host.Get<AppealReader>().CountOpenAsync(10, default));
        var following = ActivatorUtilities.CreateInstance<AppealFollowing>(_host.Services, service, siblings);
        await following.FollowAsync(User, default);
        var after = records.Reads;
        Assert.Equal(sibling, Assert.Single(await _host.Get<LeadStore>().OpenAsync(10, default)).Subject);
        Assert.Equal(1, await _host.Get<LeadStore>().CountOpenAsync(10, default));
        Assert.Equal(0, await _host.Get<LeadStore>().CountOpenAsync(0, default));
        await following.FollowAsync(User, default);
        Assert.Equal(after, records.Reads);

        async Task GivenAsync(AppealCommand command, ScreeningCore.Review.Officer officer) => Assert.IsType<AppealReply.Done>(
            await service.GiveAsync(User, command, officer, null, null, null, default));
    }
}

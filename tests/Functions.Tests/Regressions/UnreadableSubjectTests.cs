using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Enforcement.Following;
using Compliance.Functions.Notices;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Enforcement;
using Compliance.Functions.Tests.Records;
using Microsoft.Extensions.DependencyInjection;
using static Compliance.Functions.Tests.Enforcement.EnforcementWorld;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>One subject whose rows cannot be read (here: an event less than its head says) stopped the notices of everybody, what follows
/// from the log for everybody, and the process.</summary>
public sealed class UnreadableSubjectTests : IDisposable
{
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task One_that_cannot_be_read_holds_up_no_notice_of_another_and_gets_its_own_once_it_can()
    {
        await TakeAsync(_host, Usage(_host, "e1"), Usage(_host, "e2", user: "u2"));
        var (broken, other) = (User, SubjectRef.EndUser("w1", "u2"));
        await DoneAsync(_host, broken, new ActionCommand.Propose(Action(_host, broken, Rung.Suspend, "1")), Ben);
        await DoneAsync(_host, other, new ActionCommand.Propose(Action(_host, other, Rung.Suspend, "2")), Ben);
        await _host.Get<LogSealer>().SealAsync(default);
        var before = await BreakAsync(broken);
        var follower = _host.Get<NoticeFollower>();
        await follower.FollowAsync(default);
        Assert.NotEmpty((await _host.Get<SubjectStreamStore>().FindAsync(other, default)).Notices.All);
        Assert.Contains(await _host.Get<NoticeRows>().ProblemsAsync(10, default), one => one.Subject == broken.Key);

        await MendAsync(broken, before);
        _host.Time.Advance(TimeSpan.FromMinutes(6));
        await follower.FollowAsync(default);
        Assert.NotEmpty((await _host.Get<SubjectStreamStore>().FindAsync(broken, default)).Notices.All);
        Assert.DoesNotContain(await _host.Get<NoticeRows>().ProblemsAsync(10, default), one => one.Subject == broken.Key);
    }

    [Fact]
    public async Task One_that_cannot_be_read_holds_up_no_merge_of_another_and_its_own_is_finished_once_it_can()
    {
        await TakeAsync(_host, [.. Enumerable.Range(1, 4).Select(number => Usage(_host, "e" + number, user: "u" + number))]);
        var users = Enumerable.Range(1, 4).Select(number => SubjectRef.EndUser("w1", "u" + number)).ToArray();
        var streams = _host.Get<SubjectStreamStore>();
        foreach (var (one, other) in new[] { (users[0], users[1]), (users[2], users[3]) })
        {
            await streams.AppendAsync(await streams.FindAsync(one, default), [StreamEvent.Of(new SubjectMerged(Ana.Id,
                _host.Time.GetUtcNow(), SubjectMerges.IdOf(one, new CommandKey("ana", "k", "b")), other, "same card"))], [], default);
        }

        await _host.Get<LogSealer>().SealAsync(default);
        var before = await BreakAsync(users[0]);
        var follower = _host.Get<EnforcementFollower>();
        await follower.FollowAsync(default);
        Assert.NotEmpty((await streams.FindAsync(users[3], default)).Subject.Merges);
        await MendAsync(users[0], before);
        await follower.FollowAsync(default);
        Assert.NotEmpty((await streams.FindAsync(users[1], default)).Subject.Merges);
    }

    private async Task<string> BreakAsync(SubjectRef subject)
    {
        var records = _host.Get<IRecordStore>();
        var head = (await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Head, default))!;
        var row = JsonSerializer.Deserialize(head.Json, EnforcementRowJson.Default.SubjectHeadRow)!;
        await records.CommitAsync(EnforcementRows.Table, subject.Key, [new RecordOperation.Put(EnforcementRows.Head,
            JsonSerializer.Serialize(row with { Version = row.Version + 1 }, EnforcementRowJson.Default.SubjectHeadRow))], default);
        _host.Get<SubjectStreamStore>().Forget(subject);
        return head.Json;
    }

    private async Task MendAsync(SubjectRef subject, string head)
    {
        await _host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, subject.Key,
            [new RecordOperation.Put(EnforcementRows.Head, head)], default);
        _host.Get<SubjectStreamStore>().Forget(subject);
    }
}

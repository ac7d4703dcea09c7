using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Records;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A subject with many events costs a look no more than what is new, and one whose events are not in order is no
/// subject.</summary>
public sealed class SubjectStreamTests
{
    private static readonly SubjectRef Account = SubjectRef.Account("acct_long");

    [Fact]
    public async Task A_subject_with_many_events_is_read_once_and_then_by_what_is_new()
    {
        using var host = new RecordHost();
        var counting = new FairShareTests.CountingRecords(host.Get<IRecordStore>());
        var streams = new SubjectStreamStore(counting, host.Get<EnforcementActs>(), host.Get<EnforcementIndex>(), host.Get<RowSeal>());
        await AppendAsync(host, streams, 300);
        await streams.FindAsync(Account, default);
        var before = counting.RowsRead;
        for (var look = 0; look < 50; look++)
        {
            Assert.Equal(300, (await streams.FindAsync(Account, default)).Events.Length);
        }

        Assert.True(counting.RowsRead - before <= 100, $"{counting.RowsRead - before} rows were read for fifty looks");
        await AppendAsync(host, streams, 1);
        var (kept, fresh) = (await streams.FindAsync(Account, default), await host.Get<SubjectStreamStore>().FindAsync(Account, default));
        Assert.Equal((fresh.Version, fresh.Subject.Links.Count), (kept.Version, kept.Subject.Links.Count));
    }

    [Fact]
    public async Task An_event_that_was_put_between_others_is_noticed_where_it_is_read()
    {
        using var host = new RecordHost();
        await AppendAsync(host, host.Get<SubjectStreamStore>(), 3);
        var row = (await host.Get<IRecordStore>().FindAsync(EnforcementRows.Table, Account.Key, EnforcementRows.OfEvent(2, 's'), default))!;
        await host.Get<IRecordStore>().CommitAsync(EnforcementRows.Table, Account.Key,
            [new RecordOperation.Insert(EnforcementRows.OfEvent(2, 't'), row.Json)], default);
        host.Reopen();
        await Assert.ThrowsAsync<InvalidDataException>(() => host.Get<SubjectStreamStore>().FindAsync(Account, default));
    }

    private static async Task AppendAsync(RecordHost host, SubjectStreamStore streams, int links)
    {
        var at = host.Time.GetUtcNow();
        for (var left = links; left > 0; left -= SubjectStreamStore.MaxEvents)
        {
            var stream = await streams.FindAsync(Account, default);
            StreamEvent[] events = [.. Enumerable.Range(0, Math.Min(left, SubjectStreamStore.MaxEvents)).Select(number => StreamEvent.Of(
                new SubjectLinked(OfficerId.System, at, SubjectRef.Parse($"device:d{stream.Version + number}"), "seen")))];
            Assert.True(await streams.AppendAsync(stream, events, [], default));
        }
    }
}

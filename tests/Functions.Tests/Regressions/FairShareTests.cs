using Compliance.Functions.Alerts;
using Compliance.Functions.Alerts.Bulk;
using Compliance.Functions.Alerts.Opening;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Records;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>One chatty subject slows itself alone, and a block does not wait.</summary>
public sealed class FairShareTests
{
    [Fact]
    public void A_block_comes_first_and_every_subject_gets_its_turn()
    {
        var backlog = new FairBacklog();
        for (var i = 0; i < 100; i++)
        {
            backlog.Add(Leased("chatty", i, "review"));
        }

        backlog.Add(Leased("other", 0, "review"));
        backlog.Add(Leased("blocked", 0, "block"));
        Assert.Equal("blocked", Assert.Single(backlog.Take()).Content!.SubjectId);
        Assert.Equal(FairBacklog.MostTogether, backlog.Take().Count);
        Assert.Equal("other", Assert.Single(backlog.Take()).Content!.SubjectId);
        var left = 0;
        while (backlog.Take() is { Count: > 0 } taken)
        {
            left += taken.Count;
        }

        Assert.Equal((100 - FairBacklog.MostTogether, 0), (left, backlog.Count));
    }

    [Fact]
    public async Task Many_screenings_of_one_subject_cost_as_many_rows_read_as_there_are_and_no_more()
    {
        const int Screenings = 240;
        using var host = new RecordHost();
        var counting = new CountingRecords(host.Get<IRecordStore>());
        var store = new AlertStore(counting);
        var opener = new AlertOpener(host.Get<IEvidenceReader>(), store,
            new AlertService(store, new AlertWriter(store, host.Get<AlertQueue>(), host.Time), host.Get<BulkVerdictRun>(), host.Get<DenialLog>(),
                ReviewPolicy.Current, host.Time));
        for (var i = 0; i < Screenings; i++)
        {
            var id = await host.ScreenWithoutAlertAsync("acct_1", InventedLists.Listed);
            await opener.OpenAsync(new AlertMessage(id, "acct_1", "review", host.Time.GetUtcNow()), default);
        }

        Assert.Equal(Screenings, (await store.FindAsync(AlertId.FirstOfSubject("acct_1"), default))!.Alert.ScreeningIds.Length);
        Assert.True(counting.RowsRead < Screenings * 30, $"{counting.RowsRead} rows were read for {Screenings} screenings");
    }

    [Fact]
    public async Task The_alert_of_a_block_is_open_long_before_the_rest_of_a_chatty_subject_is_handled()
    {
        const int Chatty = 400;
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var opener = new RecordingOpener();
        using var pump = new AlertQueuePump(storage.Queue, new AlertQueueHandler(opener, TimeProvider.System), new QueueSignal(),
            TimeProvider.System, NullLogger<AlertQueuePump>.Instance);
        for (var i = 0; i < Chatty; i++)
        {
            await SendAsync(storage.Queue, "chatty", i, "review");
        }

        await SendAsync(storage.Queue, "blocked", Chatty, "block");
        Assert.Equal(Chatty + 1, await pump.PumpOnceAsync(default));
        var place = opener.Opened.ToList().FindIndex(message => message.Decision == "block");
        Assert.True(place <= FairBacklog.MostTogether * 4, $"the block was number {place}");
    }

    private static LeasedAlert Leased(string subject, int number, string decision) => new(
        new ReceivedMessage($"{subject}-{number}", "", 1, "1"),
        new AlertMessage($"s{number}", subject, decision, DateTimeOffset.UnixEpoch));

    private static Task SendAsync(IMessageQueue queue, string subject, int number, string decision)
    {
        var id = ScreeningId.Create(DateTimeOffset.UnixEpoch.AddSeconds(number), Shard.OfNumber(number));
        return queue.SendAsync(AlertMessage.Queue, id,
            $$"""{"screeningId":"{{id}}","subjectId":"{{subject}}","decision":"{{decision}}","decidedAt":"2026-11-22T00:00:00+00:00"}""",
            default);
    }

    /// <summary>Counts the rows that are read.</summary>
    internal sealed class CountingRecords(IRecordStore records) : IRecordStore
    {
        public long RowsRead { get; private set; }

        public async Task<StoredRecord?> FindAsync(string table, string partition, string row, CancellationToken cancellation)
        {
            RowsRead++;
            return await records.FindAsync(table, partition, row, cancellation);
        }

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<RecordOperation> operations,
            CancellationToken cancellation) => records.CommitAsync(table, partition, operations, cancellation);

        public async Task<RecordPage> QueryAsync(RecordQuery query, CancellationToken cancellation)
        {
            var page = await records.QueryAsync(query, cancellation);
            RowsRead += page.Records.Count;
            return page;
        }
    }
}

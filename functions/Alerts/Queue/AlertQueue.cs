using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Alerts.GoodGuys;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Queue;

/// <summary>
/// The queue in the table <c>alertqueue</c>: one small row per alert, open ones (<c>o-ID</c>) apart from decided ones (<c>c-DAY-ID</c>),
/// where each stands (<c>w-ID</c>), those that concern property (<c>p-ID</c>), and a short journal of changes (<c>x-TIME-ID</c>) by which
/// every instance keeps its own index. The queue and an alert lie in different partitions and cannot change together, so a mark
/// (<c>m-ID</c>) is set before the alert changes and removed after its row is written; whoever reads the queue mends what a crash left
/// marked.
/// </summary>
internal sealed class AlertQueue(IRecordStore records, AlertStore alerts, ReviewPolicy policy, TimeProvider clock)
{
    private readonly GoodGuyIndex goodGuys = new(records, alerts);

    public const string Table = "alertqueue";
    public const string Partition = "queue";
    private static readonly TimeSpan MarkEvery = TimeSpan.FromSeconds(5);

    /// <summary>Where the alert begins in a journal key: after <c>x-</c>, fourteen digits of time and a dash.</summary>
    private const int TimeEnd = 17;

    /// <summary>A dash and six digits.</summary>
    private const int VersionLength = 7;

    /// <summary>How long a change stays in the journal.</summary>
    public static readonly TimeSpan JournalFor = TimeSpan.FromHours(1);

    /// <summary>Announces that an alert is about to change.</summary>
    public async Task<QueueTicket> MarkAsync(AlertId id, DateTimeOffset now, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(new QueueMark(now), AlertRowJson.Default.QueueMark);
        var result = await records.CommitAsync(Table, Partition, [new RecordOperation.Put(MarkOf(id), json)], cancellation);
        return result is CommitResult.Committed done ? new QueueTicket(id, done.ETags[0])
            : throw new InvalidOperationException($"A mark cannot conflict, yet it did: {result}.");
    }

    /// <summary>Brings the row of an alert up to date and removes the mark, unless another change set it anew.</summary>
    public async Task SettleAsync(QueueTicket ticket, CancellationToken cancellation)
    {
        await RefreshAsync(ticket.Alert, cancellation);
        await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(MarkOf(ticket.Alert), ticket.ETag)], cancellation);
    }

    /// <summary>All open alerts (those with work left) or all decided ones, straight from the store: for verifying and for small queues;
    /// pages ask <see cref="QueueIndex"/>.</summary>
    public async Task<IReadOnlyList<QueueRow>> ReadAsync(bool decided, DateTimeOffset now, CancellationToken cancellation)
    {
        await MendAsync(now, cancellation);
        return await RowsAsync(new RecordQuery(Table, Partition).WithPrefix(decided ? "c-" : "o-"), cancellation);
    }

    /// <summary>Decided alerts from a day on.</summary>
    public Task<IReadOnlyList<QueueRow>> ReadDecidedSinceAsync(DateOnly day, CancellationToken cancellation) =>
        RowsAsync(new RecordQuery(Table, Partition).WithPrefix("c-") with { From = "c-" + DayText(day) }, cancellation);

    /// <summary>Rows that changed at or after a moment, as they were after the change; later changes of one alert come later. A change
    /// tells alert and version by its key: only those wanted are read.</summary>
    public Task<IReadOnlyList<QueueRow>> ReadChangesAsync(DateTimeOffset since, Func<string, int, bool> wanted,
        CancellationToken cancellation) => RowsAsync(
        new RecordQuery(Table, Partition).WithPrefix("x-") with { From = "x-" + TimeText(since) },
        cancellation,
        key => wanted(key[TimeEnd..^VersionLength],
            int.Parse(key.AsSpan(key.Length - VersionLength + 1), NumberStyles.None, CultureInfo.InvariantCulture)));

    /// <summary>Removes what the journal no longer needs.</summary>
    public async Task TrimJournalAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var query = new RecordQuery(Table, Partition) { Limit = 100 }.WithPrefix("x-") with { Before = "x-" + TimeText(now - JournalFor) };
        while ((await records.QueryAsync(query, cancellation)).Records is { Count: > 0 } old)
        {
            if (!(await records.CommitAsync(Table, Partition, [.. old.Select(row => new RecordOperation.Delete(row.Row, "*"))],
                cancellation)).Succeeded)
            {
                return; // Another instance trims.
            }
        }
    }

    /// <summary>Removes the rows of an alert that was erased, those of the journal included.</summary>
    public async Task ForgetAsync(AlertId id, CancellationToken cancellation)
    {
        var stored = await records.FindAsync(Table, Partition, PlaceOf(id), cancellation);
        var place = stored is null ? null : JsonSerializer.Deserialize(stored.Json, AlertRowJson.Default.QueuePlace);
        var rows = new List<string> { PlaceOf(id), MarkOf(id), PropertyIndex.RowOf(id) };
        if (place is not null)
        {
            rows.Add(place.Row);
        }

        await foreach (var change in records.ReadAllAsync(new RecordQuery(Table, Partition).WithPrefix("x-"), cancellation))
        {
            if (change.Row.Contains($"-{id}-", StringComparison.Ordinal))
            {
                rows.Add(change.Row);
            }
        }

        await records.ForgetAsync(Table, Partition, rows, cancellation);
    }

    /// <summary>True where officers find an alert in the queue, or it is on its way there.</summary>
    public async Task<bool> HoldsAsync(AlertId id, CancellationToken cancellation)
    {
        if (await records.FindAsync(Table, Partition, MarkOf(id), cancellation) is not null)
        {
            return true;
        }

        return await records.FindAsync(Table, Partition, PlaceOf(id), cancellation) is { } stored
            && JsonSerializer.Deserialize(stored.Json, AlertRowJson.Default.QueuePlace) is { } place
            && await records.FindAsync(Table, Partition, place.Row, cancellation) is { } row
            && JsonSerializer.Deserialize(row.Json, AlertRowJson.Default.QueueRow)?.Id == id.ToString();
    }

    /// <summary>True where a report on an alert is found, if one may be due.</summary>
    public async Task<bool> HoldsReportAsync(Alert alert, CancellationToken cancellation)
        => !PropertyIndex.Concerns(QueueRow.Of(alert, policy))
            || await records.FindAsync(Table, Partition, PropertyIndex.RowOf(alert.Id), cancellation) is not null
            || await records.FindAsync(Table, Partition, MarkOf(alert.Id), cancellation) is not null
            || await records.FindAsync(Table, Partition, PropertyIndex.Complete, cancellation) is null;

    /// <summary>Mends the rows that a crash left behind their alerts.</summary>
    public async Task MendAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(Table, Partition).WithPrefix("m-"), cancellation);
        foreach (var record in page.Records)
        {
            var mark = JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.QueueMark)!;
            if ((now - mark.At).Duration() >= MarkEvery) // One that was set in the future was set by a wrong clock.
            {
                try
                {
                    await SettleAsync(new QueueTicket(AlertId.Parse(record.Row[2..]), record.ETag), cancellation);
                }
                catch (StoreReadOnlyException)
                {
                    return; // The service that owns the store mends it.
                }
            }
        }
    }

    private async Task RefreshAsync(AlertId id, CancellationToken cancellation)
    {
        while (true)
        {
            var stored = await records.FindAsync(Table, Partition, PlaceOf(id), cancellation);
            var place = stored is null ? null : JsonSerializer.Deserialize(stored.Json, AlertRowJson.Default.QueuePlace);
            if (await alerts.FindAsync(id, cancellation) is not { } file || place?.Version >= file.Alert.Version)
            {
                return; // The change that announced itself never came, or somebody else wrote the row.
            }

            var row = QueueRow.Of(file.Alert, policy);
            var json = JsonSerializer.Serialize(row, AlertRowJson.Default.QueueRow);
            var wanted = row.SealsAt is { } seals ? $"c-{DayText(DateOnly.FromDateTime(seals.UtcDateTime))}-{id}" : $"o-{id}";
            var next = JsonSerializer.Serialize(new QueuePlace(wanted, row.Version), AlertRowJson.Default.QueuePlace);
            List<RecordOperation> operations =
            [
                stored is null ? new RecordOperation.Insert(PlaceOf(id), next)
                    : new RecordOperation.Replace(PlaceOf(id), stored.ETag, next),
                new RecordOperation.Put(wanted, json),
                new RecordOperation.Put($"x-{TimeText(clock.GetUtcNow())}-{id}-{row.Version.ToString("D6", CultureInfo.InvariantCulture)}",
                    json),
            ];
            if (place is not null && place.Row != wanted)
            {
                operations.Add(new RecordOperation.Delete(place.Row, "*"));
            }

            if (PropertyIndex.Concerns(row))
            {
                operations.Add(PropertyIndex.Note(id));
            }

            await goodGuys.FollowAsync(file, cancellation);
            if ((await records.CommitAsync(Table, Partition, operations, cancellation)).Succeeded)
            {
                return;
            }
        }
    }

    private async Task<IReadOnlyList<QueueRow>> RowsAsync(RecordQuery query, CancellationToken cancellation, Func<string, bool>? wanted =
        null)
    {
        var rows = new List<QueueRow>();
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            rows.AddRange(page.Records.Where(record => wanted is null || wanted(record.Row))
                .Select(record => JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.QueueRow)!));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return rows;
    }

    private static string PlaceOf(AlertId id) => "w-" + id;

    private static string MarkOf(AlertId id) => "m-" + id;

    private static string DayText(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string TimeText(DateTimeOffset moment)
        => Math.Max(0, moment.ToUnixTimeMilliseconds()).ToString("D14", CultureInfo.InvariantCulture);
}

/// <summary>A mark as set.</summary>
internal sealed record QueueTicket(AlertId Alert, string ETag);

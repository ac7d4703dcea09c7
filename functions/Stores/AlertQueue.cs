using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Stores;

/// <summary>
/// The queue in the table <c>alertqueue</c>: one small row per alert, open ones apart from decided ones. The queue and an alert lie in different partitions and
/// cannot change together, so a mark is set before the alert changes and removed after its row is written; whoever lists the queue mends what a crash left marked.
/// </summary>
internal sealed class AlertQueue(IRecordStore records, AlertStore alerts, ReviewPolicy policy)
{
    private const string Table = "alertqueue";
    private const string Partition = "queue";
    private static readonly TimeSpan MarkPatience = TimeSpan.FromSeconds(5);

    /// <summary>Announces that an alert is about to change.</summary>
    public async Task<QueueTicket> MarkAsync(AlertId id, DateTimeOffset now, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(new QueueMark(now), AlertRowJson.Default.QueueMark);
        var result = await records.CommitAsync(Table, Partition, [new RecordOperation.Put(MarkOf(id), json)], cancellation);
        return result is CommitResult.Committed done ? new QueueTicket(id, done.ETags[0]) : throw new InvalidOperationException($"A mark cannot conflict, yet it did: {result}.");
    }

    /// <summary>Brings the row of an alert up to date and removes the mark, unless another change set it anew.</summary>
    public async Task SettleAsync(QueueTicket ticket, CancellationToken cancellation)
    {
        await RefreshAsync(ticket.Alert, cancellation);
        await records.CommitAsync(Table, Partition, [new RecordOperation.Delete(MarkOf(ticket.Alert), ticket.ETag)], cancellation);
    }

    /// <summary>Open alerts (those with work left, and those decided within the undo window) or decided ones.</summary>
    public async Task<IReadOnlyList<QueueRow>> ReadAsync(bool decided, DateTimeOffset now, CancellationToken cancellation)
    {
        await MendAsync(now, cancellation);
        var rows = new List<QueueRow>();
        var query = new RecordQuery(Table, Partition).WithPrefix(decided ? "c-" : "o-");
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            rows.AddRange(page.Records.Select(record => JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.QueueRow)!));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return rows;
    }

    /// <summary>Removes the rows of an alert that was erased.</summary>
    public Task ForgetAsync(AlertId id, CancellationToken cancellation) => records.ForgetAsync(Table, Partition, [OpenOf(id), DecidedOf(id), MarkOf(id)], cancellation);

    /// <summary>Mends the rows that a crash left behind their alerts.</summary>
    private async Task MendAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var page = await records.QueryAsync(new RecordQuery(Table, Partition).WithPrefix("m-"), cancellation);
        foreach (var record in page.Records)
        {
            var mark = JsonSerializer.Deserialize(record.Json, AlertRowJson.Default.QueueMark)!;
            if (now - mark.At >= MarkPatience)
            {
                await SettleAsync(new QueueTicket(AlertId.Parse(record.Row[2..]), record.ETag), cancellation);
            }
        }
    }

    private async Task RefreshAsync(AlertId id, CancellationToken cancellation)
    {
        while (true)
        {
            var open = await records.FindAsync(Table, Partition, OpenOf(id), cancellation);
            var decided = await records.FindAsync(Table, Partition, DecidedOf(id), cancellation);
            if (await alerts.FindAsync(id, cancellation) is not { } file)
            {
                return; // The change that announced itself never came.
            }

            var row = QueueRow.Of(file.Alert, policy);
            var stored = open ?? decided;
            if (stored is not null && JsonSerializer.Deserialize(stored.Json, AlertRowJson.Default.QueueRow)!.Version >= row.Version)
            {
                return;
            }

            var json = JsonSerializer.Serialize(row, AlertRowJson.Default.QueueRow);
            var wanted = row.SealsAt is null ? OpenOf(id) : DecidedOf(id);
            List<RecordOperation> operations = stored is null ? [new RecordOperation.Insert(wanted, json)]
                : stored.Row == wanted ? [new RecordOperation.Replace(wanted, stored.ETag, json)]
                : [new RecordOperation.Delete(stored.Row, stored.ETag), new RecordOperation.Insert(wanted, json)];
            if ((await records.CommitAsync(Table, Partition, operations, cancellation)).Succeeded)
            {
                return;
            }
        }
    }

    private static string OpenOf(AlertId id) => "o-" + id;

    private static string DecidedOf(AlertId id) => "c-" + id;

    private static string MarkOf(AlertId id) => "m-" + id;
}

/// <summary>A mark as set.</summary>
internal sealed record QueueTicket(AlertId Alert, string ETag);

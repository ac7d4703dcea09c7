using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Operations;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Log;

/// <summary>A chain that belongs to no subject: where its records lie.</summary>
/// <param name="Name">Its name as a source of the log.</param>
/// <param name="Table">Its table.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Digits">Digits of the number in its rows, which begin with <c>r</c>.</param>
internal sealed record OtherChain(string Name, string Table, string Partition, int Digits)
{
    private const string Records = "r";

    /// <summary>The records after a number, in order, at most so many.</summary>
    public RecordQuery After(long sequence, int limit) => new RecordQuery(Table, Partition) { Limit = limit }.WithPrefix(Records) with
    {
        From = Records + (sequence + 1).ToString("D" + Digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
    };
}

/// <summary>
/// Chains of rooms of their own: refusals, bulk verdicts, keys, set-aside messages, the history of each list. They are few, so they are
/// looked at in each round and need no announcement; the log takes their records over as it takes those of subjects.
/// </summary>
internal sealed class OtherChains(IRecordStore records) : ILogSource
{
    private const int RowDigits = 8;
    private const int ListRowDigits = 10;
    private const string KeysPartition = "keys";
    private const string ListIndex = "index";

    private readonly ConcurrentDictionary<string, long> _taken = new(StringComparer.Ordinal);

    public async Task GatherAsync(LogBatch batch, CancellationToken cancellation)
    {
        foreach (var chain in (await AllAsync(cancellation)).TakeWhile(_ => !batch.IsFull))
        {
            await GatherAsync(batch, chain, cancellation);
        }
    }

    /// <summary>All chains.</summary>
    public async Task<IReadOnlyList<OtherChain>> AllAsync(CancellationToken cancellation)
    {
        var chains = new List<OtherChain>
        {
            new("keys", KeyStore.Table, KeysPartition, RowDigits),
            new("messages", Quarantine.Table, Quarantine.Table, RowDigits),
        };
        chains.AddRange(AuditedRecords.CommonChains.Select(partition => new OtherChain(partition, AlertRows.Table, partition, RowDigits)));
        await foreach (var list in records.ReadAllAsync(new RecordQuery(ListHistory.Table, ListIndex), cancellation))
        {
            chains.Add(new OtherChain("history-" + list.Row, ListHistory.Table, list.Row, ListRowDigits));
        }

        return chains;
    }

    /// <summary>How many records of a chain stand in the log.</summary>
    public Task<long> TakenAsync(OtherChain chain, CancellationToken cancellation)
        => SubjectChains.TakenAsync(records, chain.Name, cancellation);

    private async Task GatherAsync(LogBatch batch, OtherChain chain, CancellationToken cancellation)
    {
        // What this process took before is known; another may have taken more, so before anything is added the log itself is asked.
        var known = _taken.GetValueOrDefault(chain.Name);
        if ((await records.QueryAsync(chain.After(known, 1), cancellation)).Records.Count == 0)
        {
            return;
        }

        var taken = await TakenAsync(chain, cancellation);
        var (count, last) = (taken, default(DateTimeOffset));
        foreach (var row in (await records.QueryAsync(chain.After(taken, Math.Max(1, batch.Left - 1)), cancellation)).Records)
        {
            // A record that does not follow was planted: taken over, it would come again and again. Verifying names it.
            if (ForeignRows.Read(() => JsonSerializer.Deserialize(row.Json, LogJson.Default.AuditRecord)) is not { } record
                || record.Sequence != count + 1)
            {
                break;
            }

            last = batch.Add(
                new PendingAct(new LogAct(record.At, record.Actor, record.Act, record.Target, record.Hash),
                [AuditIntake.KeyOf(record.Target)]), last);
            count = record.Sequence;
        }

        _taken[chain.Name] = taken;
        if (count > taken)
        {
            batch.Progress[chain.Name] = new SourceRow(count);
        }
    }
}

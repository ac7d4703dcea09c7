using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.History;

/// <summary>
/// The life of every list in the table <c>listhistory</c>, one partition per list: events (<c>e…</c>), the index of versions (<c>v…</c>),
/// the rollback in force (<c>hold</c>), open failures (<c>incident</c>), and the audit chain of the events (<c>r…</c>, remembered by
/// <c>head</c>). An event, its audit record and what changes beside it are one commit.
/// </summary>
internal sealed class ListHistory(IRecordStore records, TimeProvider time)
{
    /// <summary>Name of the table.</summary>
    public const string Table = "listhistory";

    /// <summary>Prefix of audit rows.</summary>
    public const string Records = "r";

    /// <summary>The row that remembers the end of the audit chain.</summary>
    public const string Head = "head";

    /// <summary>The partition that names the lists that have a history.</summary>
    private const string Index = "index";
    internal const string Hold = "hold";
    internal const string Incident = "incident";
    internal const string Events = "e";
    internal const string Versions = "v";
    private const int Attempts = 8;

    /// <summary>Name of a list's audit chain.</summary>
    public static string ChainOf(ListCode list) => "lists-" + list.Value;

    /// <summary>Records an event; gives it with its number.</summary>
    /// <exception cref="InvalidOperationException">Others wrote the same list's history again and again.</exception>
    public async Task<ListEvent> AppendAsync(ListAct act, CancellationToken cancellation)
    {
        var partition = act.List.Value;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var headRecord = await records.FindAsync(Table, partition, Head, cancellation);
            var head = headRecord is null ? AuditHead.Empty(ChainOf(act.List)) : Read<AuditHead>(headRecord);
            var happened = new ListEvent
            {
                Sequence = head.Length + 1,
                At = time.GetUtcNow(),
                Kind = act.Kind,
                By = act.By,
                Hash = act.Hash,
                FromHash = act.FromHash,
                Reason = act.Reason,
                Delta = act.Delta,
                HoldHash = act.Hold is { } hold ? HashOf(hold) : null,
                Versions = VersionsOf(act).Select(one => KeyValuePair.Create(one.Version.ContentHash, AuditRecord.HashOf(Write(one))))
                    .ToImmutableSortedDictionary(StringComparer.Ordinal) is { IsEmpty: false } versions ? versions : null,
            };
            if (headRecord is null)
            {
                await records.CommitAsync(Table, Index, [new RecordOperation.Put(partition, "{}")], cancellation);
            }

            if ((await records.CommitAsync(Table, partition, await OperationsAsync(act, happened, head, headRecord, cancellation),
                cancellation)).Succeeded)
            {
                return happened;
            }
        }

        throw new InvalidOperationException($"The history of {act.List} was written by others {Attempts} times in a row.");
    }

    /// <summary>The lists that have a history, in order.</summary>
    public async Task<ImmutableArray<ListCode>> ListsAsync(CancellationToken cancellation) =>
        [.. (await RowsAsync(Index, null, cancellation)).Select(record => ListCode.Parse(record.Row)).Order()];

    /// <summary>Events after a number, oldest first: <c>after: 0</c> begins at the first.</summary>
    public async Task<ImmutableArray<ListEvent>> EventsAsync(ListCode list, long after, CancellationToken cancellation)
    {
        var query = new RecordQuery(Table, list.Value) { From = RowOf(Events, after + 1), Before = "f" };
        return [.. (await PagesAsync(query, cancellation)).Select(Read<ListEvent>)];
    }

    /// <summary>The last events of a list, oldest first.</summary>
    public async Task<ImmutableArray<ListEvent>> RecentAsync(ListCode list, int most, CancellationToken cancellation) =>
        await records.FindAsync(Table, list.Value, Head, cancellation) is { } head
            ? await EventsAsync(list, Math.Max(0, Read<AuditHead>(head).Length - most), cancellation)
            : [];

    /// <summary>The latest event of a list; null where it has none.</summary>
    public async Task<ListEvent?> LatestAsync(ListCode list, CancellationToken cancellation) =>
        await records.FindAsync(Table, list.Value, Head, cancellation) is { } head
        && await records.FindAsync(Table, list.Value, RowOf(Events, Read<AuditHead>(head).Length), cancellation) is { } record
            ? Read<ListEvent>(record)
            : null;

    /// <summary>The index of a list's versions, oldest first.</summary>
    public async Task<ImmutableArray<StoredVersion>> VersionsAsync(ListCode list, CancellationToken cancellation) =>
        [.. (await RowsAsync(list.Value, Versions, cancellation)).Select(Read<StoredVersion>)
            .OrderBy(one => one.Version.RetrievedAt).ThenBy(one => one.Version.PublishedAt)
                .ThenBy(one => one.Version.ContentHash, StringComparer.Ordinal)];

    /// <summary>One version of the index; null where it is not there.</summary>
    public async Task<StoredVersion?> FindVersionAsync(ListCode list, string hash, CancellationToken cancellation) =>
        hash.Length > 0 && hash.All(char.IsAsciiHexDigit)
        && await records.FindAsync(Table, list.Value, Versions + hash, cancellation) is { } record ? Read<StoredVersion>(record) : null;

    /// <summary>The rollback in force; null where there is none.</summary>
    public async Task<ListHold?> HoldAsync(ListCode list, CancellationToken cancellation) =>
        await records.FindAsync(Table, list.Value, Hold, cancellation) is { } record ? Read<ListHold>(record) : null;

    /// <summary>Failures since the last success; null where there are none.</summary>
    public async Task<ListIncident?> IncidentAsync(ListCode list, CancellationToken cancellation) =>
        await records.FindAsync(Table, list.Value, Incident, cancellation) is { } record ? Read<ListIncident>(record) : null;

    /// <summary>The audit records of a list in order, and their head.</summary>
    public async Task<(ImmutableArray<AuditRecord> Records, AuditHead Head)> ChainAsync(ListCode list, CancellationToken cancellation)
    {
        var head = await records.FindAsync(Table, list.Value, Head, cancellation);
        return (
            [.. (await RowsAsync(list.Value, Records, cancellation)).Select(Read<AuditRecord>)],
            head is null ? AuditHead.Empty(ChainOf(list)) : Read<AuditHead>(head));
    }

    /// <summary>What is wrong with a list's chain and its rows; empty where nothing is. See <see cref="DerivedListRows"/>.</summary>
    public async Task<ImmutableArray<AuditFault>> VerifyAsync(ListCode list, CancellationToken cancellation)
    {
        // Of a long history, an event may come between two pages of the reading: what differs is read once more.
        return await FaultsAsync(list, cancellation) is { IsEmpty: true } right ? right : await FaultsAsync(list, cancellation);
    }

    private async Task<ImmutableArray<AuditFault>> FaultsAsync(ListCode list, CancellationToken cancellation)
    {
        var rows = await RowsAsync(list.Value, null, cancellation);
        var chain = rows.Where(row => row.Row.StartsWith(Records, StringComparison.Ordinal))
            .Select(row => ForeignRows.Read(() => Read<AuditRecord>(row))).ToList();
        var head = rows.Find(row => row.Row == Head);
        var read = head is null ? AuditHead.Empty(ChainOf(list)) : ForeignRows.Read(() => Read<AuditHead>(head));
        if (read is null || chain.Contains(null))
        {
            return [new AuditFault(0, AuditFaultKind.ContentDiffers, "A row cannot be read.")];
        }

        // What rests on a broken chain differs too, and says nothing more.
        return AuditChain.Verify(chain!, read) is { IsEmpty: false } broken ? broken : [.. DerivedListRows.Faults(rows, chain!)];
    }

    /// <summary>The events that can be read, oldest first: for verifying what somebody may have written past the service.</summary>
    public async Task<ImmutableArray<ListEvent>> ReadableEventsAsync(ListCode list, CancellationToken cancellation)
        => DerivedListRows.EventsOf(await RowsAsync(list.Value, Events, cancellation));

    private static IEnumerable<StoredVersion> VersionsOf(ListAct act) => new[] { act.Version, act.Replaced }.OfType<StoredVersion>();

    private async Task<List<RecordOperation>> OperationsAsync(ListAct act, ListEvent happened, AuditHead head, StoredRecord? headRecord,
        CancellationToken cancellation)
    {
        var json = Write(happened);
        var code = char.ToLowerInvariant(act.Kind.ToString()[0]) + act.Kind.ToString()[1..];
        var (chained, next) =
            AuditChain.Append(head,
            [new AuditAct(happened.At, act.By, "list." + code,
            string.Create(CultureInfo.InvariantCulture, $"{act.List}/{happened.Sequence}"), json)]);
        var operations = new List<RecordOperation>
        {
            new RecordOperation.Insert(RowOf(Events, happened.Sequence), json),
            new RecordOperation.Insert(RowOf(Records, happened.Sequence), Write(chained[0])),
            headRecord is null ? new RecordOperation.Insert(Head, Write(next))
                : new RecordOperation.Replace(Head, headRecord.ETag, Write(next)),
        };
        foreach (var version in VersionsOf(act))
        {
            operations.Add(new RecordOperation.Put(Versions + version.Version.ContentHash, Write(version)));
        }

        if (act.Hold is { } hold)
        {
            operations.Add(new RecordOperation.Put(Hold, Write(hold)));
        }
        else if (act.EndsHold && await records.FindAsync(Table, act.List.Value, Hold, cancellation) is { } held)
        {
            operations.Add(new RecordOperation.Delete(Hold, held.ETag));
        }

        var incident = await records.FindAsync(Table, act.List.Value, Incident, cancellation);
        if (act.Kind is ListEventKind.Refused or ListEventKind.Failed)
        {
            var since = incident is null ? happened.At : Read<ListIncident>(incident).Since;
            operations.Add(
                new RecordOperation.Put(Incident, Write(new ListIncident { Since = since, Reason = act.Reason ?? "", Hash = act.Hash })));
        }
        else if (incident is not null && act.Kind is not (ListEventKind.Archived or ListEventKind.Pruned))
        {
            operations.Add(new RecordOperation.Delete(Incident, incident.ETag));
        }

        return operations;
    }

    private Task<List<StoredRecord>> RowsAsync(string partition, string? prefix, CancellationToken cancellation) =>
        PagesAsync(prefix is null ? new RecordQuery(Table, partition) : new RecordQuery(Table, partition).WithPrefix(prefix), cancellation);

    private async Task<List<StoredRecord>> PagesAsync(RecordQuery query, CancellationToken cancellation)
    {
        var rows = new List<StoredRecord>();
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            rows.AddRange(page.Records);
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);

        return rows;
    }

    internal static string RowOf(string prefix, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{sequence:D10}");

    /// <summary>Hash of a rollback as it is stored.</summary>
    public static string HashOf(ListHold hold) => AuditRecord.HashOf(Write(hold));

    internal static string Write<T>(T value) => JsonSerializer.Serialize(value, EvidenceCodec.Options);

    internal static T Read<T>(StoredRecord record)
        => JsonSerializer.Deserialize<T>(record.Json, EvidenceCodec.Options) ?? throw new JsonException($"The row {record.Row} is null.");
}

using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Policies;

/// <summary>Events as they were read, with what fences the next.</summary>
public sealed record ReadEvents<TEvent>(string Name, IReadOnlyList<TEvent> Events, string? ETag);

/// <summary>
/// Events of what people decide for everybody (policies, models of the score, what the ladder does by itself) in the table
/// <c>policies</c>, one partition each: how many there are (<c>head</c>, by compare-and-set) and what happened (<c>e…</c>). Rows are
/// sealed, since they open doors: one that was put into the database by another way is refused.
/// </summary>
/// <typeparam name="TEvent">What can happen.</typeparam>
internal sealed class SealedEvents<TEvent>(IRecordStore records, RowSeal seal)
{
    public const string Table = "policies";
    private const string Head = "head";
    private const string Events = "e";

    /// <summary>Reads all; none where nothing is stored.</summary>
    /// <exception cref="InvalidDataException">A row bears no seal of this service, or events are missing.</exception>
    public async Task<ReadEvents<TEvent>> ReadAsync(string name, CancellationToken cancellation)
    {
        if (await records.FindAsync(Table, name, Head, cancellation) is not { } head)
        {
            return new ReadEvents<TEvent>(name, [], null);
        }

        var count = Number(head);
        var events = new List<TEvent>(count);
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, name).WithPrefix(Events), cancellation))
        {
            if (events.Count < count)
            {
                events.Add(JsonSerializer.Deserialize<TEvent>(Open(row), EnforcementCodec.Options)!);
            }
        }

        return events.Count == count ? new ReadEvents<TEvent>(name, events, head.ETag)
            : throw new InvalidDataException($"{name} has {events.Count} of {count} events.");
    }

    /// <summary>How many there are, without reading them; 0 where nothing is stored.</summary>
    public async Task<int> CountAsync(string name, CancellationToken cancellation)
        => await records.FindAsync(Table, name, Head, cancellation) is { } head ? Number(head) : 0;

    /// <summary>Appends; false where somebody else came first, then nothing is written.</summary>
    public async Task<bool> AppendAsync(string name, int before, string? etag, IReadOnlyCollection<TEvent> events,
        CancellationToken cancellation)
    {
        var json = seal.Protect(Table, $"{name}/{Head}", (before + events.Count).ToString(CultureInfo.InvariantCulture));
        var operations = new List<RecordOperation>
        {
            etag is not null ? new RecordOperation.Replace(Head, etag, json) : new RecordOperation.Insert(Head, json),
        };
        var number = before;
        foreach (var happened in events)
        {
            var row = string.Create(CultureInfo.InvariantCulture, $"{Events}{++number:D6}");
            operations.Add(new RecordOperation.Insert(row,
                seal.Protect(Table, $"{name}/{row}", JsonSerializer.Serialize(happened, EnforcementCodec.Options))));
        }

        return (await records.CommitAsync(Table, name, operations, cancellation)).Succeeded;
    }

    private int Number(StoredRecord head) => int.Parse(Open(head), NumberStyles.None, CultureInfo.InvariantCulture);

    private string Open(StoredRecord row) => seal.Open(Table, $"{row.Partition}/{row.Row}", row.Json)
        ?? throw new InvalidDataException($"The row {row.Row} of {row.Partition} bears no seal of this service.");
}

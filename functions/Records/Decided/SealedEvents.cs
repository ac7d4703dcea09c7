using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Records.Decided;

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
    public const string Head = "head";
    public const string Events = "e";
    private const int MostRounds = 20;

    /// <summary>Reads all; none where nothing is stored.</summary>
    /// <exception cref="InvalidDataException">A row bears no seal of this service, or there are fewer or more events than the head
    /// counts: both are written in one batch, so a head was put back or taken away.</exception>
    public async Task<ReadEvents<TEvent>> ReadAsync(string name, CancellationToken cancellation)
    {
        var head = await records.FindAsync(Table, name, Head, cancellation);
        for (var round = 0; ; round++)
        {
            var events = new List<TEvent>();
            await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, name).WithPrefix(Events), cancellation))
            {
                events.Add(row.Row == OfEvent(events.Count + 1)
                    ? JsonSerializer.Deserialize<TEvent>(Open(row), EnforcementCodec.Options)!
                    : throw new InvalidDataException($"{name} has a row {row.Row} where event {events.Count + 1} should be."));
            }

            var count = head is null ? 0 : Number(head);
            if (events.Count == count)
            {
                return new ReadEvents<TEvent>(name, events, head?.ETag);
            }

            // Somebody may have appended between the two reads; then the head is another one now.
            var again = await records.FindAsync(Table, name, Head, cancellation);
            if (again?.ETag == head?.ETag || round == MostRounds)
            {
                throw new InvalidDataException($"{name} has {events.Count} events and its head counts {count}.");
            }

            head = again;
        }
    }

    /// <summary>How many there are, without reading them; 0 where nothing is stored.</summary>
    public async Task<int> CountAsync(string name, CancellationToken cancellation)
        => await records.FindAsync(Table, name, Head, cancellation) is { } head ? Number(head) : 0;

    /// <summary>Appends; false where somebody else came first, then nothing is written.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="before">How many events there were.</param>
    /// <param name="etag">What fences them.</param>
    /// <param name="events">What happened.</param>
    /// <param name="beside">Rows that are written with it or not at all.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<bool> AppendAsync(string name, int before, string? etag, IReadOnlyCollection<TEvent> events,
        IEnumerable<RecordOperation> beside, CancellationToken cancellation)
    {
        var json = seal.Protect(Table, $"{name}/{Head}", (before + events.Count).ToString(CultureInfo.InvariantCulture));
        var operations = new List<RecordOperation>
        {
            etag is not null ? new RecordOperation.Replace(Head, etag, json) : new RecordOperation.Insert(Head, json),
        };
        var number = before;
        foreach (var happened in events)
        {
            var row = OfEvent(++number);
            operations.Add(new RecordOperation.Insert(row,
                seal.Protect(Table, $"{name}/{row}", JsonSerializer.Serialize(happened, EnforcementCodec.Options))));
        }

        operations.AddRange(beside);
        return (await records.CommitAsync(Table, name, operations, cancellation)).Succeeded;
    }

    /// <summary>The row of an event.</summary>
    public static string OfEvent(int number) => string.Create(CultureInfo.InvariantCulture, $"{Events}{number:D6}");

    private int Number(StoredRecord head) => int.Parse(Open(head), NumberStyles.None, CultureInfo.InvariantCulture);

    private string Open(StoredRecord row) => seal.Open(Table, $"{row.Partition}/{row.Row}", row.Json)
        ?? throw new InvalidDataException($"The row {row.Row} of {row.Partition} bears no seal of this service.");
}

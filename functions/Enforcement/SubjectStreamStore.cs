using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Streams of subjects: reads a subject by folding what happened to it, and appends by compare-and-set of its head. Events, the acts for
/// the log and whatever else belongs to the change are one batch: no decision without its effect, no effect without its decision.
/// </summary>
internal sealed class SubjectStreamStore(IRecordStore records, EnforcementActs acts, RowSeal seal)
{
    /// <summary>Most events of one append: each takes two operations of a batch.</summary>
    public const int MaxEvents = 40;

    /// <summary>Subjects that are kept folded: one with thousands of events costs each look only what is new.</summary>
    private const int MostKept = 2000;

    private readonly ConcurrentDictionary<string, SubjectStream> _kept = new(StringComparer.Ordinal);

    /// <summary>Reads a subject; an unknown one where nothing is stored.</summary>
    public async Task<SubjectStream> FindAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var head = await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Head, cancellation);
        return head is null ? SubjectStream.Unknown(subject) : await FoldAsync(subject, head, cancellation);
    }

    /// <summary>Reads a subject by its key; null where nothing is stored.</summary>
    public async Task<SubjectStream?> FindAsync(string key, CancellationToken cancellation)
        => key.Length == 32 && key.All(char.IsAsciiHexDigitLower)
            && await records.FindAsync(EnforcementRows.Table, key, EnforcementRows.Head, cancellation) is { } head
            ? await FoldAsync(SubjectRef.Parse(Head(head).Subject), head, cancellation) : null;

    /// <summary>Appends events to a subject as it was read, together with other rows of its partition; false where somebody else came
    /// first, then nothing is written.</summary>
    public async Task<bool> AppendAsync(SubjectStream stream, IReadOnlyCollection<StreamEvent> events, IEnumerable<RecordOperation> also,
        CancellationToken cancellation)
        => await CommitAsync(stream, events, also, cancellation) is CommitResult.Committed;

    /// <summary>The same, saying which operation found what; the head is the first, then what also belongs, then the events.</summary>
    public async Task<CommitResult> CommitAsync(SubjectStream stream, IReadOnlyCollection<StreamEvent> events,
        IEnumerable<RecordOperation> also, CancellationToken cancellation)
    {
        var key = stream.Subject.Ref.Key;
        if (events.Any(happened => happened.Act is not null))
        {
            await acts.AnnounceAsync(key, cancellation);
        }

        var row = JsonSerializer.Serialize(new SubjectHeadRow(stream.Subject.Ref.ToString(), stream.Version + events.Count),
            EnforcementRowJson.Default.SubjectHeadRow);
        var operations = new List<RecordOperation>
        {
            stream.ETag is { } etag ? new RecordOperation.Replace(EnforcementRows.Head, etag, row)
                : new RecordOperation.Insert(EnforcementRows.Head, row),
        };
        operations.AddRange(also);
        var version = stream.Version;
        foreach (var happened in events)
        {
            version++;
            var (eventRow, json) = (EnforcementRows.OfEvent(version, happened.Kind), SaltedEvent.Wrap(happened.Write()));
            operations.Add(new RecordOperation.Insert(eventRow, happened.Act is null
                ? seal.Protect(EnforcementRows.Table, $"{key}/{eventRow}", json) : json));
            if (happened.Act is { } act)
            {
                var pending = new PendingAct(new LogAct(happened.At, happened.By, act, $"{key}/{version}", AuditRecord.HashOf(json)),
                    [key]);
                operations.Add(new RecordOperation.Insert(EnforcementRows.OfAct(version),
                    JsonSerializer.Serialize(pending, LogJson.Default.PendingAct)));
            }
        }

        return await records.CommitAsync(EnforcementRows.Table, key, operations, cancellation);
    }

    /// <summary>A row of a subject's partition; null where there is none.</summary>
    public Task<StoredRecord?> RowAsync(SubjectRef subject, string row, CancellationToken cancellation)
        => records.FindAsync(EnforcementRows.Table, subject.Key, row, cancellation);

    private async Task<SubjectStream> FoldAsync(SubjectRef subject, StoredRecord head, CancellationToken cancellation)
    {
        var (key, version) = (subject.Key, Head(head).Version);
        var stream = _kept.TryGetValue(key, out var kept) && kept.Version <= version && kept.Subject.Ref == subject ? kept
            : SubjectStream.Unknown(subject);
        if (stream.Version < version)
        {
            stream = await ReadOnAsync(stream, version, cancellation);
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[key] = stream;
        }

        return stream with { ETag = head.ETag };
    }

    /// <summary>Reads the events beyond those that are known; they never change.</summary>
    private async Task<SubjectStream> ReadOnAsync(SubjectStream stream, long version, CancellationToken cancellation)
    {
        var query = new RecordQuery(EnforcementRows.Table, stream.Subject.Ref.Key)
        {
            From = EnforcementRows.OfEvent(stream.Version + 1),
            Before = EnforcementRows.OfEvent(version + 1), // Events beyond the head were written after it was read.
        };
        var events = stream.Events.ToBuilder();
        await foreach (var row in records.ReadAllAsync(query, cancellation))
        {
            if (!row.Row.StartsWith(EnforcementRows.OfEvent(stream.Version + 1), StringComparison.Ordinal))
            {
                throw new InvalidDataException($"An event of a subject is missing, or is there twice, after version {stream.Version}.");
            }

            // An erased event still counts: versions never fall.
            if (ErasedPayload.Is(row.Json))
            {
                stream = stream with { Version = stream.Version + 1 };
                continue;
            }

            var happened = StreamEvent.Read(row.Row[^1], SaltedEvent.Unwrap(RowSeal.ContentOf(row.Json)));
            events.Add(happened);
            stream = stream.Folded(happened);
        }

        return stream.Version == version ? stream with { Events = events.ToImmutable() }
            : throw new InvalidDataException($"A subject is at version {version} and has {stream.Version} events.");
    }

    internal static SubjectHeadRow Head(StoredRecord record)
        => JsonSerializer.Deserialize(record.Json, EnforcementRowJson.Default.SubjectHeadRow)!;
}

using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.Functions.Storage.Embedded;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Streams of subjects: reads a subject by folding what happened to it, and appends by compare-and-set of its head. Events, the acts for
/// the log and whatever else belongs to the change are one batch: no decision without its effect, no effect without its decision.
/// </summary>
internal sealed class SubjectStreamStore(IRecordStore records, EnforcementActs acts, EnforcementIndex index, RowSeal seal,
    EmbeddedStorage? embedded = null)
{
    /// <summary>Most events of one append: each takes two operations of a batch.</summary>
    public const int MaxEvents = 40;

    /// <summary>Subjects whose stories are kept: one with thousands of events costs each look only what is new.</summary>
    private const int MostStories = 500;

    private readonly ConcurrentDictionary<string, SubjectStream> _stories = new(StringComparer.Ordinal);
    private readonly SubjectCache _cache = new();

    /// <summary>Reads a subject with its story; an unknown one where nothing is stored.</summary>
    public async Task<SubjectStream> FindAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var head = await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Head, cancellation);
        return head is null ? SubjectStream.Unknown(subject) : await ReadStoryAsync(subject, head, cancellation);
    }

    /// <summary>Reads a subject by its key; null where nothing is stored.</summary>
    public async Task<SubjectStream?> FindAsync(string key, CancellationToken cancellation)
        => key.Length == 32 && key.All(char.IsAsciiHexDigitLower)
            && await records.FindAsync(EnforcementRows.Table, key, EnforcementRows.Head, cancellation) is { } head
            ? await ReadStoryAsync(SubjectRef.Parse(Head(head).Subject), head, cancellation) : null;

    /// <summary>
    /// The subject without its story, folded before where nothing was written since. The embedded store has one owner, which sees every
    /// write; of a store that others write to, the head is read each time and compared.
    /// </summary>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="fenced">True where a write follows, which is refused if what was read was not the newest.</param>
    public async Task<SubjectStream> FoldedAsync(SubjectRef subject, CancellationToken cancellation, bool fenced = false)
    {
        var known = _cache.Find(subject);
        if (known is not null && (fenced || embedded is not null))
        {
            return known;
        }

        var ticket = _cache.Ticket(subject);
        var head = await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Head, cancellation);
        if (known is not null && known.ETag == head?.ETag)
        {
            return known;
        }

        var stream = head is null ? SubjectStream.Unknown(subject)
            : await ReadOnAsync(Remembered(known, subject), head, cancellation) with { Events = [] };
        _cache.Keep(subject, stream, ticket);
        return stream;
    }

    /// <summary>The same for whoever looks at very many: what was not folded before is not kept, so nobody is pushed out.</summary>
    public async Task<SubjectStream> PassAsync(SubjectRef subject, CancellationToken cancellation)
        => embedded is not null && _cache.Find(subject) is { } known ? known
            : await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Head, cancellation) is { } head
                ? await ReadOnAsync(SubjectStream.Unknown(subject), head, cancellation) with { Events = [] }
                    : SubjectStream.Unknown(subject);

    /// <summary>Appends events to a subject as it was read, together with other rows of its partition; false where somebody else came
    /// first, then nothing is written.</summary>
    public async Task<bool> AppendAsync(SubjectStream stream, IReadOnlyCollection<StreamEvent> events, IEnumerable<RecordOperation> also,
        CancellationToken cancellation)
        => (await CommitAsync(stream, events, also, cancellation)).Result.Succeeded;

    /// <summary>The same, saying which operation found what (the head is the first, then what also belongs, then the events), and the
    /// subject as it is then.</summary>
    public async Task<(CommitResult Result, SubjectStream After)> CommitAsync(SubjectStream stream,
        IReadOnlyCollection<StreamEvent> events, IEnumerable<RecordOperation> also, CancellationToken cancellation)
    {
        var key = stream.Subject.Key;
        if (events.Any(happened => happened.Act is not null))
        {
            await acts.AnnounceAsync(key, cancellation);
        }

        if (stream.ETag is null)
        {
            await index.StoredAsync(stream.Subject.Ref, cancellation);
        }

        var row = JsonSerializer.Serialize(new SubjectHeadRow(stream.Subject.Ref.ToString(), stream.Version + events.Count),
            EnforcementRowJson.Default.SubjectHeadRow);
        var operations = new List<RecordOperation>
        {
            stream.ETag is { } etag ? new RecordOperation.Replace(EnforcementRows.Head, etag, row)
                : new RecordOperation.Insert(EnforcementRows.Head, row),
        };
        operations.AddRange(also);
        var after = stream;
        foreach (var happened in events)
        {
            after = after.Folded(happened);
            operations.AddRange(RowsOf(key, after.Version, happened));
        }

        var written = await WriteAsync(key, after with { Events = [] }, operations, cancellation);
        if (written.Result.Succeeded && events.Any(EnforcementActs.ChangesStanding))
        {
            acts.Stored();
        }

        return written;
    }

    /// <summary>Writes rows that say nothing of what holds, and go with no event: their own conditions are all that guards them.</summary>
    public Task<CommitResult> WriteBesideAsync(SubjectStream stream, IReadOnlyList<RecordOperation> rows, CancellationToken cancellation)
        => records.CommitAsync(EnforcementRows.Table, stream.Subject.Key, rows, cancellation);

    /// <summary>A row of a subject's partition; null where there is none.</summary>
    public Task<StoredRecord?> RowAsync(SubjectRef subject, string row, CancellationToken cancellation)
        => records.FindAsync(EnforcementRows.Table, subject.Key, row, cancellation);

    /// <summary>Forgets what was folded of a subject: its rows were changed.</summary>
    public void Forget(SubjectRef subject)
    {
        _cache.Forget(subject);
        _stories.TryRemove(subject.Key, out _);
    }

    internal static SubjectHeadRow Head(StoredRecord record)
        => JsonSerializer.Deserialize(record.Json, EnforcementRowJson.Default.SubjectHeadRow)!;

    private async Task<(CommitResult Result, SubjectStream After)> WriteAsync(string key, SubjectStream after,
        List<RecordOperation> operations, CancellationToken cancellation)
    {
        var subject = after.Subject.Ref;
        _cache.Written(subject);
        try
        {
            var result = await records.CommitAsync(EnforcementRows.Table, key, operations, cancellation);
            if (result is CommitResult.Committed committed)
            {
                after = after with { ETag = committed.ETags[0] };
                _cache.Keep(subject, after, _cache.Written(subject));
            }
            else
            {
                _cache.Forget(subject);
            }

            return (result, after);
        }
        catch
        {
            _cache.Forget(subject); // Whether it was written is not known.
            throw;
        }
    }

    /// <summary>The rows of an event. What stands in the log is bound by its hash there; what machines merely saw is sealed.</summary>
    private IEnumerable<RecordOperation> RowsOf(string key, long version, StreamEvent happened)
    {
        var (row, json) = (EnforcementRows.OfEvent(version, happened.Kind), SaltedEvent.Wrap(happened.Write()));
        if (happened.Act is not { } act)
        {
            yield return new RecordOperation.Insert(row, seal.Protect(EnforcementRows.Table, $"{key}/{row}", json));
            yield break;
        }

        yield return new RecordOperation.Insert(row, json);
        var pending = new PendingAct(new LogAct(happened.At, happened.By, act, $"{key}/{version}", AuditRecord.HashOf(json)), [key]);
        yield return new RecordOperation.Insert(EnforcementRows.OfAct(version),
            JsonSerializer.Serialize(pending, LogJson.Default.PendingAct));
    }

    private async Task<SubjectStream> ReadStoryAsync(SubjectRef subject, StoredRecord head, CancellationToken cancellation)
    {
        var (key, version) = (subject.Key, Head(head).Version);
        var known = _stories.TryGetValue(key, out var kept) && kept.Version <= version && kept.Subject.Ref == subject
            ? kept.ETag == head.ETag ? kept : Remembered(kept, subject) : SubjectStream.Unknown(subject);
        var stream = await ReadOnAsync(known, head, cancellation);
        if (stream.Version > known.Version)
        {
            if (_stories.Count >= MostStories)
            {
                _stories.Clear();
            }

            _stories[key] = stream;
        }

        return stream;
    }

    /// <summary>What is remembered to read on from. Of an erased subject nothing is: its events were taken away since they were read, by
    /// this instance or by another.</summary>
    private static SubjectStream Remembered(SubjectStream? known, SubjectRef subject)
        => known is null || known.Subject.ErasedAt is not null ? SubjectStream.Unknown(subject) : known;

    /// <summary>Moves the head of an erased subject, so that whoever remembers it, on any instance, reads it again.</summary>
    public async Task MoveHeadAsync(SubjectRef subject, CancellationToken cancellation)
    {
        if (await records.FindAsync(EnforcementRows.Table, subject.Key, EnforcementRows.Head, cancellation) is { } head)
        {
            // Whoever writes at the same time moves it too.
            await records.CommitAsync(EnforcementRows.Table, subject.Key,
                [new RecordOperation.Replace(EnforcementRows.Head, head.ETag, head.Json)], cancellation);
        }

        Forget(subject);
    }

    /// <summary>Reads the events beyond those that are known; they never change.</summary>
    private async Task<SubjectStream> ReadOnAsync(SubjectStream stream, StoredRecord head, CancellationToken cancellation)
    {
        var version = Head(head).Version;
        if (stream.Version > version)
        {
            stream = SubjectStream.Unknown(stream.Subject.Ref); // What is remembered is of another store.
        }

        var query = new RecordQuery(EnforcementRows.Table, stream.Subject.Key)
        {
            From = EnforcementRows.OfEvent(stream.Version + 1),
            Before = EnforcementRows.OfEvent(version + 1), // Events beyond the head were written after it was read.
        };
        var (events, remembered) = (stream.Events.ToBuilder(), stream.Version);
        await foreach (var row in records.ReadAllAsync(query, cancellation))
        {
            if (!row.Row.StartsWith(EnforcementRows.OfEvent(stream.Version + 1), StringComparison.Ordinal))
            {
                throw new InvalidDataException($"An event of a subject is missing, or is there twice, after version {stream.Version}.");
            }

            // An erased event still counts: versions never fall.
            var happened = ErasedPayload.Is(row.Json) ? ErasedEvents.Read(row, seal)
                : StreamEvent.Read(row.Row[^1], SaltedEvent.Unwrap(RowSeal.ContentOf(row.Json)));
            if (happened is null)
            {
                stream = stream with { Version = stream.Version + 1 };
                continue;
            }

            if (happened.Subject is SubjectErased && remembered > 0)
            {
                return await ReadOnAsync(SubjectStream.Unknown(stream.Subject.Ref), head, cancellation);
            }

            events.Add(happened);
            stream = stream.Folded(happened);
        }

        return stream.Version == version ? stream with { Events = events.ToImmutable(), ETag = head.ETag }
            : throw new InvalidDataException($"A subject is at version {version} and has {stream.Version} events.");
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Risk.Ladder;

/// <summary>A subject that the ladder must look at.</summary>
/// <param name="Subject">Whom.</param>
/// <param name="Harm">The harm that is looked at again; null for all.</param>
/// <param name="NotBefore">When at the earliest; null for now.</param>
internal sealed record LadderDue(SubjectRef Subject, RiskHarm? Harm, DateTimeOffset? NotBefore);

/// <summary>How many subjects there are, as they were counted.</summary>
internal sealed record LadderActive(int Count, DateTimeOffset At);

/// <summary>
/// What the ladder has to do, in the partition <c>ladder</c> of the table <c>enforcement</c>: subjects of which something new was observed
/// (<c>n-</c>), those whose harm is acted on later (<c>h-</c>), how much was taken (<c>traffic</c>) and would have been in the shadow
/// (<c>shadow</c>), and how many subjects there are (<c>active</c>). The counts are sealed: whoever writes the store by another way would
/// else set them back and let the ladder take more.
/// </summary>
internal sealed class LadderRows(IRecordStore records, RowSeal seal, TimeProvider time)
{
    public const string Partition = "ladder";
    public const string Traffic = "traffic";
    public const string Shadow = "shadow";
    private const string New = "n-";
    private const string Held = "h-";
    private const string Active = "active";
    private static readonly TimeSpan AnnouncedFor = TimeSpan.FromMinutes(2);

    /// <summary>The highest numbers of counts that were seen here.</summary>
    private readonly ConcurrentDictionary<string, long> _numbers = new(StringComparer.Ordinal);

    /// <summary>
    /// Something new is about to be stored of a subject: it is said before, for later, in case nobody comes to say it again.
    /// </summary>
    public Task AnnounceAsync(SubjectRef subject, CancellationToken cancellation)
        => NoticeAsync(subject, time.GetUtcNow() + AnnouncedFor, cancellation);

    /// <summary>Something new is stored of a subject: it is looked at now. Whoever looked since it was announced saw nothing yet.</summary>
    public Task NoticeAsync(SubjectRef subject, CancellationToken cancellation) => NoticeAsync(subject, null, cancellation);

    private Task NoticeAsync(SubjectRef subject, DateTimeOffset? notBefore, CancellationToken cancellation) => CommitAsync(
        new RecordOperation.Put(New + subject.Key, Write(new LadderDue(subject, null, notBefore))), cancellation);

    /// <summary>Looks at it later: it could not be read.</summary>
    public Task PostponeAsync(StoredRecord row, LadderDue due, DateTimeOffset notBefore, CancellationToken cancellation) => CommitAsync(
        new RecordOperation.Replace(row.Row, row.ETag, Write(due with { NotBefore = notBefore })), cancellation);

    /// <summary>Acts on a harm later; where that is planned already, the earlier plan stands.</summary>
    public Task HoldAsync(LadderDue due, CancellationToken cancellation) => CommitAsync(
        new RecordOperation.Insert($"{Held}{due.Subject.Key}-{WireNames.Of(due.Harm!.Value)}", Write(due)), cancellation);

    /// <summary>What is due, with the row that says so.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="held">True to look at what waits for its time too.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task<IReadOnlyList<(LadderDue Due, StoredRecord Row)>> DueAsync(DateTimeOffset now, bool held,
        CancellationToken cancellation)
    {
        var due = new List<(LadderDue, StoredRecord)>();
        foreach (var prefix in held ? new[] { New, Held } : [New])
        {
            await foreach (var row
                in records.ReadAllAsync(new RecordQuery(EnforcementRows.Table, Partition).WithPrefix(prefix), cancellation))
            {
                var one = JsonSerializer.Deserialize<LadderDue>(row.Json, EnforcementCodec.Options)!;
                if (!(one.NotBefore > now))
                {
                    due.Add((one, row));
                }
            }
        }

        return due;
    }

    /// <summary>How many subjects wait for their time.</summary>
    public async Task<int> CountHeldAsync(CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in records.ReadAllAsync(new RecordQuery(EnforcementRows.Table, Partition).WithPrefix(Held), cancellation))
        {
            count++;
        }

        return count;
    }

    /// <summary>It was done; where something new came meanwhile, the row stays.</summary>
    public Task DoneAsync(StoredRecord row, CancellationToken cancellation)
        => CommitAsync(new RecordOperation.Delete(row.Row, row.ETag), cancellation);

    /// <summary>Counts of a kind, with what fences the next; null where they were changed, taken away or put back by another
    /// hand.</summary>
    public async Task<(LadderTraffic? Traffic, string? ETag)> TrafficAsync(string kind, CancellationToken cancellation)
    {
        // Read before the row: what somebody counts meanwhile is no older state.
        var known = _numbers.GetValueOrDefault(kind, -1);
        if (await records.FindAsync(EnforcementRows.Table, Partition, kind, cancellation) is not { } row)
        {
            return (known < 0 ? LadderTraffic.None : null, null);
        }

        if (Open<LadderTraffic>(row) is not { } read || read.Number < known)
        {
            return (null, row.ETag);
        }

        _numbers.AddOrUpdate(kind, read.Number, (_, one) => Math.Max(one, read.Number));
        return (read.Number == 0 ? LadderTraffic.None : read, row.ETag);
    }

    /// <summary>Counts that begin again after those that were lost.</summary>
    public LadderTraffic Anew(string kind) => LadderTraffic.None with { Number = _numbers.GetValueOrDefault(kind, 0) };

    /// <summary>Begins to count, before the ladder acts: from then on counts that are gone are counts that somebody took away. Counts that
    /// cannot be read begin again: two people let it act.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        var (traffic, etag) = await TrafficAsync(Traffic, cancellation);
        if (traffic is null || etag is null)
        {
            await CountAsync(Traffic, Anew(Traffic), etag, cancellation);
        }
    }

    /// <summary>Stores counts; false where somebody else came first.</summary>
    public async Task<bool> CountAsync(string kind, LadderTraffic traffic, string? etag, CancellationToken cancellation)
    {
        var json = seal.Protect(EnforcementRows.Table, RowOf(kind), JsonSerializer.Serialize(traffic, EnforcementCodec.Options));
        var stored = (await CommitAsync(etag is null ? new RecordOperation.Insert(kind, json)
            : new RecordOperation.Replace(kind, etag, json), cancellation)).Succeeded;
        return stored && _numbers.AddOrUpdate(kind, traffic.Number, (_, one) => Math.Max(one, traffic.Number)) >= 0;
    }

    /// <summary>How many subjects there were when they were last counted; null where they never were.</summary>
    public async Task<LadderActive?> ActiveAsync(CancellationToken cancellation)
        => await records.FindAsync(EnforcementRows.Table, Partition, Active, cancellation) is { } row
            ? Open<LadderActive>(row) : null;

    /// <summary>Stores how many there are.</summary>
    public Task ActiveAsync(LadderActive active, CancellationToken cancellation)
        => CommitAsync(new RecordOperation.Put(Active, seal.Protect(EnforcementRows.Table, RowOf(Active), JsonSerializer.Serialize(active,
            EnforcementCodec.Options))), cancellation);

    private T? Open<T>(StoredRecord row)
        where T : class => seal.Open(EnforcementRows.Table, RowOf(row.Row), row.Json) is { } json
            ? JsonSerializer.Deserialize<T>(json, EnforcementCodec.Options) : null;

    private static string RowOf(string name) => $"{Partition}/{name}";

    private Task<CommitResult> CommitAsync(RecordOperation operation, CancellationToken cancellation)
        => records.CommitAsync(EnforcementRows.Table, Partition, [operation], cancellation);

    private static string Write(LadderDue due) => JsonSerializer.Serialize(due, EnforcementCodec.Options);
}

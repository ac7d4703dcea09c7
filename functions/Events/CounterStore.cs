using System.Text.Json;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Events;

/// <summary>
/// Counters of subjects as they are stored: the sums so far in one row, and a row for what each later commit added. So a commit writes what
/// it changed and not what a busy key ever did; now and then the additions go into the sums, in one batch.
/// </summary>
internal sealed class CounterStore(IRecordStore records)
{
    /// <summary>Additions that are gathered before they go into the sums.</summary>
    public const int MostDeltas = 64;

    /// <summary>The rows of a subject's counters: one read sees all of them as they were at one moment.</summary>
    public static RecordQuery RowsOf(SubjectRef subject) => new(EnforcementRows.Table, subject.Key)
    {
        From = EnforcementRows.Counters,
        Before = EnforcementRows.Events,
    };

    /// <summary>The counters of a subject.</summary>
    public async Task<SubjectCounters> ReadAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var (sums, deltas, etag) = (new FeatureCounters(), new List<string>(), (string?)null);
        foreach (var row in (await records.QueryAsync(RowsOf(subject), cancellation)).Records)
        {
            var read = FeatureCounters.Read(JsonSerializer.Deserialize(row.Json, EventRowJson.Default.String)!);
            if (row.Row == EnforcementRows.Counters)
            {
                read.Merge(sums);
                (sums, etag) = (read, row.ETag);
            }
            else
            {
                sums.Merge(read);
                deltas.Add(row.Row);
            }
        }

        return new SubjectCounters(sums, deltas, etag);
    }

    /// <summary>The row of counters.</summary>
    public static RecordOperation.Put Row(string row, FeatureCounters counters)
        => new(row, JsonSerializer.Serialize(counters.Write(), EventRowJson.Default.String));
}

/// <summary>The counters of a subject, the rows of the additions that are in them and not yet in the stored sums, and the state of the row
/// of the sums; null where there is none.</summary>
internal sealed record SubjectCounters(FeatureCounters All, List<string> Deltas, string? SumsETag)
{
    /// <summary>What puts the additions into the sums. Whoever did so meanwhile has changed the sums or taken an addition away, and then
    /// none of it is written.</summary>
    public IReadOnlyList<RecordOperation> Gather()
    {
        var sums = CounterStore.Row(EnforcementRows.Counters, All);
        return [SumsETag is { } etag ? new RecordOperation.Replace(sums.Row, etag, sums.Json)
            : new RecordOperation.Insert(sums.Row, sums.Json),
            .. Deltas.Select(row => new RecordOperation.Delete(row, "*"))];
    }
}

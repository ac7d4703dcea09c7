using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// The rows of the table <c>auditlog</c>. Partition <c>log</c>: the records (<c>n…</c>), the head, tiles of the tree (<c>t…</c>), and how
/// far each source was taken over (<c>s-…</c>). Partition <c>intake</c>: acts on their way (<c>d-…</c>) and subjects whose chain grew
/// (<c>a-…</c>). Partition <c>index</c>: which records speak of an id.
/// </summary>
internal static class LogRows
{
    public const string Table = "auditlog";
    public const string Log = "log";
    public const string Intake = "intake";
    public const string Index = "index";
    public const string Head = "head";
    public const string Records = "n";
    public const string Direct = "d-";
    public const string Announced = "a-";

    public static string OfRecord(long sequence) => string.Create(CultureInfo.InvariantCulture, $"{Records}{sequence:D12}");

    public static string OfTile(int level, long index) => string.Create(CultureInfo.InvariantCulture, $"t{level:D2}-{index:D12}");

    public static string OfSource(string source) => "s-" + source;

    public static string OfIndex(string key, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{key}|{sequence:D12}");
}

/// <summary>An act that waits to be taken into the log.</summary>
/// <param name="Act">The act.</param>
/// <param name="Keys">Ids under which its record is found again.</param>
internal sealed record PendingAct(LogAct Act, ImmutableArray<string> Keys);

/// <summary>A row that is deleted once its act stands in the log.</summary>
internal sealed record PendingRow(string Table, string Partition, string Row);

/// <summary>What the last batch left to do: written with the head, so that whoever appends next does it first. That makes taking over
/// exactly once.</summary>
/// <param name="Taken">Rows to delete.</param>
/// <param name="Index">Index rows to write.</param>
internal sealed record Unsettled(ImmutableArray<PendingRow> Taken, ImmutableArray<string> Index)
{
    public static Unsettled Nothing { get; } = new([], []);
}

/// <summary>The head as stored.</summary>
internal sealed record LogHeadRow(long Length, string Hash, ImmutableArray<string> Frontier, Unsettled Unsettled)
{
    public static LogHeadRow Of(LogHead head, Unsettled unsettled)
        => new(head.Length, head.Hash, [.. head.Frontier.Subtrees.Select(hash => hash.ToString())], unsettled);

    public LogHead ToHead() => new(Length, Hash, new MerkleFrontier(Length, [.. Frontier.Select(MerkleHash.Parse)]));
}

/// <summary>A moment, and nothing more.</summary>
internal sealed record MomentRow(DateTimeOffset At);

/// <summary>How far a source was taken over: a count, or the value last seen.</summary>
internal sealed record SourceRow(long Count, string? Value = null);

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRecord))]
[JsonSerializable(typeof(PendingAct))]
[JsonSerializable(typeof(LogHeadRow))]
[JsonSerializable(typeof(MomentRow))]
[JsonSerializable(typeof(SourceRow))]
internal sealed partial class LogJson : JsonSerializerContext;

/// <summary>Reads whole ranges of a partition.</summary>
internal static class RecordRanges
{
    public static async IAsyncEnumerable<StoredRecord> ReadAllAsync(
        this IRecordStore records, RecordQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation]
            CancellationToken cancellation)
    {
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            foreach (var record in page.Records)
            {
                yield return record;
            }

            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
    }

    /// <summary>Deletes rows of one partition; a row that is gone already is no matter.</summary>
    public static async Task ForgetAsync(this IRecordStore records, string table, string partition, IEnumerable<string> rows,
        CancellationToken cancellation)
    {
        foreach (var chunk in rows.Chunk(StorageLimits.MaxBatchOperations))
        {
            RecordOperation[] deletions = [.. chunk.Select(row => new RecordOperation.Delete(row, "*"))];
            if ((await records.CommitAsync(table, partition, deletions, cancellation)).Succeeded)
            {
                continue;
            }

            foreach (var deletion in deletions)
            {
                await records.CommitAsync(table, partition, [deletion], cancellation);
            }
        }
    }
}

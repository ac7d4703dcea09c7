using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Records.Decided;

/// <summary>A kind of row that people decide and that is replaced as a whole.</summary>
/// <param name="Kind">What the log's acts call it.</param>
/// <param name="Name">What it is called where a difference is named.</param>
/// <param name="Acts">Its acts.</param>
/// <param name="Partition">Its partition; null where the target of an act begins with it and a slash.</param>
/// <param name="Prefix">What its rows begin with.</param>
internal sealed record DerivedRowKind(ActingKind Kind, string Name, RowActs Acts, string? Partition, string Prefix)
{
    /// <summary>The row before which its rows end; null where the prefix tells them from others.</summary>
    public string? Before { get; init; }

    /// <summary>The row that an act of the log is about, within its partition.</summary>
    public Func<string, string> RowOf { get; init; } = target => target;

    /// <summary>What a row is sealed as.</summary>
    public Func<StoredRecord, string> SealedAs { get; init; } = row => row.Row;

    /// <summary>What the log holds of a row as it is; null where that can never be.</summary>
    public Func<string, VerificationRun, string?> CommitmentOf { get; init; } = (json, _) => AuditRecord.HashOf(json);

    /// <summary>Where the row stands that an act is about; no row where its target names none.</summary>
    public (string Partition, string? Row) PlaceOf(string target) => Partition is { } only ? (only, RowOf(target))
        : target.Split('/') is [var partition, var rest] ? (partition, RowOf(rest)) : (target.Split('/')[0], null);
}

/// <summary>Derives rows that people decide: each is what the last act of the log on it stored, and each act has its row.</summary>
internal sealed class DerivedRows(IRecordStore records, RowSeal seal, IEnumerable<DerivedRowKind> kinds) : IDerivedRows
{
    public async Task CompareAsync(VerificationRun run, CancellationToken cancellation)
    {
        foreach (var kind in kinds)
        {
            // Gone through once for all partitions: where each organisation has one of its own they are many.
            var targets = run.LastActs.Keys.Where(act => act.Kind == kind.Kind).Select(act => act.Target)
                .ToLookup(target => kind.PlaceOf(target).Partition, StringComparer.Ordinal);
            foreach (var partition in kind.Partition is { } only ? [only]
                : targets.Select(group => group.Key).Order(StringComparer.Ordinal).ToList())
            {
                await CompareAsync(kind, partition, targets[partition], run, cancellation);
            }
        }
    }

    private async Task CompareAsync(DerivedRowKind kind, string partition, IEnumerable<string> targets, VerificationRun run,
        CancellationToken cancellation)
    {
        var waiting = await kind.Acts.AddWaitingAsync(partition, run, cancellation);
        var isAnnounced = await kind.Acts.IsAnnouncedAsync(partition, cancellation);
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var target in targets.Concat(waiting))
        {
            if (kind.PlaceOf(target) is { Row: { } row } place && place.Partition == partition
                && run.LastActs.TryGetValue((kind.Kind, target), out var last))
            {
                known[row] = last.Commitment;
            }
        }

        var rows = new RecordQuery(kind.Acts.Table, partition);
        await foreach (var row in records.ReadAllAsync(kind.Before is { } end ? rows with { Before = end } : rows.WithPrefix(kind.Prefix),
            cancellation))
        {
            var isKnown = known.Remove(row.Row, out var commitment);
            if (seal.Open(kind.Acts.Table, kind.SealedAs(row), row.Json) is not { } json)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The {kind.Name} {row.Row} bears no seal of the service.");
            }
            else if (ForeignRows.Read(() => kind.CommitmentOf(json, run)) is not { } found
                || ((isKnown ? found != commitment : !run.Commitments.Contains(found)) && !isAnnounced))
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The {kind.Name} {row.Row} is not the one that the log knows.");
            }
        }

        foreach (var gone in known.Keys.Order(StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The {kind.Name} {gone} stands in the log and is gone.");
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Compliance.Functions.Alerts;
using Compliance.Functions.Records.Checkpoints;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Records.Export;

/// <summary>A bundle as made.</summary>
/// <param name="Zip">The bytes.</param>
/// <param name="CheckpointSize">Records of the checkpoint it is proved against: the same export at the same checkpoint gives the same
/// bytes.</param>
/// <param name="Sha256">Hash of the bytes.</param>
internal sealed record EvidenceBundle(byte[] Zip, long CheckpointSize, string Sha256);

/// <summary>
/// Assembles everything that proves a decision: the evidence as stored, the listed parties as seen, every event of the alert, the chain,
/// the records of the log with their way to the root of a checkpoint, and a page that checks all of it without network.
/// </summary>
internal sealed class EvidenceExport(
    IRecordStore store, ExportScopes scopes, AuditLog log, AuditIntake intake, LogSealer sealer, LogCheckpoints checkpoints,
        ScreeningStore screenings, AuditTrail trail)
{
    private const string Format = "compliance-evidence/1";

    /// <summary>Acts that follow from looking at the record and would make every export a new one.</summary>
    private static readonly ImmutableHashSet<string> Looking =
        [RecordActs.PersonalDataRead, RecordActs.EvidenceExported, RecordActs.RecordVerified];

    /// <summary>Makes a bundle; null where nothing of that id is stored. The export itself is recorded.</summary>
    /// <param name="kind">What.</param>
    /// <param name="id">Which.</param>
    /// <param name="at">Size of the checkpoint to prove against; null takes the latest that covers everything that was done.</param>
    /// <param name="actor">Who exports.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <exception cref="InvalidDataException">No checkpoint of that size is kept.</exception>
    public async Task<EvidenceBundle?> MakeAsync(ExportKind kind, string id, long? at, string actor, CancellationToken cancellation)
    {
        await sealer.SealAsync(cancellation);
        if (await scopes.FindAsync(kind, id, cancellation) is not { } scope)
        {
            return null;
        }

        var about = await RecordsAboutAsync(scope, cancellation);
        var checkpoint = await CheckpointAsync(about, at, cancellation);
        var covered = about.Where(record => record.Sequence <= checkpoint.Size).ToImmutableArray();
        var files = new List<BundleFile> { new("record/checkpoint.txt", checkpoint.ToBytes()) };
        await AddEntriesAsync(files, covered, checkpoint, cancellation);
        await AddScreeningsAsync(files, scope, covered, cancellation);
        await AddAlertsAsync(files, scope, covered, cancellation);
        var zip = BundleZip.Write(Manifest(scope, checkpoint, files), files);
        var key = kind == ExportKind.Subject ? AlertId.FirstOfSubject(id).SubjectKey : id;
        await intake.RecordAsync(actor, RecordActs.EvidenceExported, key, cancellation, AuditRecord.HashOf(zip));
        return new EvidenceBundle(zip, checkpoint.Size, AuditRecord.HashOf(zip));
    }

    private async Task<ImmutableArray<AuditRecord>> RecordsAboutAsync(ExportScope scope, CancellationToken cancellation)
    {
        var numbers = new SortedSet<long>();
        foreach (var key in scope.Keys)
        {
            numbers.UnionWith(await log.AboutAsync(key, cancellation));
        }

        var found = ImmutableArray.CreateBuilder<AuditRecord>(numbers.Count);
        foreach (var number in numbers)
        {
            found.Add(await log.FindAsync(number, cancellation)
                ?? throw new InvalidDataException($"The index names record {number}, which the log does not hold. Run audit verify."));
        }

        return found.ToImmutable();
    }

    private async Task<Checkpoint> CheckpointAsync(ImmutableArray<AuditRecord> about, long? at, CancellationToken cancellation)
    {
        var (kept, _) = await checkpoints.ReadAsync(cancellation);
        if (at is { } size)
        {
            return kept.FirstOrDefault(one => one.Size == size)
                ?? throw new InvalidDataException($"No checkpoint of {size} records is kept in {checkpoints.Place}.");
        }

        var needed = about.Where(record => !Looking.Contains(record.Act)).Select(record => record.Sequence).DefaultIfEmpty(1).Max();
        return kept.FirstOrDefault(one => one.Size >= needed) ?? await checkpoints.MakeAsync(cancellation)
            ?? throw new InvalidDataException("The log is empty.");
    }

    private async Task AddEntriesAsync(List<BundleFile> files, ImmutableArray<AuditRecord> covered, Checkpoint checkpoint,
        CancellationToken cancellation)
    {
        var entries = new List<BundledEntry>(covered.Length);
        foreach (var record in covered)
        {
            entries.Add(BundledEntry.Of(record, await checkpoints.InclusionAsync(record.Sequence, checkpoint.Size, cancellation)));
        }

        files.Add(BundleFile.OfJson("record/entries.json", entries));
    }

    private async Task AddScreeningsAsync(List<BundleFile> files, ExportScope scope, ImmutableArray<AuditRecord> covered,
        CancellationToken cancellation)
    {
        var known = covered.Where(record => record.Act == RecordActs.ScreeningDecided).Select(record => record.Target)
            .ToHashSet(StringComparer.Ordinal);
        var parties = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var id in scope.Screenings.Where(known.Contains))
        {
            if (await screenings.FindBytesAsync(id, cancellation) is not { } bytes)
            {
                continue; // Erased: the log shows the act, and the hash of what stood there.
            }

            files.Add(new BundleFile($"screenings/{id}.json", bytes));
            var outcome = JsonSerializer.Deserialize<StoredScreening>(bytes, EvidenceCodec.Options)!.Evidence.Outcome;
            foreach (var hit in outcome.Hits.Concat(outcome.NearMisses))
            {
                var party = PartyCodec.Write(hit.Match.Party);
                parties[$"lists/{hit.Entry.ToString().Replace(':', '_').Replace('/', '_')}.{AuditRecord.HashOf(party)[..12]}.json"] = party;
            }
        }

        files.AddRange(parties.Select(pair => new BundleFile(pair.Key, pair.Value)));
    }

    private async Task AddAlertsAsync(List<BundleFile> files, ExportScope scope, ImmutableArray<AuditRecord> covered,
        CancellationToken cancellation)
    {
        var known = covered.Select(record => record.ContentHash).ToHashSet(StringComparer.Ordinal);
        foreach (var subject in scope.Alerts.GroupBy(alert => alert.SubjectKey))
        {
            var wanted = subject.Select(alert => alert.ToString()).ToHashSet(StringComparer.Ordinal);
            var chain =
                (await trail.ReadAsync(subject.Key, cancellation)).Records.Where(record => wanted.Contains(record.Target.Split('/')[0])
                && known.Contains(record.Hash)).ToList();
            files.Add(BundleFile.OfJson($"alerts/chain-{subject.Key}.json", chain.Select(BundledRecord.Of)));
            foreach (var record in chain)
            {
                var row = await store.FindAsync(AlertRows.Table, subject.Key, AuditTrail.RowOf(record), cancellation);
                if (row is not null && !ErasedPayload.Is(row.Json))
                {
                    files.Add(new BundleFile($"alerts/{record.Target}.json", Encoding.UTF8.GetBytes(row.Json)));
                }
            }
        }
    }

    private static BundleManifest Manifest(ExportScope scope, Checkpoint checkpoint, List<BundleFile> files) => new(
        Format,
        scope.Kind.ToString().ToLowerInvariant(),
        scope.Id,
        checkpoint.Size,
        checkpoint.Root.ToString(),
        [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new BundledFile(file.Path, file.Sha256, file.Bytes.Length))]);
}

/// <summary>Adds the export to a host.</summary>
internal static class ExportSetup
{
    public static IServiceCollection AddExport(this IServiceCollection services)
        => services.AddSingleton<ExportScopes>().AddSingleton<EvidenceExport>();
}

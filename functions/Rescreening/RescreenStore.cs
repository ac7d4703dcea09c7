using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Rescreening;

/// <summary>
/// Runs in the table <c>rescreenings</c>: the partition <c>runs</c> holds the head, a row per run, its certificate, and the states that all
/// subjects were proved to be screened against; each run has a partition of its own for the progress of its parts.
/// </summary>
internal sealed class RescreenStore(IRecordStore records, IBlobStore blobs)
{
    private const string Table = "rescreenings";
    private const string Runs = "runs";
    private const string HeadRow = "head";
    private const string Readings = "rescreenings";

    /// <summary>The head with its ETag; the ETag is null where there is none yet.</summary>
    public async Task<(RescreenHead Head, string? ETag)> HeadAsync(CancellationToken cancellation) =>
        await records.FindAsync(Table, Runs, HeadRow, cancellation) is { } record
            ? (Read<RescreenHead>(record.Json), record.ETag)
            : (new RescreenHead(0, false, null), null);

    /// <summary>Takes a state as proved without a run: there is no subject yet. False where another instance was first.</summary>
    public async Task<bool> BeginAsync(RescreenState state, CancellationToken cancellation) => (await records.CommitAsync(
        Table, Runs, [new RecordOperation.Insert(HeadRow, Write(new RescreenHead(0, false, state))),
            new RecordOperation.Put(Proved(state.Corpus), Write(0))], cancellation)).Succeeded;

    /// <summary>Starts a run; false where another instance was first.</summary>
    public async Task<bool> StartAsync(RescreenRun run, RescreenHead head, string? etag, CancellationToken cancellation)
    {
        var json = Write(head with { Latest = run.Number, IsUnderWay = true });
        return (await records.CommitAsync(
            Table,
            Runs,
            [etag is null ? new RecordOperation.Insert(HeadRow, json)
                : new RecordOperation.Replace(HeadRow, etag, json), new RecordOperation.Insert(RowOf(run.Number), Write(run))],
            cancellation)).Succeeded;
    }

    /// <summary>Ends a run with its certificate; false where another instance did.</summary>
    public async Task<bool> FinishAsync(RescreenRun run, RescreenCertificate certificate, RescreenHead head, string etag,
        CancellationToken cancellation) => (await records.CommitAsync(
        Table,
        Runs,
        [
            new RecordOperation.Replace(HeadRow, etag, Write(head with { IsUnderWay = false, Baseline = run.After })),
            new RecordOperation.Insert(CertificateOf(run.Number), CertificateCodec.Text(certificate)),
            new RecordOperation.Put(Proved(run.After.Corpus), Write(run.Number)),
        ],
        cancellation)).Succeeded;

    /// <summary>A run; null where there is none of the number.</summary>
    public async Task<RescreenRun?> FindAsync(int run, CancellationToken cancellation) =>
        await records.FindAsync(Table, Runs, RowOf(run), cancellation) is { } record ? Read<RescreenRun>(record.Json) : null;

    /// <summary>The certificate of a run as it was written; null while it is under way.</summary>
    public async Task<string?> CertificateAsync(int run, CancellationToken cancellation)
        => (await records.FindAsync(Table, Runs, CertificateOf(run), cancellation))?.Json;

    /// <summary>Hashes of all states that every subject was proved to be screened against at some time.</summary>
    public async Task<IReadOnlySet<string>> ProvedAsync(CancellationToken cancellation)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var query = new RecordQuery(Table, Runs).WithPrefix("corpus-");
        RecordPage page;
        do
        {
            page = await records.QueryAsync(query, cancellation);
            found.UnionWith(page.Records.Select(record => record.Row["corpus-".Length..]));
            query = query with { Continuation = page.Continuation };
        }
        while (page.Continuation is not null);
        return found;
    }

    /// <summary>Progress of all parts of a run that have begun.</summary>
    public async Task<ImmutableArray<PartProgress>> ProgressAsync(int run, CancellationToken cancellation) =>
        [.. (await records.QueryAsync(new RecordQuery(Table, RescreenRun.IdOf(run)), cancellation)).Records.Select(record =>
        Read<PartProgress>(record.Json))];

    /// <summary>Progress of one part with its ETag; the ETag is null where the part has not begun.</summary>
    public async Task<(PartProgress Progress, string? ETag)> ProgressAsync(int run, int part, CancellationToken cancellation) =>
        await records.FindAsync(Table, RescreenRun.IdOf(run), PartOf(part), cancellation) is { } record
            ? (Read<PartProgress>(record.Json), record.ETag)
            : (new PartProgress { Part = part }, null);

    /// <summary>Writes progress over what was read; the new ETag, or null where another worker has gone on.</summary>
    public async Task<string?> SaveAsync(int run, PartProgress progress, string? etag, CancellationToken cancellation)
    {
        var json = Write(progress);
        RecordOperation operation = etag is null ? new RecordOperation.Insert(PartOf(progress.Part), json)
            : new RecordOperation.Replace(PartOf(progress.Part), etag, json);
        return await records.CommitAsync(Table, RescreenRun.IdOf(run), [operation], cancellation) is CommitResult.Committed done
            ? done.ETags[0] : null;
    }

    /// <summary>Keeps the reading of a page under its hash.</summary>
    public async Task KeepAsync(int run, int part, PageReading reading, CancellationToken cancellation)
    {
        using var content = new MemoryStream(reading.Bytes, writable: false);
        await blobs.PutIfAbsentAsync(Readings, BlobOf(run, part, reading.Hash), content, cancellation);
    }

    /// <summary>A page as it was read; null where it is gone.</summary>
    public async Task<PageReading?> ReadingAsync(int run, int part, string hash, CancellationToken cancellation)
    {
        if (await blobs.OpenAsync(Readings, BlobOf(run, part, hash), cancellation) is not { } stream)
        {
            return null;
        }

        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            return new PageReading(bytes.ToArray());
        }
    }

    private static string BlobOf(int run, int part, string hash)
        => string.Create(CultureInfo.InvariantCulture, $"{RescreenRun.IdOf(run)}/{part:D2}/{hash}");

    private static string RowOf(int run) => RescreenRun.IdOf(run);

    private static string CertificateOf(int run) => string.Create(CultureInfo.InvariantCulture, $"certificate-{run:D8}");

    private static string PartOf(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:D2}");

    private static string Proved(string corpus) => "corpus-" + corpus;

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, EvidenceCodec.Options);

    private static T Read<T>(string json)
        => JsonSerializer.Deserialize<T>(json, EvidenceCodec.Options) ?? throw new JsonException("The stored row is null.");
}

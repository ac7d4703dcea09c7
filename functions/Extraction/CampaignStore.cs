using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Compliance.EnforcementCore.Extraction;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Extraction;

/// <summary>Campaigns and classes of ordinary traffic, as they are stored. Rows are sealed and name the hash of their blob, so neither can
/// be changed past the service: what does not fit is as if it were not there, and is named.</summary>
internal sealed class CampaignStore(IRecordStore records, IBlobStore blobs, RowSeal seal)
{
    private readonly Lock _gate = new();
    private Dictionary<string, (string Blob, Campaign Campaign)> _known = new(StringComparer.Ordinal);

    /// <summary>Every campaign, the newest first, ended ones too.</summary>
    public async Task<IReadOnlyList<CampaignRow>> AllAsync(CancellationToken cancellation)
        => [.. (await ReadAsync(RadarRows.Campaigns, RadarRowJson.Default.CampaignRow, cancellation))
            .OrderByDescending(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>Every class of ordinary traffic, by name; those that wait for a second person too.</summary>
    public async Task<IReadOnlyList<ClassRow>> ClassesAsync(CancellationToken cancellation)
        => [.. (await ReadAsync(RadarRows.Classes, RadarRowJson.Default.ClassRow, cancellation)).OrderBy(one => one.Name,
            StringComparer.Ordinal).ThenByDescending(one => one.At)];

    /// <summary>The campaigns that are watched for, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Campaign>> InForceAsync(CancellationToken cancellation)
    {
        var found = new Dictionary<string, (string Blob, Campaign Campaign)>(StringComparer.Ordinal);
        foreach (var row in (await AllAsync(cancellation)).Where(one => one.EndedAt is null))
        {
            found[row.Id] = _known.TryGetValue(row.Id, out var known) && known.Blob == row.Blob ? known
                : (row.Blob, (await BlobAsync(row, cancellation)).Campaign);
        }

        lock (_gate)
        {
            _known = found;
        }

        return found.ToDictionary(one => one.Key, one => one.Value.Campaign, StringComparer.Ordinal);
    }

    /// <summary>A campaign with sketches of what was confirmed.</summary>
    public Task<CampaignBlob> BlobAsync(CampaignRow row, CancellationToken cancellation)
        => OpenAsync(row.Blob, RadarRowJson.Default.CampaignBlob, cancellation);

    /// <summary>The sketches of a class.</summary>
    public async Task<BenignClass> SketchesAsync(ClassRow row, CancellationToken cancellation) => new(row.Name,
        [.. (await OpenAsync(row.Blob, RadarRowJson.Default.StringArray, cancellation)).Select(PromptSketch.Read).OfType<PromptSketch>()]);

    /// <summary>Writes a campaign.</summary>
    public async Task<CampaignRow> SaveAsync(CampaignRow row, CampaignBlob content, CancellationToken cancellation)
    {
        row = row with { Blob = await KeepAsync(content, RadarRowJson.Default.CampaignBlob, cancellation) };
        await SaveAsync(row, cancellation);
        return row;
    }

    /// <summary>Writes the row of a campaign.</summary>
    public Task SaveAsync(CampaignRow row, CancellationToken cancellation)
        => PutAsync(RadarRows.Campaigns, row.Id, JsonSerializer.Serialize(row, RadarRowJson.Default.CampaignRow), cancellation);

    /// <summary>Writes a class with its sketches.</summary>
    public async Task<ClassRow> SaveAsync(ClassRow row, IEnumerable<PromptSketch> sketches, CancellationToken cancellation)
    {
        row = row with
        {
            Blob = await KeepAsync([.. sketches.Select(one => one.Write())], RadarRowJson.Default.StringArray, cancellation),
        };
        await SaveAsync(row, cancellation);
        return row;
    }

    /// <summary>Writes the row of a class. What is in force and what waits for a second person are two rows.</summary>
    public Task SaveAsync(ClassRow row, CancellationToken cancellation)
        => PutAsync(RadarRows.Classes, RowOf(row.Name, row.IsInForce), JsonSerializer.Serialize(row, RadarRowJson.Default.ClassRow),
            cancellation);

    /// <summary>Removes a proposed class.</summary>
    public Task ForgetProposalAsync(string name, CancellationToken cancellation)
        => records.ForgetAsync(RadarRows.Table, RadarRows.Classes, [RowOf(name, inForce: false)], cancellation);

    private static string RowOf(string name, bool inForce) => AuditRecord.HashOf(name)[..32] + (inForce ? "" : "-proposed");

    private async Task<List<T>> ReadAsync<T>(string partition, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var found = new List<T>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(RadarRows.Table, partition), cancellation))
        {
            found.Add(JsonSerializer.Deserialize(seal.Open(RadarRows.Table, $"{partition}/{row.Row}", row.Json)
                ?? throw new InvalidDataException($"The row {row.Row} of the radar bears no seal of this service."), type)!);
        }

        return found;
    }

    private Task PutAsync(string partition, string row, string json, CancellationToken cancellation) => records.CommitAsync(
        RadarRows.Table, partition, [new RecordOperation.Put(row, seal.Protect(RadarRows.Table, $"{partition}/{row}", json))],
        cancellation);

    private async Task<string> KeepAsync<T>(T content, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var zip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            await JsonSerializer.SerializeAsync(zip, content, type, cancellation);
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
        bytes.Position = 0;
        await blobs.PutIfAbsentAsync(RadarRows.Container, name, bytes, cancellation);
        return name;
    }

    private async Task<T> OpenAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        await using (var stream = await blobs.OpenAsync(RadarRows.Container, name, cancellation)
            ?? throw new InvalidDataException($"The blob {name} of the radar is gone."))
        {
            await stream.CopyToAsync(bytes, cancellation);
        }

        if (Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length))) != name)
        {
            throw new InvalidDataException($"The blob {name} of the radar is another one.");
        }

        bytes.Position = 0;
        await using var zip = new GZipStream(bytes, CompressionMode.Decompress);
        return (await JsonSerializer.DeserializeAsync(zip, type, cancellation))!;
    }
}

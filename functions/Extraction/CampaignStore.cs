using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Compliance.EnforcementCore.Extraction;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Decided;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Extraction;

/// <summary>Campaigns and classes of ordinary traffic, as they are stored. Rows are sealed and name the hash of their blob, so neither can
/// be changed past the service: what does not fit is as if it were not there, and is named.</summary>
internal sealed class CampaignStore(IRecordStore records, IBlobStore blobs, RowSeal seal, CampaignActs campaigns, ClassActs classes,
    TimeProvider time)
{
    private volatile Dictionary<string, (string Blob, Campaign Campaign)> _known = new(StringComparer.Ordinal);

    /// <summary>Every campaign, the newest first, ended ones too.</summary>
    public async Task<IReadOnlyList<CampaignRow>> AllAsync(CancellationToken cancellation)
        => [.. (await ReadAsync(RadarRows.Campaigns, RadarRows.CampaignPrefix, RadarRowJson.Default.CampaignRow, cancellation))
            .OrderByDescending(one => one.At).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>Every class of ordinary traffic, by name; those that wait for a second person too.</summary>
    public async Task<IReadOnlyList<ClassRow>> ClassesAsync(CancellationToken cancellation)
        => [.. (await ReadAsync(RadarRows.Classes, RadarRows.ClassPrefix, RadarRowJson.Default.ClassRow, cancellation))
            .Concat(await ReadAsync(RadarRows.Proposals, RadarRows.ClassPrefix, RadarRowJson.Default.ClassRow, cancellation))
            .OrderBy(one => one.Name, StringComparer.Ordinal).ThenByDescending(one => one.At)];

    /// <summary>The campaigns that are watched for, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Campaign>> InForceAsync(CancellationToken cancellation)
    {
        var (before, found) = (_known, new Dictionary<string, (string Blob, Campaign Campaign)>(StringComparer.Ordinal));
        foreach (var row in (await AllAsync(cancellation)).Where(one => one.EndedAt is null))
        {
            found[row.Id] = before.TryGetValue(row.Id, out var known) && known.Blob == row.Blob ? known
                : (row.Blob, (await BlobAsync(row, cancellation)).Campaign);
        }

        _known = found;
        return found.ToDictionary(one => one.Key, one => one.Value.Campaign, StringComparer.Ordinal);
    }

    /// <summary>A campaign with sketches of what was confirmed.</summary>
    public Task<CampaignBlob> BlobAsync(CampaignRow row, CancellationToken cancellation)
        => OpenAsync(row.Blob, RadarRowJson.Default.CampaignBlob, cancellation);

    /// <summary>The sketches of a class.</summary>
    public async Task<BenignClass> SketchesAsync(ClassRow row, CancellationToken cancellation) => new(row.Name,
        [.. (await OpenAsync(row.Blob, RadarRowJson.Default.StringArray, cancellation)).Select(PromptSketch.Read).OfType<PromptSketch>()]);

    /// <summary>Writes a campaign with what its blob holds, and the act that it is.</summary>
    public async Task<CampaignRow> SaveAsync(CampaignRow row, CampaignBlob content, string actor, string act,
        CancellationToken cancellation)
    {
        row = row with { Blob = await KeepAsync(content, RadarRowJson.Default.CampaignBlob, cancellation) };
        await SaveAsync(row, actor, act, cancellation);
        return row;
    }

    /// <summary>Writes the row of a campaign with the act that it is.</summary>
    public Task SaveAsync(CampaignRow row, string actor, string act, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(row, RadarRowJson.Default.CampaignRow);
        var order = act == RecordActs.CampaignMade ? 1 : act == RecordActs.CampaignJudged ? 2 : 3;
        return campaigns.CommitAsync(RadarRows.Campaigns, [Put(RadarRows.Campaigns, row.Id, json)],
            new RowAct(actor, act, row.Id, AuditRecord.HashOf(json)), PlaceOf($"{row.Id}-{order}", row.Blob), cancellation);
    }

    /// <summary>Writes a proposed class with its sketches: nothing is judged by it until a second person agrees.</summary>
    public async Task<ClassRow> ProposeAsync(ClassRow row, IEnumerable<PromptSketch> sketches, CancellationToken cancellation)
    {
        row = row with
        {
            Blob = await KeepAsync([.. sketches.Select(one => one.Write())], RadarRowJson.Default.StringArray, cancellation),
        };
        await records.CommitAsync(RadarRows.Table, RadarRows.Proposals, [Put(RadarRows.Proposals, RowOf(row.Name),
            JsonSerializer.Serialize(row, RadarRowJson.Default.ClassRow))], cancellation);
        return row;
    }

    /// <summary>Puts a class in force, with the act that it is, and removes its proposal.</summary>
    public async Task AgreeAsync(ClassRow row, string actor, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(row, RadarRowJson.Default.ClassRow);
        await classes.CommitAsync(RadarRows.Classes, [Put(RadarRows.Classes, RowOf(row.Name), json)],
            new RowAct(actor, RecordActs.ClassAgreed, RowOf(row.Name), AuditRecord.HashOf(json)), PlaceOf(RowOf(row.Name), row.Blob),
            cancellation);
        await ForgetProposalAsync(row.Name, cancellation);
    }

    /// <summary>Removes a proposed class.</summary>
    public Task ForgetProposalAsync(string name, CancellationToken cancellation)
        => records.ForgetAsync(RadarRows.Table, RadarRows.Proposals, [RowOf(name)], cancellation);

    /// <summary>The row of a class: what its acts are about.</summary>
    public static string RowOf(string name) => RadarRows.ClassPrefix + AuditRecord.HashOf(name)[..32];

    private string PlaceOf(string row, string blob) => string.Create(CultureInfo.InvariantCulture,
        $"{row}-{time.GetUtcNow().UtcTicks:D19}-{blob[..12]}");

    private RecordOperation.Put Put(string partition, string row, string json)
        => new(row, seal.Protect(RadarRows.Table, $"{partition}/{row}", json));

    private async Task<List<T>> ReadAsync<T>(string partition, string prefix, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var found = new List<T>();
        await foreach (var row in records.ReadAllAsync(new RecordQuery(RadarRows.Table, partition).WithPrefix(prefix), cancellation))
        {
            found.Add(JsonSerializer.Deserialize(seal.Open(RadarRows.Table, $"{partition}/{row.Row}", row.Json)
                ?? throw new InvalidDataException($"The row {row.Row} of the radar bears no seal of this service."), type)!);
        }

        return found;
    }

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

/// <summary>Acts on campaigns, on their way to the log.</summary>
internal sealed class CampaignActs(IRecordStore records, TimeProvider time) : RowActs(records, time, RadarRows.Table, "r-")
{
    /// <summary>How campaigns are derived from the log.</summary>
    public DerivedRowKind Kind => new(ActingKind.Campaign, "campaign", this, RadarRows.Campaigns, RadarRows.CampaignPrefix)
    { SealedAs = row => $"{row.Partition}/{row.Row}" };
}

/// <summary>Acts on classes of ordinary traffic, on their way to the log.</summary>
internal sealed class ClassActs(IRecordStore records, TimeProvider time) : RowActs(records, time, RadarRows.Table, "k-")
{
    /// <summary>How classes in force are derived from the log.</summary>
    public DerivedRowKind Kind => new(ActingKind.RadarClass, "class of ordinary traffic", this, RadarRows.Classes, RadarRows.ClassPrefix)
    { SealedAs = row => $"{row.Partition}/{row.Row}" };
}

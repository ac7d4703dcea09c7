using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts.Queue;

/// <summary>A view of the queue that an officer keeps: a name and the query of its address.</summary>
public sealed record SavedView(string Name, string Query);

/// <summary>Saved views in the table <c>views</c>, one partition per officer.</summary>
internal sealed class SavedViews(IRecordStore records)
{
    private const string Table = "views";

    /// <summary>Most views of one officer.</summary>
    public const int Most = 20;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 40;

    /// <summary>An officer's views by name.</summary>
    public async Task<ImmutableArray<SavedView>> OfAsync(OfficerId officer, CancellationToken cancellation) =>
        [.. (await records.QueryAsync(new RecordQuery(Table, PartitionOf(officer)), cancellation)).Records.Select(row =>
        JsonSerializer.Deserialize(row.Json, SavedViewJson.Default.SavedView)!)
        .OrderBy(view => view.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Keeps a view; why not where it cannot be kept.</summary>
    public async Task<string?> KeepAsync(OfficerId officer, SavedView view, CancellationToken cancellation)
    {
        if (view.Name.Length is 0 or > LongestName || view.Query.Length > 600)
        {
            return $"A view has a name of 1 to {LongestName} characters.";
        }

        var kept = await OfAsync(officer, cancellation);
        if (kept.Length >= Most && kept.All(one => one.Name != view.Name))
        {
            return $"At most {Most} views are kept; remove one first.";
        }

        await records.CommitAsync(Table, PartitionOf(officer),
            [new RecordOperation.Put(RowOf(view.Name), JsonSerializer.Serialize(view, SavedViewJson.Default.SavedView))], cancellation);
        return null;
    }

    /// <summary>Removes a view; nothing happens where there is none of the name.</summary>
    public Task RemoveAsync(OfficerId officer, string name, CancellationToken cancellation) =>
        records.CommitAsync(Table, PartitionOf(officer), [new RecordOperation.Delete(RowOf(name), "*")], cancellation);

    private static string PartitionOf(OfficerId officer) => "v-" + officer.Value;

    private static string RowOf(string name) => AuditRecord.HashOf(name)[..32];
}

/// <summary>JSON of saved views.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SavedView))]
internal sealed partial class SavedViewJson : JsonSerializerContext;

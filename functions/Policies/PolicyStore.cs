using System.Globalization;
using System.Text.Json;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Policies;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Policies;

/// <summary>A policy as it lies in the store.</summary>
public sealed record StoredPolicy(string Name, PolicyRegistry Registry, string? ETag);

/// <summary>
/// Policies in the table <c>policies</c>, one partition each: how many events there are (<c>head</c>, by compare-and-set) and what happened
/// (<c>e…</c>). Rows are sealed, since they open doors: a text that was put into the database by another way is refused.
/// </summary>
internal sealed class PolicyStore(IRecordStore records, RowSeal seal)
{
    public const string Table = "policies";
    private const string Head = "head";
    private const string Events = "e";

    /// <summary>Longest text of a version: an event is one row.</summary>
    public const int MaxTextChars = 200_000;

    /// <summary>Reads a policy; an empty one where nothing is stored.</summary>
    /// <exception cref="InvalidDataException">A row bears no seal of this service, or events are missing.</exception>
    public async Task<StoredPolicy> FindAsync(string name, CancellationToken cancellation)
    {
        if (await records.FindAsync(Table, name, Head, cancellation) is not { } head)
        {
            return new StoredPolicy(name, PolicyRegistry.Empty, null);
        }

        var count = int.Parse(Open(head), NumberStyles.None, CultureInfo.InvariantCulture);
        var registry = PolicyRegistry.Empty;
        await foreach (var row in records.ReadAllAsync(new RecordQuery(Table, name).WithPrefix(Events), cancellation))
        {
            if (registry.Count < count)
            {
                registry = registry.Apply(JsonSerializer.Deserialize<PolicyEvent>(Open(row), EnforcementCodec.Options)!);
            }
        }

        return registry.Count == count ? new StoredPolicy(name, registry, head.ETag)
            : throw new InvalidDataException($"The policy {name} has {registry.Count} of {count} events.");
    }

    /// <summary>How many events there are, without reading them; 0 where nothing is stored.</summary>
    public async Task<int> CountAsync(string name, CancellationToken cancellation)
        => await records.FindAsync(Table, name, Head, cancellation) is { } head
            ? int.Parse(Open(head), NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <summary>Appends events; false where somebody else came first, then nothing is written.</summary>
    public async Task<bool> AppendAsync(StoredPolicy policy, IReadOnlyCollection<PolicyEvent> events, CancellationToken cancellation)
    {
        var (key, count) = ($"{policy.Name}/{Head}", policy.Registry.Count + events.Count);
        var json = seal.Protect(Table, key, count.ToString(CultureInfo.InvariantCulture));
        var operations = new List<RecordOperation>
        {
            policy.ETag is { } etag ? new RecordOperation.Replace(Head, etag, json) : new RecordOperation.Insert(Head, json),
        };
        var number = policy.Registry.Count;
        foreach (var happened in events)
        {
            var row = string.Create(CultureInfo.InvariantCulture, $"{Events}{++number:D6}");
            operations.Add(new RecordOperation.Insert(row,
                seal.Protect(Table, $"{policy.Name}/{row}", JsonSerializer.Serialize(happened, EnforcementCodec.Options))));
        }

        return (await records.CommitAsync(Table, policy.Name, operations, cancellation)).Succeeded;
    }

    private string Open(StoredRecord row) => seal.Open(Table, $"{row.Partition}/{row.Row}", row.Json)
        ?? throw new InvalidDataException($"The row {row.Row} of the policy {row.Partition} bears no seal of this service.");
}

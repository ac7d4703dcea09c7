using System.Text.Json;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Appeals;

/// <summary>Which actions rest on a ground and row, of every subject. Entries are hints: whoever reads one looks at the action itself.</summary>
internal sealed class SiblingIndex(IRecordStore records, SubjectStreamStore streams, TimeProvider time)
{
    private const string Table = "siblings";
    private const int MostCandidates = 5_000;

    /// <summary>An action rests on its rows.</summary>
    public async Task RestsAsync(EnforcementAction action, CancellationToken cancellation)
    {
        foreach (var row in SiblingSearch.RowsOf(action))
        {
            if (await records.FindAsync(Table, PartitionOf(row), action.Id, cancellation) is null)
            {
                await records.CommitAsync(Table, PartitionOf(row), [new RecordOperation.Put(action.Id, "{}")], cancellation);
            }
        }
    }

    /// <summary>Other actions that rest on the same row and hold.</summary>
    public async Task<IReadOnlyList<ActionState>> FindAsync(EnforcementAction contested, CancellationToken cancellation)
    {
        var candidates = new Dictionary<string, ActionState>(StringComparer.Ordinal);
        foreach (var row in SiblingSearch.RowsOf(contested))
        {
            await foreach (var entry in records.ReadAllAsync(new RecordQuery(Table, PartitionOf(row)), cancellation))
            {
                if (candidates.Count < MostCandidates && entry.Row != contested.Id && !candidates.ContainsKey(entry.Row)
                    && await streams.FindAsync(ActionIds.KeyOf(entry.Row) ?? "", cancellation) is { } stream
                    && stream.Actions.Actions.GetValueOrDefault(entry.Row) is { } state)
                {
                    candidates[entry.Row] = state;
                }
            }
        }

        return [.. SiblingSearch.Of(contested, candidates.Values, time.GetUtcNow()).Select(id => candidates[id])];
    }

    private static string PartitionOf((string Code, string Row) row)
        => CommandKey.Hash(JsonSerializer.Serialize(new[] { row.Code, row.Row }, RowJson.Default.StringArray))[..32];
}

/// <summary>JSON of rows of policies.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class RowJson : System.Text.Json.Serialization.JsonSerializerContext;

using System.Collections.Immutable;
using CsvHelper;

namespace Compliance.Lists.Jurisdictions;

/// <summary>A column of a policy row that changed.</summary>
/// <param name="Column">The column.</param>
/// <param name="Old">Its value before.</param>
/// <param name="New">Its value after.</param>
public sealed record PolicyChange(string Column, string Old, string New);

/// <summary>A row of policy that was added, removed or changed.</summary>
/// <param name="Table">The table's file name.</param>
/// <param name="Row">What the row is about: its first columns, and since when it holds.</param>
/// <param name="Kind"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Changes">Every stated column of an added or removed row; the changed ones otherwise.</param>
public sealed record PolicyRowDifference(string Table, string Row, string Kind, ImmutableArray<PolicyChange> Changes);

/// <summary>
/// What changed between two versions of the policy tables, row by row and column by column, so that counsel can read a change before it is
/// in force. Rows are matched by what they are about (their leading columns) and the day they hold from; a row whose day of beginning moved
/// is removed and added.
/// </summary>
public static class PolicyDifference
{
    // The columns that say what a row is about, where the first alone does not.
    private static readonly ImmutableDictionary<string, int> KeyColumns = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("place-markers.policy.csv", 3), KeyValuePair.Create("place-names.policy.csv", 3),
            KeyValuePair.Create("place-collisions.policy.csv", 2),
        KeyValuePair.Create("government-bodies.policy.csv", 3),
    ]);

    /// <summary>The differences, by table and row. Both sides are read as tables only: a version that would be refused can still be
    /// compared.</summary>
    /// <exception cref="PolicyFormatException">A text is no table.</exception>
    public static ImmutableArray<PolicyRowDifference> Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string,
        string> after) =>
        [.. before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .SelectMany(table => OfTable(table, Rows(table, before), Rows(table, after)))];

    private static IEnumerable<PolicyRowDifference> OfTable(string table, ILookup<string,
        ImmutableArray<(string Column, string Value)>> before, ILookup<string, ImmutableArray<(string Column, string Value)>> after)
    {
        foreach (var key in before.Select(group => group.Key).Union(after.Select(group => group.Key)).Order(StringComparer.Ordinal))
        {
            var (old, fresh) = (before[key].ToList(), after[key].ToList());
            foreach (var same in old.Where(row => fresh.Any(other => other.SequenceEqual(row))).ToArray())
            {
                old.Remove(same);
                fresh.RemoveAt(fresh.FindIndex(other => other.SequenceEqual(same)));
            }

            var paired = Math.Min(old.Count, fresh.Count);
            for (var i = 0; i < paired; i++)
            {
                yield return new PolicyRowDifference(table, key, "changed", Changes(old[i], fresh[i]));
            }

            foreach (var row in old.Skip(paired))
            {
                yield return new PolicyRowDifference(table, key, "removed", Changes(row, []));
            }

            foreach (var row in fresh.Skip(paired))
            {
                yield return new PolicyRowDifference(table, key, "added", Changes([], row));
            }
        }
    }

    private static ImmutableArray<PolicyChange> Changes(ImmutableArray<(string Column, string Value)> old,
        ImmutableArray<(string Column, string Value)> fresh)
    {
        string Of(ImmutableArray<(string Column, string Value)> row, string column)
            => row.FirstOrDefault(cell => cell.Column == column).Value ?? "";
        return [.. old.Concat(fresh).Select(cell => cell.Column).Distinct(StringComparer.Ordinal)
            .Select(column => new PolicyChange(column, Of(old, column), Of(fresh, column))).Where(change => change.Old != change.New)];
    }

    private static ILookup<string,
        ImmutableArray<(string Column, string Value)>> Rows(string table, IReadOnlyDictionary<string, string> tables)
    {
        if (!tables.TryGetValue(table, out var text))
        {
            return Array.Empty<ImmutableArray<(string, string)>>().ToLookup(_ => "");
        }

        var rows = new List<ImmutableArray<(string Column, string Value)>>();
        using var reader = new StringReader(text);
        using var csv = CsvReader.Create(reader, CsvReaderOptions.Default with { TrackLineNumbers = true });
        csv.ReadHeader();
        string[] header = [.. csv.Headers];
        while (csv.Read())
        {
            rows.Add(csv.FieldCount == header.Length
                ? [.. header.Select((column, at) => (column, csv.GetString(at).Trim()))]
                : throw new PolicyFormatException(
                    $"{table} line {csv.LineNumber}: {csv.FieldCount} values stand under {header.Length} columns; quote values that hold "
                        + $"a comma."));
        }

        return rows.ToLookup(row => KeyOf(table, row), StringComparer.Ordinal);
    }

    private static string KeyOf(string table, ImmutableArray<(string Column, string Value)> row)
    {
        // A name's row is about its first spelling: adding one to a row changes the row and makes no other.
        var about = string.Join(' ', row.Take(KeyColumns.GetValueOrDefault(table, 1)).Select(cell => cell.Value.Split('|')[0]));
        return row.FirstOrDefault(cell => cell.Column == "from").Value is { Length: > 0 } from ? $"{about} from {from}" : about;
    }
}

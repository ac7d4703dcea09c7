using System.Text;
using System.Text.Json.Nodes;
using Compliance.Functions.Storage;

namespace Compliance.Tests.Shared.Hostile;

/// <summary>One row that makes the service act, as it is stored.</summary>
internal sealed record ActingRow(string Kind, string Table, StoredRecord Record);

/// <summary>Changes rows past the service, as somebody does who writes the database: seeded, so that what went unseen can be
/// repeated.</summary>
internal static class RowTampering
{
    /// <summary>Tampers with one row: deletes it, changes a value, gives it another key, or puts a mark of erasure in its place. What was
    /// done, in words; null where the row was left as it was.</summary>
    public static async Task<string?> TamperAsync(IRecordStore records, ActingRow row, Random random, CancellationToken cancellation)
    {
        switch (random.Next(4))
        {
            case 0:
                await records.CommitAsync(row.Table, row.Record.Partition, [new RecordOperation.Delete(row.Record.Row, "*")], cancellation);
                return "deleted";
            case 1:
                await PutAsync(records, row, row.Record.Row, """{"erased":"nothing to see","at":"2026-01-01T00:00:00+00:00"}""",
                    cancellation);
                return "marked as erased";
            case 2:
                await PutAsync(records, row, PlantedKeyOf(row.Record.Row, random), row.Record.Json, cancellation);
                return "planted under another key";
            default:
                var changed = Change(row.Record.Json, random);
                if (changed == row.Record.Json)
                {
                    return null;
                }

                await PutAsync(records, row, row.Record.Row, changed, cancellation);
                return "a value changed";
        }
    }

    /// <summary>Puts the row back, and takes away what was planted.</summary>
    public static async Task RestoreAsync(IRecordStore records, ActingRow row, IReadOnlySet<string> keysBefore,
        CancellationToken cancellation)
    {
        await PutAsync(records, row, row.Record.Row, row.Record.Json, cancellation);
        foreach (var key in (await KeysAsync(records, row, cancellation)).Where(key => !keysBefore.Contains(key)))
        {
            await records.CommitAsync(row.Table, row.Record.Partition, [new RecordOperation.Delete(key, "*")], cancellation);
        }
    }

    /// <summary>Keys of the row's partition.</summary>
    public static async Task<HashSet<string>> KeysAsync(IRecordStore records, ActingRow row, CancellationToken cancellation)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var query = new RecordQuery(row.Table, row.Record.Partition);
        do
        {
            var page = await records.QueryAsync(query, cancellation);
            keys.UnionWith(page.Records.Select(record => record.Row));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return keys;
    }

    private static Task PutAsync(IRecordStore records, ActingRow row, string key, string json, CancellationToken cancellation)
        => records.CommitAsync(row.Table, row.Record.Partition, [new RecordOperation.Put(key, json)], cancellation);

    /// <summary>A key of the same form: one of its hexadecimal digits is another.</summary>
    private static string PlantedKeyOf(string key, Random random)
    {
        var text = new StringBuilder(key);
        var places = Enumerable.Range(0, key.Length).Where(i => char.IsAsciiDigit(key[i])).ToArray();
        if (places.Length == 0)
        {
            return key + "1";
        }

        var at = places[random.Next(places.Length)];
        text[at] = (char)('0' + ((key[at] - '0' + 1 + random.Next(9)) % 10));
        return text.ToString();
    }

    /// <summary>Another value somewhere in the JSON: a letter of a text, a digit of a number, a list without an element.</summary>
    private static string Change(string json, Random random)
    {
        var root = JsonNode.Parse(json)!;
        var leaves = new List<Action>();
        Gather(root, leaves, random);
        if (leaves.Count == 0)
        {
            return json;
        }

        leaves[random.Next(leaves.Count)]();
        return root.ToJsonString();
    }

    private static void Gather(JsonNode node, List<Action> leaves, Random random)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                Gather(value, changed => fields[name] = changed, leaves, random);
            }
        }
        else if (node is JsonArray elements)
        {
            for (var i = 0; i < elements.Count; i++)
            {
                var at = i;
                Gather(elements[i], changed => elements[at] = changed, leaves, random);
            }
        }
    }

    private static void Gather(JsonNode? value, Action<JsonNode> set, List<Action> leaves, Random random)
    {
        switch (value)
        {
            case JsonObject or JsonArray:
                Gather(value, leaves, random);
                break;
            case JsonValue one when one.TryGetValue<string>(out var text) && text.Length > 0:
                leaves.Add(() => set(JsonValue.Create(Other(text, random))));
                break;
            case JsonValue one when one.TryGetValue<long>(out var number):
                leaves.Add(() => set(JsonValue.Create(number + 1)));
                break;
            case JsonValue one when one.TryGetValue<bool>(out var flag):
                leaves.Add(() => set(JsonValue.Create(!flag)));
                break;
        }
    }

    /// <summary>The text with one letter or digit changed to another of its kind, so that dates stay dates.</summary>
    private static string Other(string text, Random random)
    {
        var letters = text.ToCharArray();
        var places = Enumerable.Range(0, letters.Length).Where(i => char.IsAsciiLetterOrDigit(letters[i])).ToArray();
        if (places.Length == 0)
        {
            return text + "x";
        }

        var at = places[random.Next(places.Length)];
        letters[at] = letters[at] switch
        {
            '9' => '8',
            >= '0' and < '9' => (char)(letters[at] + 1),
            'z' => 'a',
            'Z' => 'A',
            var letter => (char)(letter + 1),
        };
        return new string(letters);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// A record as an entity: its JSON in the properties <c>J0</c>, <c>J1</c> … of at most 64 KiB each, and in <c>W</c> the id of the write
/// that made it, by which a repeated request recognises its own effect.
/// </summary>
internal static class TableEntity
{
    private static readonly JsonWriterOptions Wire = new() { Encoder = StorageLimits.WireEncoder, SkipValidation = true };

    /// <summary>The entity's JSON.</summary>
    public static byte[] Write(string partition, string row, string json, string write)
    {
        using var buffer = new MemoryStream(json.Length + 256);
        using (var writer = new Utf8JsonWriter(buffer, Wire))
        {
            writer.WriteStartObject();
            writer.WriteString("PartitionKey", partition);
            writer.WriteString("RowKey", row);
            writer.WriteString("W", write);
            var number = 0;
            for (var start = 0; start < json.Length || number == 0; number++)
            {
                var length = Math.Min(StorageLimits.MaxPropertyChars, json.Length - start);
                if (length > 0 && start + length < json.Length && char.IsHighSurrogate(json[start + length - 1]))
                {
                    length--;
                }

                writer.WriteString(string.Create(CultureInfo.InvariantCulture, $"J{number}"), json.AsSpan(start, length));
                start += length;
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The record of an entity; the ETag of the answer's header where the entity itself carries none.</summary>
    public static StoredRecord Read(JsonElement entity, string? etag)
    {
        var json = new StringBuilder();
        for (var number = 0; entity.TryGetProperty(string.Create(CultureInfo.InvariantCulture, $"J{number}"), out var part); number++)
        {
            json.Append(part.GetString());
        }

        return new StoredRecord(
            entity.GetProperty("PartitionKey").GetString()!,
            entity.GetProperty("RowKey").GetString()!,
            etag ?? entity.GetProperty("odata.etag").GetString()!,
            json.ToString());
    }

    /// <summary>The id of the write that made an entity; null where something else made it.</summary>
    public static string? WriteOf(JsonElement entity) => entity.TryGetProperty("W", out var write) ? write.GetString() : null;

    /// <summary>The address of an entity below the service.</summary>
    public static string Path(string table, string partition, string row) =>
        $"/{table}(PartitionKey='{Quoted(partition)}',RowKey='{Quoted(row)}')";

    /// <summary>Text within the quotes of an address or filter: quotes doubled, then percent-encoded.</summary>
    public static string Quoted(string text) => Uri.EscapeDataString(text.Replace("'", "''", StringComparison.Ordinal));
}

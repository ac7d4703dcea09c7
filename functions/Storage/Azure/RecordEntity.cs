using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Compliance.Functions.Storage.Azure;

/// <summary>
/// A record as an entity: its JSON in the properties <c>J0</c>, <c>J1</c> … of at most 64 KiB each, and in <c>W</c> the id of the write
/// that made it, by which a repeated request recognises its own effect.
/// </summary>
internal static class RecordEntity
{
    private const string WriteProperty = "W";

    /// <summary>The entity of a record.</summary>
    public static TableEntity Write(string partition, string row, string json, string write)
    {
        var entity = new TableEntity(partition, row) { [WriteProperty] = write };
        var number = 0;
        for (var start = 0; start < json.Length || number == 0; number++)
        {
            var length = Math.Min(StorageLimits.MaxPropertyChars, json.Length - start);
            if (length > 0 && start + length < json.Length && char.IsHighSurrogate(json[start + length - 1]))
            {
                length--;
            }

            entity[Part(number)] = json.Substring(start, length);
            start += length;
        }

        return entity;
    }

    /// <summary>The record of an entity.</summary>
    public static StoredRecord Read(TableEntity entity) =>
        new(entity.PartitionKey, entity.RowKey, entity.ETag.ToString("H"), Json(entity));

    /// <summary>The id of the write that made an entity; null where something else made it.</summary>
    public static string? WriteOf(TableEntity entity) => entity.GetString(WriteProperty);

    private static string Json(TableEntity entity)
    {
        if (!entity.ContainsKey(Part(1)))
        {
            return entity.GetString(Part(0)) ?? "";
        }

        var json = new StringBuilder();
        for (var number = 0; entity.GetString(Part(number)) is { } part; number++)
        {
            json.Append(part);
        }

        return json.ToString();
    }

    private static string Part(int number) => number == 0 ? "J0" : string.Create(CultureInfo.InvariantCulture, $"J{number}");
}

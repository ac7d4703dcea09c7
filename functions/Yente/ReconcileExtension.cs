using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>Data extension: values of properties of entities that are known by their ids.</summary>
internal static class ReconcileExtension
{
    private const int MostProperties = 50;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Answers a request.</summary>
    /// <param name="index">The entities.</param>
    /// <param name="json">The request.</param>
    /// <param name="count">Number of rows of the answer.</param>
    public static JsonObject Answer(EntityIndex index, string json, out int count)
    {
        try
        {
            using var document = WellFormedJson.Parse(json, Options);
            var (ids, properties) = Read(document.RootElement);
            count = ids.Length;
            return Answer(index, ids, properties);
        }
        catch (JsonException error)
        {
            throw YenteFailure.Unreadable("extend", error) ?? YenteFailure.Of(400, "Cannot decode extension request");
        }
    }

    private static (string[] Ids, (string Id, int Limit)[] Properties) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array
            || !root.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Array)
        {
            throw YenteFailure.Of(400, "An extension has ids and properties.");
        }

        if (properties.GetArrayLength() > MostProperties)
        {
            throw YenteFailure.Of(400, $"Too many properties in one extension (limit: {MostProperties})");
        }

        var named = ids.EnumerateArray().Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()!)
            .Distinct(StringComparer.Ordinal).ToArray();
        return named.Length > HttpYenteMatch.MostQueries
            ? throw YenteFailure.Of(400, $"Too many queries in one batch (limit: {HttpYenteMatch.MostQueries})")
            : (named, [.. properties.EnumerateArray().Where(property => property.ValueKind == JsonValueKind.Object
                && property.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
                .Select(property => (property.GetProperty("id").GetString()!, LimitOf(property)))]);
    }

    private static int LimitOf(JsonElement property) => property.TryGetProperty("settings", out var settings)
        && settings.ValueKind == JsonValueKind.Object && settings.TryGetProperty("limit", out var limit)
        && limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var most) && most > 0 ? most : int.MaxValue;

    private static JsonObject Answer(EntityIndex index, string[] ids, (string Id, int Limit)[] properties)
    {
        var (rows, metas) = (new JsonObject(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var id in ids)
        {
            var row = new JsonObject();
            if (index.PositionOf(id) is >= 0 and var position)
            {
                Fill(row, FtmView.Of(index.Corpus.Index.PartyAt(position)), properties, metas);
            }
            else if (index.MergedInto(id) >= 0)
            {
                throw YenteFailure.Of(400, "Please specify the canonical entity ID, not a referent");
            }

            rows[id] = row;
        }

        return new JsonObject
        {
            ["meta"] = new JsonArray([.. metas.Select(meta => (JsonNode)new JsonObject { ["id"] = meta.Key, ["name"] = meta.Value })]),
            ["rows"] = rows,
        };
    }

    private static void Fill(JsonObject row, FtmRecord record, (string Id, int Limit)[] properties, Dictionary<string, string> metas)
    {
        foreach (var (id, limit) in properties)
        {
            if (FtmModel.Find(record.Schema)!.Properties.FirstOrDefault(property => property.Name == id) is { } property)
            {
                metas.TryAdd(id, property.Label);
                row[id] = new JsonArray([.. record.Texts(id).Take(limit)
                    .Select(text => (JsonNode)new JsonObject { ["str"] = text })]);
            }
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>A reconciliation query as an example.</summary>
/// <param name="Example">The entity that is looked for.</param>
/// <param name="Limit">Most results.</param>
internal sealed record ReconcileQuery(ExampleBody Example, int Limit)
{
    private const int MostResults = 100;
    private const int Otherwise = 5;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>Reads the queries of a request, by name.</summary>
    /// <exception cref="YenteFailure">They are no queries, or too many.</exception>
    public static IReadOnlyList<(string Name, ReconcileQuery Query)> ReadAll(string json)
    {
        try
        {
            using var document = WellFormedJson.Parse(json, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw YenteFailure.Of(400, "The queries are no object.");
            }

            List<(string, ReconcileQuery)> queries = [.. document.RootElement.EnumerateObject()
                .Select(query => (query.Name, Read(query.Name, query.Value)))];
            return queries.Count <= HttpYenteMatch.MostQueries ? queries
                : throw YenteFailure.Of(400, $"Too many queries in one batch (limit: {HttpYenteMatch.MostQueries})");
        }
        catch (JsonException error)
        {
            throw YenteFailure.Unreadable("queries", error) ?? YenteFailure.Of(400, "Cannot decode the queries.");
        }
    }

    private static ReconcileQuery Read(string name, JsonElement query)
    {
        if (query.ValueKind != JsonValueKind.Object)
        {
            throw YenteFailure.Of(400, $"The query {name} is no object.");
        }

        var properties = new Dictionary<string, JsonArray>(StringComparer.Ordinal);
        if (query.TryGetProperty("query", out var text) && text.ValueKind == JsonValueKind.String)
        {
            Add(properties, "name", text);
        }

        if (query.TryGetProperty("properties", out var stated) && stated.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in stated.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
            {
                if (one.TryGetProperty("pid", out var pid) && pid.ValueKind == JsonValueKind.String
                    && one.TryGetProperty("v", out var value) && FtmModel.FindProperty(pid.GetString()!) is { } property)
                {
                    Add(properties, property.Name, value);
                }
            }
        }

        return new ReconcileQuery(
            new ExampleBody
            {
                Schema = TypeOf(query),
                Properties = properties.ToDictionary(pair => pair.Key, pair => JsonSerializer.SerializeToElement(pair.Value,
                    YenteFormat.Json.JsonArray), StringComparer.Ordinal),
            },
            query.TryGetProperty("limit", out var limit) && limit.ValueKind == JsonValueKind.Number && limit.TryGetInt32(out var most)
                ? Math.Clamp(most, 0, MostResults) : Otherwise);
    }

    /// <summary>The first of the types; everything that has a name where none is stated.</summary>
    private static string TypeOf(JsonElement query) => !query.TryGetProperty("type", out var type) ? FtmModel.Base : type.ValueKind switch
    {
        JsonValueKind.String => type.GetString()!,
        JsonValueKind.Array when type.GetArrayLength() > 0 && type[0].ValueKind == JsonValueKind.String => type[0].GetString()!,
        JsonValueKind.Object when type.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String => id.GetString()!,
        _ => FtmModel.Base,
    };

    private static void Add(Dictionary<string, JsonArray> properties, string name, JsonElement value)
    {
        if (!properties.TryGetValue(name, out var values))
        {
            properties[name] = values = [];
        }

        foreach (var one in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            // A cell that was matched to an entity comes with its id: that is no text of the property.
            if (one.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            {
                values.Add(JsonNode.Parse(one.GetRawText()));
            }
        }
    }
}

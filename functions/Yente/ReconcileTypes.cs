using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Compliance.Lists.OpenSanctions;

namespace Compliance.Functions.Yente;

/// <summary>Schemata and entities in the words of reconciliation.</summary>
internal static class ReconcileTypes
{
    /// <summary>The schemata that parties are of.</summary>
    public static ImmutableArray<FtmSchema> Matchable { get; } =
        [.. new[] { "Person", "LegalEntity", "Organization", "Company", "PublicBody", "Vessel", "Airplane" }
            .Select(name => FtmModel.Schemata[name])];

    /// <summary>A schema as a type.</summary>
    public static JsonNode Of(FtmSchema schema) => new JsonObject
    {
        ["id"] = schema.Name,
        ["name"] = schema.Plural,
        ["description"] = schema.Label,
    };

    /// <summary>An entity.</summary>
    public static JsonObject Entity(EntityAnswer entity) => new()
    {
        ["id"] = entity.Id,
        ["name"] = entity.Caption,
        ["description"] = FtmModel.Find(entity.Schema)?.Label,
        ["type"] = new JsonArray(FtmModel.Find(entity.Schema) is { } schema ? [Of(schema)] : []),
    };

    /// <summary>An entity with its score.</summary>
    public static JsonNode Scored(ScoredEntityAnswer entity)
    {
        var scored = Entity(entity);
        scored["score"] = entity.Score;
        scored["match"] = entity.Match;
        return scored;
    }

    /// <summary>True where one of the labels begins with a prefix; an empty prefix begins nothing.</summary>
    public static bool Begins(string prefix, params ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
        {
            if (prefix.Trim() is { Length: > 0 } text && label.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Yente;

/// <summary>An entity as yente answers it.</summary>
internal record EntityAnswer
{
    public required string Id { get; init; }

    public required string Caption { get; init; }

    public required string Schema { get; init; }

    [Description("Values by property: texts, or entities that belong to it.")]
    public required Dictionary<string, JsonArray> Properties { get; init; }

    public required string[] Datasets { get; init; }

    public required string[] Referents { get; init; }

    public required bool Target { get; init; }

    [JsonPropertyName("first_seen")]
    public string? FirstSeen { get; init; }

    [JsonPropertyName("last_seen")]
    public string? LastSeen { get; init; }

    [JsonPropertyName("last_change")]
    public string? LastChange { get; init; }
}

/// <summary>An entity with the score of a match.</summary>
internal sealed record ScoredEntityAnswer : EntityAnswer
{
    [Description("0 to 1; 0.7 is where this service would hold the customer for a person.")]
    public required double Score { get; init; }

    [Description("True where the score reaches the threshold of the request.")]
    public required bool Match { get; init; }

    [Description("What was compared, by feature.")]
    public required Dictionary<string, FeatureAnswer> Explanations { get; init; }

    [Description("The score of each feature.")]
    public required Dictionary<string, double> Features { get; init; }
}

/// <summary>One comparison.</summary>
internal sealed record FeatureAnswer(string? Detail, string? Query, string? Candidate, double Score);

/// <summary>A count.</summary>
internal sealed record TotalAnswer(int Value, string Relation = "eq");

/// <summary>A query by example, as it was understood.</summary>
internal sealed record ExampleAnswer(string? Id, string Schema, Dictionary<string, string[]> Properties);

/// <summary>The results of one query of a batch.</summary>
internal sealed record MatchesAnswer(int Status, ScoredEntityAnswer[] Results, TotalAnswer Total, ExampleAnswer Query);

/// <summary>The results of a batch.</summary>
internal sealed record MatchAnswer(Dictionary<string, MatchesAnswer> Responses, int Limit);

/// <summary>A batch of queries by example.</summary>
internal sealed record MatchBody
{
    [Description("At most 100 examples, by names of the caller's own.")]
    public required Dictionary<string, ExampleBody> Queries { get; init; }

    [Description("Not supported: a request that sends any is refused with 400.")]
    public Dictionary<string, double>? Weights { get; init; }

    [Description("Not supported: a request that sends any is refused with 400.")]
    public Dictionary<string, JsonElement>? Config { get; init; }
}

/// <summary>An entity to look for.</summary>
internal sealed record ExampleBody
{
    public string? Id { get; init; }

    [Description("Person, Company, Organization, LegalEntity, Vessel, Airplane, Thing …")]
    public required string Schema { get; init; }

    [Description("Values by property: a text, a number, or a list of them.")]
    public required Dictionary<string, JsonElement> Properties { get; init; }
}

/// <summary>A value of a facet.</summary>
internal sealed record FacetValueAnswer(string Name, string Label, int Count);

/// <summary>A facet.</summary>
internal sealed record FacetAnswer(string Label, FacetValueAnswer[] Values);

/// <summary>Results of a search.</summary>
internal sealed record SearchAnswer(int Limit, int Offset, TotalAnswer Total, EntityAnswer[] Results,
    Dictionary<string, FacetAnswer> Facets);

/// <summary>A page of the entities around one.</summary>
internal sealed record AdjacentPageAnswer(int Limit, int Offset, TotalAnswer Total, JsonArray Results);

/// <summary>The entities around one, by property.</summary>
internal sealed record AdjacentAnswer(EntityAnswer Entity, Dictionary<string, AdjacentPageAnswer> Adjacent);

/// <summary>A word for a state.</summary>
internal sealed record StatusAnswer(string Status);

/// <summary>What an address answers that refuses.</summary>
internal sealed record DetailAnswer(JsonNode Detail);

/// <summary>JSON of these answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 32)]
[JsonSerializable(typeof(EntityAnswer))]
[JsonSerializable(typeof(ScoredEntityAnswer))]
[JsonSerializable(typeof(MatchAnswer))]
[JsonSerializable(typeof(SearchAnswer))]
[JsonSerializable(typeof(AdjacentPageAnswer))]
[JsonSerializable(typeof(AdjacentAnswer))]
[JsonSerializable(typeof(CatalogAnswer))]
[JsonSerializable(typeof(AlgorithmsAnswer))]
[JsonSerializable(typeof(StatusAnswer))]
[JsonSerializable(typeof(DetailAnswer))]
[JsonSerializable(typeof(JsonArray))]
internal sealed partial class YenteJson : JsonSerializerContext;

/// <summary>The JSON as it is written: letters of every script as they are.</summary>
internal static class YenteFormat
{
    /// <summary>For what is built node by node.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static YenteJson Json { get; } = new(new JsonSerializerOptions(YenteJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

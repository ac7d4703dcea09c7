using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Lists.Reading;

namespace Compliance.Lists.OpenSanctions;

/// <summary>One entity of a FollowTheMoney file: a schema, and properties of several values each. A value is a text, or in nested files an
/// entity.</summary>
/// <param name="Id">Its id; after merging, the canonical one.</param>
/// <param name="Schema">Its schema, such as <c>Person</c>.</param>
internal sealed record FtmEntity(string Id, string Schema)
{
    private readonly Dictionary<string, ImmutableArray<string>> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<FtmEntity>> _entities = new(StringComparer.Ordinal);

    /// <summary>The name the publisher shows; null where the file has none.</summary>
    public string? Caption { get; private init; }

    /// <summary>Whether the publisher holds it for a party of a list; null where the file does not say.</summary>
    public bool? IsTarget { get; private init; }

    /// <summary>Sources that speak of it.</summary>
    public ImmutableArray<string> Datasets { get; private init; } = [];

    /// <summary>Earlier ids of entities that were merged into it.</summary>
    public ImmutableArray<string> Referents { get; private init; } = [];

    /// <summary>When a source first and last held it; null where not said.</summary>
    public (string? First, string? Last) Seen { get; private init; }

    /// <summary>When it last changed; null where not said.</summary>
    public string? LastChange { get; private init; }

    /// <summary>The texts of a property, in the order of the file.</summary>
    public ImmutableArray<string> Texts(string property) => _texts.GetValueOrDefault(property, []);

    /// <summary>The first text of a property; null where it has none.</summary>
    public string? Text(string property) => Texts(property) is [var first, ..] ? first : null;

    /// <summary>The entities that stand in a property of a nested file.</summary>
    public ImmutableArray<FtmEntity> Entities(string property) => _entities.GetValueOrDefault(property, []);

    /// <summary>Reads an entity.</summary>
    /// <exception cref="FormatException">It has no id, no schema or no properties.</exception>
    public static FtmEntity Of(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || json.Text("id") is not { } id || json.Text("schema") is not { } schema)
        {
            throw new FormatException("an entity has an id and a schema");
        }

        var entity = new FtmEntity(id, schema)
        {
            Caption = json.Text("caption"),
            IsTarget = json.TryGetProperty("target", out var target) && target.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? target.GetBoolean() : null,
            Datasets = [.. json.Texts("datasets").Distinct().Order(StringComparer.Ordinal)],
            Referents = [.. json.Texts("referents").Where(one => one != id).Distinct().Order(StringComparer.Ordinal)],
            Seen = (json.Text("first_seen"), json.Text("last_seen")),
            LastChange = json.Text("last_change"),
        };
        if (!json.TryGetProperty("properties", out var properties) || properties.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"the entity {id} has no properties");
        }

        foreach (var property in properties.EnumerateObject().Where(one => one.Value.ValueKind == JsonValueKind.Array))
        {
            if (property.Value.Texts().ToImmutableArray() is { IsEmpty: false } texts)
            {
                entity._texts[property.Name] = texts;
            }

            if (property.Value.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.Object).Select(Of).ToImmutableArray()
                is { IsEmpty: false } entities)
            {
                entity._entities[property.Name] = entities;
            }
        }

        return entity;
    }
}

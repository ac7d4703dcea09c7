using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Compliance.Lists.OpenSanctions;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Yente;

/// <summary>From a record to the entity of an answer.</summary>
internal static class EntityMapping
{
    /// <summary>The party at a position without what stands around it.</summary>
    public static EntityAnswer Of(EntityIndex index, int position) =>
        Of(index, position, FtmView.Of(index.Corpus.Index.PartyAt(position)));

    /// <summary>The party at a position with the acts that list it and its relations.</summary>
    public static EntityAnswer Nested(EntityIndex index, int position) =>
        Of(index, position, FtmNesting.Of(index.Corpus.Index.PartyAt(position), index.Corpus.Find));

    /// <summary>A record, with what the index knows of its party.</summary>
    public static EntityAnswer Of(EntityIndex index, int position, FtmRecord record) => Of(index, record) with
    {
        FirstSeen = index.FirstSeenAt(position),
        LastSeen = index.LastSeenAt(position),
        LastChange = index.LastChangeAt(position),
    };

    private static EntityAnswer Of(EntityIndex index, FtmRecord record) => new()
    {
        Id = record.Id,
        Caption = record.Caption,
        Schema = record.Schema,
        Properties = Properties(index, record),
        Datasets = [.. record.Datasets],
        Referents = [.. record.Referents],
        Target = record.IsTarget,
    };

    /// <summary>An entity that stands around a party, as it is answered.</summary>
    public static JsonNode Child(EntityIndex index, FtmRecord record)
    {
        var position = record.Id.Length > 0 ? index.PositionOf(record.Id) : -1;
        var answer = position >= 0 ? Of(index, position, record) : Of(index, record);
        return JsonSerializer.SerializeToNode(answer, YenteFormat.Json.EntityAnswer)!;
    }

    private static Dictionary<string, JsonArray> Properties(EntityIndex index, FtmRecord record)
    {
        var properties = new SortedDictionary<string, JsonArray>(StringComparer.Ordinal);
        foreach (var (property, texts) in record.Properties)
        {
            properties[property] = new JsonArray([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);
        }

        foreach (var (property, children) in record.Nested)
        {
            properties[property] = new JsonArray([.. children.Select(child => Child(index, child))]);
        }

        return new Dictionary<string, JsonArray>(properties, StringComparer.Ordinal);
    }
}

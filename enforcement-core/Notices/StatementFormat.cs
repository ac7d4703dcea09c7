using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.EnforcementCore.Notices;

/// <summary>The submission format of the European Commission's database: one statement as an object, or up to a hundred as
/// <c>{"statements": […]}</c>.</summary>
public static class StatementFormat
{
    /// <summary>Most statements of one submission.</summary>
    public const int MostAtOnce = 100;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ListConverter() },
    };

    /// <summary>Writes one statement.</summary>
    public static string Write(StatementOfReasons statement)
    {
        var json = JsonSerializer.SerializeToNode(statement, Options)!.AsObject();
        json.Remove("restricts");
        if (json.Remove("content_id_ean13") && statement.ContentIdEan13 is { } ean)
        {
            json["content_id"] = new System.Text.Json.Nodes.JsonObject { ["EAN-13"] = ean };
        }

        foreach (var empty in json.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray())
        {
            json.Remove(empty);
        }

        return json.ToJsonString(Options);
    }

    /// <summary>Writes statements as the submissions that they make, a hundred each.</summary>
    public static IEnumerable<string> WriteMany(IEnumerable<StatementOfReasons> statements)
        => statements.Chunk(MostAtOnce).Select(some => $"{{\"statements\":[{string.Join(",", some.Select(Write))}]}}");

    /// <summary>Reads a statement as it would be submitted.</summary>
    /// <exception cref="JsonException">The text is no object, or a field has another type than it must.</exception>
    public static StatementOfReasons Read(string json)
    {
        var statement = JsonSerializer.Deserialize<StatementOfReasons>(json, Options) ?? throw new JsonException("The statement is null.");
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("content_id", out var content) && content.ValueKind == JsonValueKind.Object
            && content.TryGetProperty("EAN-13", out var ean) ? statement with { ContentIdEan13 = ean.GetString() } : statement;
    }

    /// <summary>Lists that were not sent stay unsent.</summary>
    private sealed class ListConverter : JsonConverter<ImmutableArray<string>>
    {
        public override bool HandleNull => true;

        public override ImmutableArray<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.TokenType == JsonTokenType.Null ? default
                : [.. JsonSerializer.Deserialize<string[]>(ref reader, options)!];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<string> value, JsonSerializerOptions options)
        {
            if (value.IsDefault)
            {
                writer.WriteNullValue();
                return;
            }

            writer.WriteStartArray();
            foreach (var code in value)
            {
                writer.WriteStringValue(code);
            }

            writer.WriteEndArray();
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>The stored JSON form of alert events: the canonical form of parties, with each event's kind in <c>$type</c>.</summary>
public static class AlertCodec
{
    /// <summary>The options of the form.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Writes an event.</summary>
    public static string Write(AlertEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">The text is not an event.</exception>
    public static AlertEvent Read(string json)
        => JsonSerializer.Deserialize<AlertEvent>(json, Options) ?? throw new JsonException("The event is null.");

    private static JsonSerializerOptions MakeOptions()
    {
        // Unlike parties, events write their empty lists: a list that is not written would be read back as no list at all.
        var options = new JsonSerializerOptions(PartyCodec.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        options.Converters.Add(new OfficerConverter());
        options.Converters.Add(new AlertIdConverter());
        options.MakeReadOnly();
        return options;
    }

    private sealed class OfficerConverter : JsonConverter<OfficerId>
    {
        public override OfficerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => OfficerId.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, OfficerId value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.Value);
    }

    private sealed class AlertIdConverter : JsonConverter<AlertId>
    {
        public override AlertId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => AlertId.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, AlertId value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.ToString());
    }
}

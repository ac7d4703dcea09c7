using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>The stored JSON form of what happens to subjects: equal events have equal bytes; each event's kind stands in
/// <c>$type</c>.</summary>
public static class EnforcementCodec
{
    /// <summary>The options of the form.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Writes an event of a subject.</summary>
    public static string Write(SubjectEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <summary>Writes an event of signals.</summary>
    public static string Write(SignalEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <summary>Writes an event of actions.</summary>
    public static string Write(ActionEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <summary>Reads an event.</summary>
    /// <typeparam name="T">The base of its kind.</typeparam>
    /// <exception cref="JsonException">The text is not such an event.</exception>
    public static T Read<T>(string json)
        where T : class => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("The event is null.");

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(PartyCodec.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        options.Converters.Add(new TextConverter<OfficerId>(OfficerId.Parse, id => id.Value));
        options.Converters.Add(new TextConverter<SubjectRef>(SubjectRef.Parse, subject => subject.ToString()));
        options.MakeReadOnly();
        return options;
    }

    private sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => read(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Compliance.ScreeningCore.Parties;

/// <summary>
/// The canonical JSON form of parties and subjects: fixed property order, no white space, nothing written that is not stated.
/// Equal parties have equal bytes, so hashes, deltas, golden files and evidence all rest on it.
/// </summary>
public static class PartyCodec
{
    /// <summary>The options of the canonical form; other canonical records (evidence) build on them.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Writes the canonical form as UTF-8.</summary>
    public static byte[] Write(ListedParty party) => JsonSerializer.SerializeToUtf8Bytes(party, Options);

    /// <summary>Reads the canonical form.</summary>
    /// <exception cref="JsonException">The bytes are not a canonical party.</exception>
    public static ListedParty ReadParty(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<ListedParty>(utf8, Options) ?? throw new JsonException("The record is null.");

    /// <summary>SHA-256 of the canonical form, lower-case hexadecimal.</summary>
    public static string HashOf(ListedParty party) => Convert.ToHexStringLower(SHA256.HashData(Write(party)));

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IgnoreReadOnlyProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SkipEmptyArrays } },
        };
        options.Converters.Add(new TextConverter<ListCode>(ListCode.Parse, code => code.Value));
        options.Converters.Add(new TextConverter<ListEntryId>(ListEntryId.Parse, id => id.ToString()));
        options.Converters.Add(new TextConverter<CountryCode>(CountryCode.Parse, code => code.Value));
        options.Converters.Add(new TextConverter<PartialDate>(PartialDate.Parse, date => date.ToString()));
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    private static void SkipEmptyArrays(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            {
                property.ShouldSerialize = static (_, value) => value is System.Collections.IList { Count: > 0 };
            }
        }
    }

    private sealed class TextConverter<T>(Func<string, T> parse, Func<T, string> format) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString() ?? "";
            try
            {
                return parse(text);
            }
            catch (FormatException error)
            {
                throw new JsonException(error.Message, error);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
    }
}

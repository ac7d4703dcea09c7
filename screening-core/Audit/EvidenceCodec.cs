using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Audit;

/// <summary>
/// The canonical JSON form of evidence. Parties and subjects stand in their own canonical form (<see cref="PartyCodec"/>); decisions, gates
/// and hits are written in full, so that reading gives back exactly what was decided.
/// </summary>
public static class EvidenceCodec
{
    /// <summary>The options of the canonical form.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Writes the canonical form as UTF-8.</summary>
    public static byte[] Write(ScreeningEvidence evidence) => JsonSerializer.SerializeToUtf8Bytes(evidence, Options);

    /// <summary>Reads the canonical form.</summary>
    /// <exception cref="JsonException">The bytes are not canonical evidence.</exception>
    public static ScreeningEvidence Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<ScreeningEvidence>(utf8, Options) ?? throw new JsonException("The evidence is null.");

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(PartyCodec.Options)
        {
            TypeInfoResolver = PartyCodec.Options.TypeInfoResolver!.WithAddedModifier(WriteWhatReadingNeeds),
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Required members and lists that a constructor takes are written even when they are default or empty: a reader could not
    /// tell otherwise.</summary>
    private static void WriteWhatReadingNeeds(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var isList = property.PropertyType.IsGenericType
                && property.PropertyType.GetGenericTypeDefinition() == typeof(ImmutableArray<>);
            if (property.IsRequired || (isList && property.AssociatedParameter is not null))
            {
                property.ShouldSerialize = static (_, _) => true;
            }
        }
    }
}

using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Signals.Events;

namespace Compliance.Functions.Events;

/// <summary>A platform event as its row holds it.</summary>
internal sealed record EventRow(string Source, string Id, string Type, string Subject, DateTimeOffset Time,
    SortedDictionary<string, EventValue> Data, long? Sequence)
{
    public static EventRow Of(PlatformEvent happened) => new(happened.Source, happened.Id, happened.Type.Name, happened.Subject.ToString(),
        happened.Time, new SortedDictionary<string, EventValue>(happened.Data, StringComparer.Ordinal), happened.Sequence);
}

/// <summary>That an event counted for a subject beside its own.</summary>
internal sealed record ShareRow(string Of);

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventRow))]
[JsonSerializable(typeof(ShareRow))]
[JsonSerializable(typeof(string))]
internal sealed partial class EventRowJson : JsonSerializerContext;

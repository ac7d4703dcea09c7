using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Enforcement;

/// <summary>A new strike.</summary>
internal sealed record StrikeBody
{
    [Description("Whom: kind and id, such as account:a-17.")]
    public string? Subject { get; init; }

    [Description("The clause or row that was broken, up to 200 characters.")]
    public string? Clause { get; init; }

    [Description("1 to 100.")]
    public int? Points { get; init; }

    [Description("When it begins to count; now where left out, never ahead.")]
    public string? From { get; init; }

    [Description("When it ceases to count, exclusive.")]
    public string? Until { get; init; }

    [Description("The decision of which it is part; made where left out.")]
    public string? DecisionId { get; init; }

    [Description("The version of the subject's standing that was read; a later one is refused with 409.")]
    public int? Version { get; init; }
}

/// <summary>Why a strike is voided, a signal retracted or a merge taken back.</summary>
internal sealed record ReasonBody
{
    [Description("Why, in words: 1 to 4,000 characters.")]
    public string? Text { get; init; }

    [Description("The version of the subject's standing that was read; a later one is refused with 409.")]
    public int? Version { get; init; }

    [Description("Whose signal it is, such as account:a-17; for a signal.")]
    public string? Subject { get; init; }
}

/// <summary>A strike as it stands.</summary>
public sealed record StrikeAnswer(string Id, string DecisionId, string Subject, string Clause, int Points, DateTimeOffset From,
    DateTimeOffset Until, [property: Description("counting, lapsed or void.")] string Status, string? GivenBy, DateTimeOffset? GivenAt,
    string? VoidedBy, DateTimeOffset? VoidedAt, string? VoidedBecause, int StandingVersion);

/// <summary>The strikes of a subject, and the points that count now.</summary>
internal sealed record StrikesAnswer(string Subject, int Points, StrikeAnswer[] Strikes);

/// <summary>The signals about a subject.</summary>
internal sealed record SignalsAnswer(string Subject, SignalAnswer[] Signals);

/// <summary>A signal that was retracted, and the actions that rest on it and go on until somebody ends them.</summary>
internal sealed record RetractionAnswer(SignalAnswer Signal, string[] RestingActions);

/// <summary>JSON of strikes and signals: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StrikeBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(StrikeAnswer))]
[JsonSerializable(typeof(StrikesAnswer))]
[JsonSerializable(typeof(SignalsAnswer))]
[JsonSerializable(typeof(RetractionAnswer))]
internal sealed partial class StrikeWireJson : JsonSerializerContext;

/// <summary>The same as it is written: letters of every script as they are.</summary>
internal static class StrikeWire
{
    public static StrikeWireJson Json { get; } = new(new JsonSerializerOptions(StrikeWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

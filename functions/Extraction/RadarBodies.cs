using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Extraction;

/// <summary>A prompt: its text, or the sketch that the platform made of it.</summary>
internal sealed record PromptBody
{
    [Description("Whose it is, such as account:a-17; only where prompts are taken in.")]
    public string? Account { get; init; }

    [Description("The model that it went to, such as claude-x or openai/gpt-x; only where prompts are taken in.")]
    public string? Model { get; init; }

    [Description("The text. It is sketched on arrival and forgotten. Refused unless COMPLIANCE_RADAR is prompts.")]
    public string? Text { get; init; }

    [Description("The sketch: base64 of 1,024 signed bytes, as `compliance radar sketch` makes it.")]
    public string? Sketch { get; init; }

    [Description("True where the terms of the endpoint let outputs train a model: then it is passed over.")]
    public bool? Distillable { get; init; }

    [Description("platform, byok or resold; byok is counted apart.")]
    public string? KeyKind { get; init; }

    [Description("live, batch or cache; cache is counted apart.")]
    public string? ServedFrom { get; init; }
}

/// <summary>Prompts, in order of arrival.</summary>
internal sealed record PromptsBody
{
    [Description("What makes it the same batch: sent again, it counts once.")]
    public string? Id { get; init; }

    [Description("1 to 1,000 prompts.")]
    public PromptBody[]? Prompts { get; init; }
}

/// <summary>What became of prompts.</summary>
internal sealed record PromptsAnswer(
    [property: Description("Taken in: what they add to the evidence is kept, and nothing else of them.")] int Taken,
    [property: Description("To models whose provider does not forbid training, or that nobody assessed: passed over unread.")] int Passed,
    [property: Description("Sent before.")] int Again);

/// <summary>A campaign that a reviewer confirmed.</summary>
internal sealed record CampaignBody
{
    public string? Name { get; init; }

    [Description("Why, in words; with no name in it.")]
    public string? Text { get; init; }

    [Description("50 to 1,000 confirmed prompts.")]
    public PromptBody[]? Confirmed { get; init; }
}

/// <summary>A class of ordinary traffic.</summary>
internal sealed record ClassBody
{
    [Description("One app, or one source of chat: classes should be fine.")]
    public string? Name { get; init; }

    [Description("Who looked at it, and why it is ordinary; with no name in it.")]
    public string? Text { get; init; }

    [Description("40 to 5,000 prompts.")]
    public PromptBody[]? Prompts { get; init; }
}

/// <summary>A reason, or the name of a class.</summary>
internal sealed record RadarReasonBody
{
    public string? Name { get; init; }

    public string? Text { get; init; }

    [Description("For an agreement: the blob of the proposal that was looked at; refused where it is another one. May be left out.")]
    public string? Seen { get; init; }
}

/// <summary>JSON of the radar: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PromptsBody))]
[JsonSerializable(typeof(PromptsAnswer))]
[JsonSerializable(typeof(CampaignBody))]
[JsonSerializable(typeof(ClassBody))]
[JsonSerializable(typeof(RadarReasonBody))]
[JsonSerializable(typeof(RadarPage))]
[JsonSerializable(typeof(CampaignRow))]
[JsonSerializable(typeof(ClassRow))]
[JsonSerializable(typeof(UsageFacts))]
internal sealed partial class RadarWireJson : JsonSerializerContext;

/// <summary>The same as it is written: letters of every script as they are.</summary>
internal static class RadarWire
{
    public static RadarWireJson Json { get; } = new(new JsonSerializerOptions(RadarWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Risk;

/// <summary>The scores of a subject.</summary>
public sealed record RiskAnswer(string Subject, [property: Description("The segment whose prior counts.")] string Segment,
    DateTimeOffset AsOf, [property: Description("SHA-256 of the model.")] string Model, HarmAnswer[] Harms, OverrideAnswer[] Overrides,
    [property: Description("True where it contains more than 200 of a kind: those beyond are not scored with it.")] bool MoreInside,
    [property: Description("How many of what it contains could not be read.")] int UnreadInside);

/// <summary>What the ladder proposes; people take it.</summary>
public sealed record LadderAnswer(int Rung, string Measure, int? LongestDays, [property: Description("after or before it begins.")]
    string Notice, [property: Description("0 where a machine might, 1 or 2 people.")] int People);

/// <summary>The score of one harm.</summary>
public sealed record HarmAnswer(
    string Harm,
    [property: Description("0 to 4: at once upwards, downwards only after the cooldown.")] int Band,
    [property: Description("The score: natural log-odds, in thousandths. The points of the contributions are it, exactly.")] int Score,
    [property: Description("What the band goes by; never below the score.")] int HeldScore,
    [property: Description("The probability that the score stands for, 0 to 1.")] double Probability,
    RiskContributionAnswer[] Contributions, OutvotedAnswer[] Outvoted,
    [property: Description("Groups of expected evidence of which there is none.")] string[] Missing,
    [property: Description("The fewest signals without which the band would be lower; null where the band is 0.")]
        RiskChangeAnswer? Change,
    [property: Description("What the ladder proposes; null where nothing. Nothing is taken by itself.")] LadderAnswer? Ladder);

public sealed record RiskContributionAnswer(string Kind, string Reference, string? Type, string? Group, int Points, int AgeHours,
    string Text);

/// <summary>A signal that does not count, because a stronger one of its group does.</summary>
public sealed record OutvotedAnswer(string Signal, string Type, int Points, string By);

public sealed record RiskChangeAnswer(string[] Remove, int BandAfter,
    [property: Description("What holds the band whatever the signals: a child, a floor or prior; null where signals do.")] string? HeldBy);

public sealed record OverrideAnswer(string Id, string Harm, bool Floor, int Band, string Reason, string Author, string? Second,
    DateTimeOffset From, DateTimeOffset Until, [property: Description("counting, awaiting_second, ended or lapsed.")] string Status);

/// <summary>The score in a decision: of the subject and harm that stand worst.</summary>
public sealed record DecisionRiskAnswer(string Subject, string Harm, int Band, int Score, double Probability,
    [property: Description("What weighs most, up to five.")] RiskContributionAnswer[] Reasons, string[] Missing, string Model);

/// <summary>A band that people want.</summary>
internal sealed record OverrideBody
{
    [Description("Whom: kind and id, such as account:a-17.")]
    public string? Subject { get; init; }

    [Description("fraud, evasion, provider_policy, coordination, extraction, safety or takeover.")]
    public string? Harm { get; init; }

    [Description("True for at least this band, which one person sets; false for at most this band, which needs two.")]
    public bool? Floor { get; init; }

    [Description("0 to 4.")]
    public int? Band { get; init; }

    [Description("Why, in words: 1 to 4,000 characters.")]
    public string? Reason { get; init; }

    [Description("When it ends, exclusive; at most 90 days ahead.")]
    public string? Until { get; init; }
}

/// <summary>A command on a band that people set.</summary>
internal sealed record OverrideCommandBody
{
    [Description("Whose it is.")]
    public string? Subject { get; init; }

    [Description("Why, in words; for end.")]
    public string? Text { get; init; }
}

/// <summary>JSON of risk: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RiskAnswer))]
[JsonSerializable(typeof(OverrideBody))]
[JsonSerializable(typeof(OverrideCommandBody))]
[JsonSerializable(typeof(ProofBody))]
[JsonSerializable(typeof(WithdrawProofBody))]
[JsonSerializable(typeof(ProofsAnswer))]
[JsonSerializable(typeof(DriftAnswer))]
[JsonSerializable(typeof(ComparisonAnswer))]
[JsonSerializable(typeof(RiskHistoryAnswer[]))]
[JsonSerializable(typeof(LadderStateAnswer))]
[JsonSerializable(typeof(LadderBody))]
[JsonSerializable(typeof(PreviewAnswer))]
[JsonSerializable(typeof(RiskModelsAnswer))]
[JsonSerializable(typeof(RiskModelVersionAnswer))]
[JsonSerializable(typeof(RiskModelBody))]
[JsonSerializable(typeof(RiskModelCommandBody))]
internal sealed partial class RiskWireJson : JsonSerializerContext;

/// <summary>The same as it is written: letters of every script as they are.</summary>
internal static class RiskWire
{
    public static RiskWireJson Json { get; } = new(new JsonSerializerOptions(RiskWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

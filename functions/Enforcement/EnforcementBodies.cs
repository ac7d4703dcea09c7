using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Compliance.Functions.Enforcement;

/// <summary>A new action.</summary>
internal sealed record ActionBody
{
    [Description("Whom: kind and id, such as account:a-17, api_key:k-3, end_user:a-17/u-9, ip_prefix:203.0.113.0/24.")]
    public string? Subject { get; init; }

    [Description("self (default) or descendants: the account and all its keys and end users.")]
    public string? Reach { get; init; }

    [Description("1 warn, 2 challenge, 3 rate limit, 4 capability limit, 5 payment hold, 6 suspend, 7 terminate; leave out for a freeze.")]
    public int? Rung { get; init; }

    [Description("True for a freeze by law, which stands beside the rungs.")]
    public bool? Freeze { get; init; }

    [Description("Bounds; for a rate limit.")]
    public LimitsBody? Limits { get; init; }

    [Description("What is denied; for a capability limit.")]
    public DeniedBody? Denied { get; init; }

    [Description("When it begins; now where left out.")]
    public string? From { get; init; }

    [Description("When it ends, exclusive; needed for rungs 1 to 6.")]
    public string? Until { get; init; }

    [Description("Why: one to twenty grounds.")]
    public GroundBody[]? Grounds { get; init; }

    [Description("officer (default), provider or law.")]
    public string? Origin { get; init; }

    [Description("What the officer wants to say to the next who reads it.")]
    public string? Text { get; init; }

    [Description("Why a narrower scope was not enough; needed to suspend an account with several end users.")]
    public string? WhyNotNarrower { get; init; }

    [Description("What happened, as the one whom it meets is told in the notice; without it the notice names the grounds alone.")]
    public string? NoticeFacts { get; init; }

    [Description("The decision of which it is part; made where left out.")]
    public string? DecisionId { get; init; }
}

public sealed record LimitsBody(int? RequestsPerMinute, long? TokensPerMinute, long? UsdCentsPerDay);

public sealed record DeniedBody(string[]? Providers, string[]? Models, string[]? Modalities);

internal sealed record GroundBody
{
    [Description("A code of GET /api/v1/grounds.")]
    public string? Code { get; init; }

    [Description("The row of the policy or the clause that was broken.")]
    public string? Row { get; init; }

    [Description("The facts in words or a reference to them; their SHA-256 is kept.")]
    public string? Facts { get; init; }

    [Description("A screening, lead, case or order.")]
    public string? Reference { get; init; }
}

/// <summary>A command on an action.</summary>
internal sealed record ActionCommandBody
{
    [Description("The version of the subject's standing that was read; a later one is refused with 409.")]
    public int? Version { get; init; }

    [Description("Why, in words; for lift, shorten and decline.")]
    public string? Text { get; init; }

    [Description("lifted (default), superseded, rolled_back, retracted or by_law; for lift and shorten. Only an appeal overturns.")]
    public string? Reason { get; init; }

    [Description("The new end; for shorten.")]
    public string? Until { get; init; }
}

/// <summary>An action as it stands.</summary>
public sealed record ActionAnswer(string Id, string DecisionId, string Subject, string Reach, int Rung, string Measure, bool Freeze,
    LimitsBody? Limits, DeniedBody? Denied, DateTimeOffset From, DateTimeOffset? Until, string Status, string Origin,
        GroundAnswer[] Grounds,
    string? Text, string? WhyNotNarrower, string? Maker, string? DecidedBy, DateTimeOffset? DecidedAt, AwaitedEndAnswer? AwaitedEnd,
    ActionEndAnswer? End, SurfaceAnswer[] Surfaces, string Redress, int StandingVersion);

public sealed record GroundAnswer(string Code, string Title, string Row, string FactsSha256, string? Reference);

public sealed record AwaitedEndAnswer(string By, DateTimeOffset At, string Reason, DateTimeOffset? Until, string Text);

public sealed record ActionEndAnswer(string By, string Maker, DateTimeOffset At, DateTimeOffset EndsAt, string Reason, string Text);

/// <summary>What a surface has: decided, sent and effective are different facts.</summary>
/// <param name="Surface">The surface, such as router.</param>
/// <param name="Sent">It was sent a standing that holds the action.</param>
/// <param name="Effective">It says that it applies such a standing.</param>
/// <param name="AppliedAt">Since when it applies what it acknowledged last.</param>
/// <param name="FailedDeliveries">Attempts to tell it that failed since it acknowledged last.</param>
public sealed record SurfaceAnswer(string Surface, bool Sent, bool Effective, DateTimeOffset? AppliedAt, int FailedDeliveries);

internal sealed record ActionsAnswer(ActionAnswer[] Actions);

internal sealed record GroundsAnswer(CatalogueGround[] Grounds);

internal sealed record CatalogueGround(string Code, string Harm, string Title, int HighestRung, bool Freeze, string Basis);

/// <summary>What holds for a request.</summary>
public sealed record StandingAnswer
{
    [Description("The subjects asked for.")]
    public required string[] Subjects { get; init; }

    [Description("The highest rung, 0 to 7.")]
    public required int Rung { get; init; }

    [Description("True while a freeze by law holds.")]
    public required bool Frozen { get; init; }

    [Description("Every measure that holds: warn, challenge, rate_limit, capability_limit, payment_hold, suspend, terminate.")]
    public required string[] Measures { get; init; }

    public LimitsBody? Limits { get; init; }

    public DeniedBody? Denied { get; init; }

    [Description("The next moment at which time alone changes it; ask again then.")]
    public DateTimeOffset? ChangesAt { get; init; }

    [Description("Codes of the grounds of what holds.")]
    public required string[] ReasonCodes { get; init; }

    [Description("The actions that hold.")]
    public required string[] Actions { get; init; }

    [Description("Rises with every decision; a lower one is out of date and is ignored.")]
    public required long Version { get; init; }

    [Description("False where a subject was never seen: ask for review, not for allow.")]
    public required bool Known { get; init; }

    [Description("When it was made.")]
    public required DateTimeOffset AsOf { get; init; }

    [Description("After this moment it is stale: rungs 4 and above hold on, the rest goes on and is reported as degraded.")]
    public required DateTimeOffset StaleAfter { get; init; }
}

/// <summary>Subjects whose standing was decided anew, in the order of the log.</summary>
internal sealed record StandingsAnswer(StandingChange[] Standings, [property: Description("Give it as since next time.")] string Next,
    [property: Description("False while there is more to read now.")] bool Complete);

/// <summary>The standing of a subject, and what of it reaches down to what it contains.</summary>
internal sealed record StandingChange(string Subject, int Version, StandingAnswer Standing, bool ReachesDescendants);

/// <summary>A surface says what it applies.</summary>
internal sealed record AckBody
{
    public string? Subject { get; init; }

    [Description("The version of the subject's own standing, from the feed or the webhook.")]
    public int? Version { get; init; }

    [Description("The surface, such as router.")]
    public string? Surface { get; init; }

    [Description("Since when it applies it.")]
    public string? AppliedAt { get; init; }
}

internal sealed record AckAnswer(string Subject, int Version, bool UpToDate);

/// <summary>JSON of enforcement: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ActionBody))]
[JsonSerializable(typeof(ActionCommandBody))]
[JsonSerializable(typeof(ActionAnswer))]
[JsonSerializable(typeof(ActionsAnswer))]
[JsonSerializable(typeof(GroundsAnswer))]
[JsonSerializable(typeof(StandingAnswer))]
[JsonSerializable(typeof(StandingsAnswer))]
[JsonSerializable(typeof(AckBody))]
[JsonSerializable(typeof(AckAnswer))]
internal sealed partial class EnforcementWireJson : JsonSerializerContext;

/// <summary>The JSON of enforcement as it is written: letters of every script as they are.</summary>
internal static class EnforcementWire
{
    public static EnforcementWireJson Json { get; } = new(new JsonSerializerOptions(EnforcementWireJson.Default.Options!)
    { TypeInfoResolver = null, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}

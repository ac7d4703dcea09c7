using System.ComponentModel;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Casework;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Leads;

/// <summary>A new lead.</summary>
internal sealed record LeadBody
{
    [Description("reporter, law or hunt; detectors and providers have ways of their own.")]
    public string? Source { get; init; }

    [Description("The id at its source: the same id is the same lead.")]
    public string? ExternalId { get; init; }

    [Description("Where it showed, such as api or payments.")]
    public string? Surface { get; init; }

    [Description("Whom it is about, such as account:a-17; may be left out.")]
    public string? Subject { get; init; }

    [Description("A code of GET /api/v1/grounds.")]
    public string? Ground { get; init; }

    public string? Text { get; init; }

    [Description("1 to 5.")]
    public int? Severity { get; init; }

    [Description("0 to 100.")]
    public int? CertaintyPercent { get; init; }

    [Description("A clock that somebody else set.")]
    public string? DueAt { get; init; }
}

/// <summary>A command on a lead.</summary>
internal sealed record LeadCommandBody
{
    [Description("The version of the lead that was read; a later one is refused with 409.")]
    public int? Version { get; init; }

    [Description("Why, in words; for triage, park, dismiss, act and promote.")]
    public string? Text { get; init; }

    [Description("Until when it is put aside; for park.")]
    public string? Until { get; init; }

    [Description("Whom it is about; for match.")]
    public string? Subject { get; init; }

    [Description("The action it came to; for act.")]
    public string? Action { get; init; }

    [Description("The case it is part of; for promote.")]
    public string? Case { get; init; }

    [Description("How grave it is, 1 to 5; for triage.")]
    public int? Severity { get; init; }

    [Description("A code of GET /api/v1/grounds; for triage. The lead goes to the queue of that ground.")]
    public string? Ground { get; init; }
}

/// <summary>What who reported it says against that it came to nothing.</summary>
internal sealed record ContestBody([property: Description("Why it should be looked at again; with no name in it.")] string? Text);

/// <summary>A lead as it stands.</summary>
internal sealed record LeadAnswer(string Id, string Source, string ExternalId, string Surface, string? Subject, string Ground, string Text,
    int Severity, int CertaintyPercent, long Count, DateTimeOffset OpenedAt, DateTimeOffset LastAt, DateTimeOffset? DueAt, string Status,
    string? ClaimedBy, DateTimeOffset? ParkedUntil, string? Outcome, int Version, string Queue, DateTimeOffset? TriagedAt,
    [property: Description("When who reported it contested that it came to nothing.")] DateTimeOffset? ContestedAt)
{
    public static LeadAnswer Of(Lead lead, DateTimeOffset now) => new(lead.Id, WireNames.Of(lead.Source), lead.ExternalId, lead.Surface,
        lead.Subject?.ToString(), lead.Ground, lead.Text, lead.Severity, lead.CertaintyPercent, lead.Count, lead.OpenedAt, lead.LastAt,
        lead.DueAt, WireNames.Of(lead.StatusAt(now)), lead.Claim?.IsLiveAt(now) == true ? lead.Claim.By.Value : null, lead.ParkedUntil,
        lead.Outcome, lead.Version, LeadQueues.Of(lead).Name, lead.TriagedAt, lead.ContestedAt);
}

internal sealed record LeadsAnswer(LeadAnswer[] Leads);

/// <summary>Every queue of leads.</summary>
internal sealed record LeadQueuesAnswer(LeadQueueAnswer[] Queues);

/// <summary>A queue with what is recommended in it.</summary>
internal sealed record LeadQueueAnswer(string Queue, string Title, int Open, int Claimed, int Parked, int Unmatched, int Overdue,
    DateTimeOffset? OldestOpen, RecommendedAnswer[] Recommended)
{
    public static LeadQueueAnswer Of(LeadQueueState state) => new(state.Queue.Name, state.Queue.Title, state.Open, state.Claimed,
        state.Parked, state.Unmatched, state.Overdue, state.OldestOpen, [.. state.Queue.Policies.Select(policy =>
            new RecommendedAnswer(policy.Ground, (int)policy.Rung, WireNames.Of(policy.Rung), policy.Days, policy.Text))]);
}

/// <summary>What is usually done about a ground.</summary>
internal sealed record RecommendedAnswer(string Ground, int Rung, string Measure, int Days, string Text);

/// <summary>JSON of leads: unknown and repeated fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false, MaxDepth = 32,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LeadBody))]
[JsonSerializable(typeof(LeadCommandBody))]
[JsonSerializable(typeof(ContestBody))]
[JsonSerializable(typeof(LeadAnswer))]
[JsonSerializable(typeof(LeadsAnswer))]
[JsonSerializable(typeof(LeadQueuesAnswer))]
internal sealed partial class LeadWireJson : JsonSerializerContext;

using System.ComponentModel;
using Compliance.Functions.Hosting;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Watchlists;

namespace Compliance.Functions.Screening.Contracts;

/// <summary>The answer to a screening.</summary>
internal sealed record ScreeningAnswer
{
    [Description("Id of the screening; its evidence is stored under it.")]
    public required string ScreeningId { get; init; }

    [Description("The caller's own id of the subject, as asked; null where none was stated.")]
    public required string? SubjectId { get; init; }

    [Description("allow, review or block.")]
    public required string Decision { get; init; }

    [Description("none, hold, deny, reject or freeze: what the caller must do.")]
    public required string Action { get; init; }

    [Description("The answer in one line, for logs and people: decision, action, the gates that decided and their reasons' codes.")]
    public required string Summary { get; init; }

    [Description("Every gate that was asked, with its outcome and reasons.")]
    public required GateAnswer[] Gates { get; init; }

    [Description("Each listed party once, with all its listings on all lists, in the order of their best hits. Decisions rest on each "
        + "listing alone: see hits.")]
    public required PartyAnswer[] Parties { get; init; }

    [Description("Listings at or above the threshold: party by party in the order of parties, best first.")]
    public required HitAnswer[] Hits { get; init; }

    [Description("What the subject does not state and would have helped.")]
    public required string[] Missing { get; init; }

    [Description("The lists the screening was made against.")]
    public required CorpusAnswer Corpus { get; init; }

    [Description("Name and version of the scoring profile.")]
    public required string Profile { get; init; }

    [Description("Version of the policy data.")]
    public required string Policy { get; init; }

    [Description("Version of the engine.")]
    public required string Engine { get; init; }

    [Description("Compute time in microseconds, storage not included.")]
    public required long ElapsedMicros { get; init; }
}

/// <summary>What a caller acts on, without what explains it; the whole answer is at <c>/api/v1/screenings/{id}</c>.</summary>
internal sealed record ScreeningShortAnswer(
    [property: Description("Id of the screening; its evidence is stored under it.")] string ScreeningId,
    [property: Description("The caller's own id of the subject, as asked.")] string? SubjectId,
    [property: Description("allow, review or block.")] string Decision,
    [property: Description("none, hold, deny, reject or freeze: what the caller must do.")] string Action,
    [property: Description("The answer in one line.")] string Summary,
    [property: Description("Codes of the reasons of the gates that decided.")] string[] Reasons)
{
    /// <summary>The value of <c>answer</c> that asks for it.</summary>
    public const string Asked = "short";

    public static ScreeningShortAnswer Of(ScreeningAnswer answer)
        => new(answer.ScreeningId, answer.SubjectId, answer.Decision, answer.Action, answer.Summary, [.. answer.Gates
            .Where(gate => gate.Outcome == answer.Decision).SelectMany(gate => gate.Reasons).Select(reason => reason.Code).Distinct()]);

    /// <summary>The answer as it was asked for.</summary>
    /// <param name="answer">The whole answer.</param>
    /// <param name="form"><c>full</c>, <c>short</c>, or null for full.</param>
    public static IResult Give(ScreeningAnswer answer, string? form) => form switch
    {
        null or "full" => Answers.Json(answer, WireFormat.Json.ScreeningAnswer),
        Asked => Answers.Json(Of(answer), WireFormat.Json.ScreeningShortAnswer),
        _ => Refuse(),
    };

    /// <summary>The refusal of another form.</summary>
    public static IResult Refuse() => Answers.Problem(
        Problems.InvalidRequest([new FieldError("query answer", null, "Write full or short.")]));
}

/// <summary>What one gate found.</summary>
internal sealed record GateAnswer(string Gate, string Outcome, ReasonAnswer[] Reasons);

/// <summary>One reason of a gate.</summary>
internal sealed record ReasonAnswer(string Code, string Text, string? Authority);

/// <summary>A hit: one party of the request and one listed party.</summary>
internal sealed record HitAnswer
{
    [Description("The party of the request: subject, or the counterparty's role.")]
    public required string Role { get; init; }

    [Description("The listed party's entry.")]
    public required string ListEntry { get; init; }

    [Description("The name the publisher lists the party under.")]
    public required string PrimaryName { get; init; }

    [Description("The listed name that matched best.")]
    public required string MatchedName { get; init; }

    [Description("unstated, strong or weak.")]
    public required string AliasStrength { get; init; }

    [Description("Programmes the party is listed under.")]
    public required string[] Programmes { get; init; }

    [Description("Probability of identity under the profile, 0 to 1.")]
    public required double Score { get; init; }

    [Description("Why: the contributions add up to the score.")]
    public required FeatureAnswer[] Features { get; init; }

    [Description("The party of parties that it belongs to.")]
    public required string Party { get; init; }

    [Description("All listings of the same party, this one among them; empty where it stands on one list only.")]
    public required string[] Listings { get; init; }

    [Description("The entry of an earlier hit that is the same party on another list; null for the first of them.")]
    public required string? SamePartyAs { get; init; }
}

/// <summary>One comparison of an explanation.</summary>
internal sealed record FeatureAnswer(string Name, double Contribution, string? SubjectValue, string? ListedValue, string Detail);

/// <summary>The corpus of an answer.</summary>
internal sealed record CorpusAnswer(string Hash, bool Sample, CorpusListAnswer[] Lists);

/// <summary>One list of a corpus.</summary>
internal sealed record CorpusListAnswer(string Code, DateTimeOffset? PublishedAt, double AgeHours, bool Stale);

using System.Collections.Immutable;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Screening;

/// <summary>The answer. Ordered: the strictest of several counts.</summary>
public enum Decision
{
    /// <summary>Nothing stands against it.</summary>
    Allow,

    /// <summary>A person must look before it goes on.</summary>
    Review,

    /// <summary>It must not go on.</summary>
    Block,
}

/// <summary>What the caller must do. Ordered by consequence: the gravest of several counts.</summary>
public enum ScreeningAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Wait for a person.</summary>
    Hold,

    /// <summary>A provider's own rule or an export rule forbids the service; nobody's property is concerned.</summary>
    Deny,

    /// <summary>A prohibited place or service: refuse, nobody is blocked.</summary>
    Reject,

    /// <summary>A blocked person's interest: block the property and report.</summary>
    Freeze,
}

/// <summary>The question a gate answers.</summary>
public enum Gate
{
    /// <summary>Is somebody here a listed party?</summary>
    List,

    /// <summary>Is somebody here owned or controlled by listed parties?</summary>
    Ownership,

    /// <summary>Is somebody in an embargoed place?</summary>
    Location,

    /// <summary>Does export control forbid it or ask for a licence?</summary>
    Export,

    /// <summary>Does the model provider serve this user?</summary>
    Provider,

    /// <summary>Can the question be answered at all (lists present and fresh, subject readable)?</summary>
    Readiness,
}

/// <summary>One reason of a gate.</summary>
/// <param name="Code">Stable code, such as <c>list.match</c> or <c>location.embargoed</c>.</param>
/// <param name="Text">The reason in a sentence an officer can read aloud.</param>
/// <param name="Authority">Law, regulation, guidance or policy row it rests on; null where it rests on our own rule.</param>
public sealed record Reason(string Code, string Text, string? Authority = null);

/// <summary>What one gate found.</summary>
/// <param name="Gate">The gate.</param>
/// <param name="Decision">Its own decision.</param>
/// <param name="Action">Its own action.</param>
/// <param name="Reasons">Why; never empty unless the decision is allow.</param>
public sealed record GateResult(Gate Gate, Decision Decision, ScreeningAction Action, ImmutableArray<Reason> Reasons)
{
    /// <summary>A gate that found nothing.</summary>
    public static GateResult Pass(Gate gate) => new(gate, Decision.Allow, ScreeningAction.None, []);
}

/// <summary>One subject and one listed party at or above the threshold: an immutable finding of the machine. Only Screening makes
/// hits.</summary>
/// <param name="Role"><c>subject</c>, or the counterparty's role.</param>
/// <param name="Match">The comparison.</param>
/// <param name="Outcome">What this hit alone decides.</param>
/// <param name="Reason">Why.</param>
public sealed record Hit(string Role, PartyMatch Match, Decision Outcome, Reason Reason)
{
    /// <summary>The listed party's entry.</summary>
    public ListEntryId Entry => Match.Party.Entry;
}

/// <summary>The outcome of a screening.</summary>
public sealed record ScreeningOutcome
{
    /// <summary>The strictest decision of all gates.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The gravest action of all gates.</summary>
    public required ScreeningAction Action { get; init; }

    /// <summary>Every gate that was asked, in the order of the enumeration.</summary>
    public required ImmutableArray<GateResult> Gates { get; init; }

    /// <summary>Hits at or above the threshold, best first.</summary>
    public required ImmutableArray<Hit> Hits { get; init; }

    /// <summary>Comparisons that came near and were not raised, with the reason: a weak alias alone, contradicted by birth date, cleared by
    /// the good-guy list.</summary>
    public required ImmutableArray<Hit> NearMisses { get; init; }

    /// <summary>What the subject does not state and would have helped, such as <c>birthDate</c>.</summary>
    public required ImmutableArray<string> Missing { get; init; }
}

using System.Collections.Immutable;
using Compliance.Functions.Alerts.Queue;
using Compliance.Functions.Console.Comparison;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Console.Models;

/// <summary>One alert as the page shows it to one officer.</summary>
public sealed record AlertPageModel
{
    public required Alert Alert { get; init; }

    public required ImmutableArray<AlertEvent> Events { get; init; }

    public required AlertStatus Status { get; init; }

    public required ClockState Clock { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required ReviewPolicy Policy { get; init; }

    public ImmutableArray<FindingSummary> Findings => [.. Groups.SelectMany(group => group.Findings)];

    /// <summary>The findings by the party that they mean, each party once.</summary>
    public required ImmutableArray<FindingGroup> Groups { get; init; }

    /// <summary>The finding that is compared.</summary>
    public required FindingDetail Selected { get; init; }

    /// <summary>Other alerts of the same subject, newest first, and of the same listed party.</summary>
    public required ImmutableArray<QueueRow> Related { get; init; }

    /// <summary>What this officer may do now.</summary>
    public required Permissions May { get; init; }

    /// <summary>The comparison in a sentence; null for a gate's finding.</summary>
    public AlertSummary? Summary { get; init; }

    /// <summary>The verdict that the comparison itself bears out, for the officer to confirm; null where there is none.</summary>
    public (ReviewReason Reason, string Text)? Obvious { get; init; }

    /// <summary>The address of the next alert of the officer's view; null where the page was opened by itself.</summary>
    public string? Next { get; init; }

    /// <summary>How much of the subject this officer sees.</summary>
    public required PersonalDataView View { get; init; }

    /// <summary>What the officer had entered when the page was refused; null otherwise.</summary>
    public FormState? Form { get; init; }
}

/// <summary>A finding in the list of findings.</summary>
/// <param name="State">The finding and its verdict.</param>
/// <param name="Title">Primary name, or the gate.</param>
/// <param name="Subtitle">Entry, or the gate's first reason.</param>
/// <param name="Selected">True for the compared one.</param>
/// <param name="Measures">What the listing obliges to; null for a gate.</param>
public sealed record FindingSummary(FindingState State, string Title, string Subtitle, bool Selected, Measures? Measures = null);

/// <summary>Findings that mean one party: its listings as they are linked now. A link that is taken back makes two groups of one.</summary>
public sealed record FindingGroup(ImmutableArray<FindingSummary> Findings)
{
    /// <summary>True where the compared finding is among them.</summary>
    public bool IsSelected => Findings.Any(finding => finding.Selected);

    /// <summary>The other findings of the group that can be decided with the compared one, by one act and for one reason: those of a group
    /// that is undecided as a whole.</summary>
    public ImmutableArray<FindingState> DecidedTogether => Others(all: state => state.Verdict is null);

    /// <summary>The other findings that can be confirmed or sent back with it: those of a group that waits as a whole for a second person,
    /// by one author's one act.</summary>
    public ImmutableArray<FindingState> ConfirmedTogether =>
        Findings[0].State.Verdict is { } first ? Others(all: state => state.AwaitsApproval && first.IsOneActWith(state.Verdict)) : [];

    /// <summary>The other findings that the act which decided or confirmed the compared one decided or confirmed as well: one act takes all
    /// of them back.</summary>
    public ImmutableArray<FindingState> TakenBackTogether
        => Findings.FirstOrDefault(finding => finding.Selected)?.State.Verdict is { } verdict
        ? [.. Findings.Where(finding => !finding.Selected && verdict.IsOneActWith(finding.State.Verdict)).Select(finding => finding.State)]
        : [];

    private ImmutableArray<FindingState> Others(Func<FindingState, bool> all) =>
        Findings.All(finding => all(finding.State)) ? [.. Findings.Where(finding => !finding.Selected).Select(finding => finding.State)]
        : [];
}

/// <summary>The compared finding.</summary>
/// <param name="State">The finding and its verdict.</param>
/// <param name="Evidence">The screening's evidence; null where it could not be found, which the page says.</param>
/// <param name="Hit">The hit; null for a gate's finding.</param>
/// <param name="Gate">The gate's result; null for a hit.</param>
/// <param name="Rows">The comparison; empty for a gate's finding.</param>
/// <param name="EntryPage">The publisher's page of the entry; null where it has none.</param>
/// <param name="Changed">True where the list in force states other facts than the evidence.</param>
public sealed record FindingDetail(
    FindingState State, ScreeningEvidence? Evidence, Hit? Hit, GateResult? Gate, ImmutableArray<FieldRow> Rows, string? EntryPage,
        bool Changed)
{
    /// <summary>Other listings of the same party.</summary>
    public ImmutableArray<OtherListing> Listings { get; init; } = [];

    /// <summary>True where the party is on no list in force any more.</summary>
    public bool Delisted { get; init; }

    /// <summary>What points to which place; null where nothing does, or the officer's role does not see it.</summary>
    public PlaceEvidence? Place { get; init; }
}

/// <summary>What an officer may do with an alert now; every one of them is checked again by the core.</summary>
public sealed record Permissions(bool Claim, bool Decide, bool GoodGuy, bool Approve, string? WhyNotApprove, bool Undo, bool Reopen,
    bool Note);

/// <summary>A form that was refused, with what it held: nobody types a reason twice.</summary>
public sealed record FormState(string Problem, string? Disposition, string? Reason, string? Text, bool GoodGuy, bool Together = false)
{
    /// <summary>What happened to the alert since the officer read it; empty where nothing did.</summary>
    public ImmutableArray<AlertEvent> Since { get; init; } = [];
}

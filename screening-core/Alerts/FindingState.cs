using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>How a verdict ended.</summary>
public enum VerdictEnd
{
    /// <summary>The facts changed: it no longer answers the question.</summary>
    FactsChanged,

    /// <summary>The second person sent it back before it counted.</summary>
    SentBack,

    /// <summary>Its author took it back.</summary>
    Undone,

    /// <summary>It counted and was opened again.</summary>
    Reopened,
}

/// <summary>A verdict that stands no more.</summary>
/// <param name="Verdict">The verdict as it was when it ended.</param>
/// <param name="How">How it ended.</param>
/// <param name="By">Who ended it.</param>
/// <param name="At">When.</param>
public sealed record EndedVerdict(Verdict Verdict, VerdictEnd How, OfficerId By, DateTimeOffset At);

/// <summary>A request to open again what two people confirmed.</summary>
/// <param name="By">Who asks.</param>
/// <param name="At">When.</param>
/// <param name="Text">Why, in the officer's words.</param>
public sealed record ReopeningProposal(OfficerId By, DateTimeOffset At, string Text)
{
    /// <summary>The people behind a key that asks; default for a person.</summary>
    public ImmutableArray<OfficerId> Behind { get; init; }
}

/// <summary>
/// A finding, what was concluded on it, and everything that was ever held against it. A later screening adds; what it does not find
/// any more takes nothing away. Only a verdict that counts lowers what stands.
/// </summary>
/// <param name="Finding">The finding as the latest screening saw it.</param>
/// <param name="Verdict">The verdict; null while undecided.</param>
public sealed record FindingState(AlertFinding Finding, Verdict? Verdict)
{
    /// <summary>The finding as it was when its outcome was worst: the first of that outcome.</summary>
    public AlertFinding Worst { get; init; } = Finding;

    /// <summary>The verdicts that ended, in order.</summary>
    public ImmutableArray<EndedVerdict> Earlier { get; init; } = [];

    /// <summary>The request to open the verdict again; null where there is none.</summary>
    public ReopeningProposal? Reopening { get; init; }

    /// <summary>True where two people had confirmed the finding in an earlier alert of the subject.</summary>
    public bool ConfirmedBefore { get; init; }

    /// <summary>True where two people ever confirmed that it is a true match.</summary>
    public bool TwoConfirmed { get; init; }

    /// <summary>True where two people ever agreed that it is a false positive.</summary>
    public bool TwoLifted { get; init; }

    /// <summary>True where a verdict counts.</summary>
    public bool IsFinal => Verdict is { IsFinal: true };

    /// <summary>True where a verdict, or a request to open one again, waits for the second person.</summary>
    public bool AwaitsApproval => Verdict is { IsFinal: false } || Reopening is not null;

    /// <summary>The finding by which the machine first blocked; null where it never did, or where a verdict that counts lifted
    /// it.</summary>
    public AlertFinding? StandingBlock => IsLifted ? null : BlockBefore;

    /// <summary>The true match that counts, or counted last and was not lifted; null where there is none.</summary>
    public Verdict? StandingMatch => IsLifted ? null : IsFinal ? Verdict : MatchBefore;

    /// <summary>True where two people confirmed it, here or in an earlier alert, and nobody lifted it.</summary>
    public bool IsConfirmedByTwo => StandingMatch is { ApprovedBy: not null } || (ConfirmedBefore && !IsLifted);

    /// <summary>The worst outcome that stands: what the latest screening decides, or what stood before it.</summary>
    public Decision Outcome => StandingBlock is not null || Finding.Outcome == Decision.Block ? Decision.Block : Finding.Outcome;

    /// <summary>What like findings have in common; null where it must be decided by itself: a finding that ever blocked, or that two
    /// people confirmed, is never one of a group.</summary>
    public string? Group => Worst.Outcome == Decision.Review && !TwoConfirmed && !ConfirmedBefore ? Finding.Group : null;

    private bool IsLifted => Verdict is { IsFinal: true, Disposition: Disposition.FalsePositive };

    /// <summary>What blocked before the verdict that stands now.</summary>
    private AlertFinding? BlockBefore { get; init; } = Finding.Outcome == Decision.Block ? Finding : null;

    /// <summary>The true match that stood before the verdict that stands now.</summary>
    private Verdict? MatchBefore { get; init; }

    /// <summary>The state after a further screening saw the finding.</summary>
    public FindingState See(AlertFinding finding) => this with
    {
        Finding = finding,
        Worst = finding.Outcome > Worst.Outcome ? finding : Worst,
        BlockBefore = BlockBefore ?? (finding.Outcome == Decision.Block ? finding : null),
    };

    /// <summary>The state after the second person confirmed the verdict.</summary>
    public FindingState Approve(DispositionApproved approved) => this with
    {
        Verdict = Verdict! with { ApprovedBy = approved.By, ApprovedAt = approved.At },
        TwoConfirmed = TwoConfirmed || Verdict.Disposition == Disposition.TrueMatch,
        TwoLifted = TwoLifted || Verdict.Disposition == Disposition.FalsePositive,
    };

    /// <summary>The state after the second person took the confirmation back.</summary>
    public FindingState Unapprove() => this with { Verdict = Verdict! with { ApprovedBy = null, ApprovedAt = null } };

    /// <summary>The state after the verdict ended. New facts leave a lifted finding lifted; opening a verdict again brings back what
    /// stood before it; and a true match that counted stands until it is lifted.</summary>
    public FindingState End(VerdictEnd how, AlertEvent happened) => Verdict is null ? this : this with
    {
        Verdict = null,
        Reopening = null,
        Earlier = Earlier.Add(new EndedVerdict(Verdict, how, happened.By, happened.At)),
        BlockBefore = IsLifted && how == VerdictEnd.FactsChanged ? null : BlockBefore,
        MatchBefore = IsLifted && how == VerdictEnd.FactsChanged ? null
            : Verdict is { IsFinal: true, Disposition: Disposition.TrueMatch } && how is VerdictEnd.FactsChanged or VerdictEnd.Reopened
                ? Verdict
            : MatchBefore,
        ConfirmedBefore = ConfirmedBefore && !(IsLifted && how == VerdictEnd.FactsChanged),
    };
}

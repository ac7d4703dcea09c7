using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Text;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Policies;

/// <summary>Where a version stands.</summary>
public enum PolicyStatus
{
    /// <summary>Written, not yet proposed.</summary>
    Draft,

    /// <summary>Waits for approval.</summary>
    Proposed,

    /// <summary>Approved, decides nothing yet.</summary>
    Approved,

    /// <summary>Runs beside the one that decides.</summary>
    Shadow,

    /// <summary>Decides.</summary>
    Active,

    /// <summary>Another one took its place.</summary>
    Retired,

    /// <summary>Sent back or withdrawn.</summary>
    Rejected,

    /// <summary>Ended because nobody else approved what one person did in an emergency, or because an earlier one came back.</summary>
    RolledBack,
}

/// <summary>An act on a version with who did it.</summary>
/// <param name="By">Who.</param>
/// <param name="Behind">The people behind a key.</param>
/// <param name="At">When.</param>
public sealed record PolicyAct(OfficerId By, ImmutableArray<OfficerId> Behind, DateTimeOffset At);

/// <summary>A version of a policy. Its text never changes; its hash says which text.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Parent">The number of the version it was made from; null for the first.</param>
/// <param name="Text">Its text.</param>
/// <param name="Author">Who wrote it.</param>
public sealed record PolicyVersion(int Number, int? Parent, string Text, PolicyAct Author)
{
    /// <summary>The policy as read; null where the text has problems.</summary>
    public PolicyReading Reading => field ??= PolicyParser.Read(Text);

    /// <summary>The policy; null where the text has problems.</summary>
    public PolicyProgram? Program => Reading.Program;

    /// <summary>What decisions pin; empty where the text has problems.</summary>
    public string Hash => field ??= Program?.Hash() ?? "";

    /// <summary>Who proposed it; null where nobody did.</summary>
    public PolicyAct? Proposal { get; init; }

    /// <summary>How many people must approve it.</summary>
    public int Needed { get; init; } = 1;

    /// <summary>Who approved it.</summary>
    public ImmutableArray<PolicyAct> Approvals { get; init; } = [];

    /// <summary>Who sent it back; null where nobody did.</summary>
    public PolicyRejected? Rejection { get; init; }

    /// <summary>When it was last tried on stored cases; null where it was not.</summary>
    public PolicyBacktested? Backtest { get; init; }

    /// <summary>Since when it runs in the shadow; null where it does not.</summary>
    public DateTimeOffset? ShadowSince { get; init; }

    /// <summary>For how many of a thousand subjects it decides on trial while it runs in the shadow.</summary>
    public int Permille { get; init; }

    /// <summary>True where as many other people approved it as must.</summary>
    public bool IsApproved => Proposal is not null && Rejection is null && Approvals.Length >= Needed;

    /// <inheritdoc/>
    public bool Equals(PolicyVersion? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Number;
}

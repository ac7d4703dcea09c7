using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Policies;

/// <summary>What can be asked of a policy.</summary>
public abstract record PolicyCommand
{
    private PolicyCommand()
    {
    }

    /// <summary>Write a version, from the one that decides.</summary>
    public sealed record Draft(string Text) : PolicyCommand;

    /// <summary>Propose a version.</summary>
    public sealed record Propose(int Version) : PolicyCommand;

    /// <summary>Approve a version that somebody else wrote and proposed.</summary>
    public sealed record Approve(int Version) : PolicyCommand;

    /// <summary>Send a version back, or withdraw one's own.</summary>
    public sealed record Reject(int Version, string Text) : PolicyCommand;

    /// <summary>A version was tried on stored cases.</summary>
    public sealed record Backtest(int Version, int Cases, int Changed, string Digest) : PolicyCommand;

    /// <summary>Run an approved version in the shadow, and on trial for so many of a thousand subjects.</summary>
    public sealed record Shadow(int Version, int Permille) : PolicyCommand;

    /// <summary>Let an approved version decide.</summary>
    public sealed record Activate(int Version) : PolicyCommand;

    /// <summary>Tighten at once: a new text that loosens no case. It dies unless another person approves it.</summary>
    public sealed record Tighten(string Text) : PolicyCommand;

    /// <summary>Return at once to a version that once decided, where that loosens no case. It dies unless another person approves
    /// it.</summary>
    public sealed record RollBack(int Version) : PolicyCommand;
}

/// <summary>What a decision about a policy needs besides the policy.</summary>
/// <param name="Officer">Who.</param>
/// <param name="Now">When.</param>
public sealed record PolicyContext(Officer Officer, DateTimeOffset Now)
{
    /// <summary>What was proved of the version in question, today; null where nothing was.</summary>
    public PolicyProof? Proof { get; init; }

    /// <summary>What it changes against the version that decides; null where that was not computed.</summary>
    public PolicyDifferences? Changes { get; init; }

    /// <summary>The count of events that the officer saw; null where they do not say.</summary>
    public int? Seen { get; init; }
}

using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies;

namespace Compliance.EnforcementCore.Policies;

/// <summary>A policy with all its versions: the fold of what happened to it. Which version decides at a moment is computed, so what dies
/// needs no job.</summary>
/// <param name="Versions">The versions; the place is the number less one.</param>
/// <param name="Activations">What was set to decide, in order of time.</param>
/// <param name="Count">How many events there are.</param>
public sealed record PolicyRegistry(ImmutableArray<PolicyVersion> Versions, ImmutableArray<PolicyActivated> Activations, int Count)
{
    /// <summary>No version.</summary>
    public static PolicyRegistry Empty { get; } = new([], [], 0);

    /// <summary>The version of a number; null where there is none.</summary>
    public PolicyVersion? Find(int number) => number >= 1 && number <= Versions.Length ? Versions[number - 1] : null;

    /// <summary>The version that decides at a moment; null where none does.</summary>
    public PolicyVersion? ActiveAt(DateTimeOffset at) => ActivationAt(at) is { } activation ? Find(activation.Version) : null;

    /// <summary>What set the version that decides at a moment.</summary>
    public PolicyActivated? ActivationAt(DateTimeOffset at) => Activations.LastOrDefault(one => one.At <= at && Lives(one, at));

    /// <summary>The version that runs in the shadow at a moment; null where none does. One that was made from another version than the one
    /// that decides waits: what an emergency tightened, no trial opens again.</summary>
    public PolicyVersion? ShadowAt(DateTimeOffset at) => Versions.LastOrDefault(version => StatusOf(version, at) == PolicyStatus.Shadow
        && version.Parent == ActiveAt(at)?.Number);

    /// <summary>Where a version stands at a moment.</summary>
    public PolicyStatus StatusOf(PolicyVersion version, DateTimeOffset at)
    {
        if (version.Rejection is not null)
        {
            return PolicyStatus.Rejected;
        }

        if (Activations.LastOrDefault(one => one.Version == version.Number && one.At <= at) is { } last)
        {
            var active = ActivationAt(at);
            return active?.Version == version.Number ? PolicyStatus.Active
                : !Lives(last, at) || active?.Version < version.Number ? PolicyStatus.RolledBack : PolicyStatus.Retired;
        }

        return version.ShadowSince is not null ? PolicyStatus.Shadow
            : version.IsApproved ? PolicyStatus.Approved
            : version.Proposal is { } asked && at - asked.At <= PolicyDecider.ProposalWaits ? PolicyStatus.Proposed : PolicyStatus.Draft;
    }

    /// <summary>True where another person stands behind what one did in an emergency, or two did it.</summary>
    public bool IsConfirmed(PolicyActivated activation) => activation.DiesAt is not { } end || Find(activation.Version) is { } version
        && version.Approvals.Any(act => act.At >= activation.At && act.At < end);

    /// <summary>The registry after an event.</summary>
    public PolicyRegistry Apply(PolicyEvent happened) => happened switch
    {
        PolicyDrafted one => this with
        {
            Versions = Versions.Add(new PolicyVersion(one.Version, one.Parent, one.Text, ActOf(one))),
            Count = Count + 1,
        },
        PolicyProposed one => Changed(one, version => version with { Proposal = ActOf(one), Needed = one.Approvals, Approvals = [] }),
        PolicyApproved one => Changed(one, version => version with { Approvals = version.Approvals.Add(ActOf(one)) }),
        PolicyRejected one => Changed(one, version => version with { Rejection = one }),
        PolicyBacktested one => Changed(one, version => version with { Backtest = one }),
        PolicyShadowed one => Changed(one, version => version with { ShadowSince = one.At, Permille = one.Permille }),
        PolicyActivated one => this with { Activations = Activations.Add(one), Count = Count + 1 },
        _ => throw new InvalidOperationException($"Unknown event {happened.GetType()}."),
    };

    private bool Lives(PolicyActivated activation, DateTimeOffset at) => activation.DiesAt is not { } end || at < end
        || IsConfirmed(activation);

    private PolicyRegistry Changed(PolicyEvent happened, Func<PolicyVersion, PolicyVersion> change)
        => this with { Versions = Versions.SetItem(happened.Version - 1, change(Versions[happened.Version - 1])), Count = Count + 1 };

    private static PolicyAct ActOf(PolicyEvent happened) => new(happened.By, happened.Behind, happened.At);
}

using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Ownership;

/// <summary>
/// Walks a chain of owners as OFAC FAQ 401 describes it: an owner counts with its whole direct share where it is itself one of the sought
/// parties or is held by them to the line of the test; otherwise its share counts as zero. Shares are added up, percentages are never
/// multiplied along a chain.
/// </summary>
public static class OwnershipWalk
{
    /// <summary>The direct share in per cent held by owners that count; owners whose share is unknown add nothing.</summary>
    /// <param name="owners">The direct owners with their chains. The structure must be sound (<see cref="OwnershipStructure"/>).</param>
    /// <param name="isSought">True for the parties whose ownership is asked for.</param>
    /// <param name="test">The line at which an intermediate owner counts.</param>
    public static decimal Share(ImmutableArray<OwnerStake> owners, Func<OwnerStake, bool> isSought, OwnershipTest test) =>
        owners.Sum(owner => isSought(owner) || test.IsMetBy(Share(owner.OwnedBy, isSought, test)) ? owner.Percent ?? 0 : 0);

    /// <summary>Every owner of the chains, each as often as it stands there.</summary>
    public static IEnumerable<OwnerStake> All(ImmutableArray<OwnerStake> owners)
        => owners.SelectMany(owner => All(owner.OwnedBy).Prepend(owner));

    /// <summary>The identity of an owner inside one structure: its list entry, else its folded name; null where it has neither.</summary>
    public static string? KeyOf(OwnerStake owner) =>
        owner.Entry != default ? owner.Entry.ToString() : string.IsNullOrWhiteSpace(owner.Name)
        ? null : owner.Name.Trim().ToUpperInvariant();
}

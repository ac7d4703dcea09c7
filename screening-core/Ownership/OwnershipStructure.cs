using System.Collections.Immutable;
using System.Globalization;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Ownership;

/// <summary>Refuses structures that cannot be true: shares outside 0 to 100 per cent, owners that hold more than 100 together, companies
/// that own themselves.</summary>
public static class OwnershipStructure
{
    /// <summary>Longest chain that is read, in owners.</summary>
    public const int MaxDepth = 32;

    // Shares are rounded by those who state them: three thirds of 33.34 are not a contradiction.
    private const decimal RoundingPercent = 0.5m;

    /// <summary>The first fault of a structure, in a sentence that names it; null where it is sound.</summary>
    /// <param name="owned">Name of the subject.</param>
    /// <param name="owners">Its owners.</param>
    public static string? FaultOf(string owned, ImmutableArray<OwnerStake> owners) =>
        FaultOf(owned, owners, string.IsNullOrWhiteSpace(owned) ? [] : [owned.Trim().ToUpperInvariant()]);

    private static string? FaultOf(string owned, ImmutableArray<OwnerStake> owners, ImmutableArray<string> above)
    {
        if (above.Length > MaxDepth)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"The chain of owners is longer than {MaxDepth}; state the ultimate owners directly.");
        }

        var sum = 0m;
        foreach (var owner in owners)
        {
            var name = owner.Name ?? owner.Entry.ToString();
            if (owner.Percent is < 0 or > 100)
            {
                return string.Create(CultureInfo.InvariantCulture,
                    $"{name} is said to hold {owner.Percent} percent of {owned}; a share is 0 to 100 percent.");
            }

            sum += owner.Percent ?? 0;
            var key = OwnershipWalk.KeyOf(owner);
            if (key is not null && above.Contains(key))
            {
                return $"{name} is said to own itself through {owned}: the chain of owners is a circle, so nobody's share can be "
                    + $"determined.";
            }

            if (FaultOf(name, owner.OwnedBy, key is null ? above.Add("") : above.Add(key)) is { } fault)
            {
                return fault;
            }
        }

        return sum > 100 + RoundingPercent
            ? string.Create(CultureInfo.InvariantCulture,
                $"The owners of {owned} are said to hold {sum} percent together; more than 100 cannot be.")
            : null;
    }
}

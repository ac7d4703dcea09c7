using System.Collections.Immutable;
using Compliance.ScreeningCore.Policies;

namespace Compliance.EnforcementCore.Routing;

/// <summary>What a request is measured by against the regions of a provider.</summary>
public static class ProviderRegions
{
    /// <summary>The share that owners from places a provider certainly does not serve hold, in hundredths of a percent; null where nobody
    /// stated owners.</summary>
    public static long? UnservedOwners(PolicyList? served, ImmutableArray<RouteOwner> owners) => owners.IsDefault ? null
        : served is null ? 0
        : Math.Min(10_000, owners.Where(owner => owner.Country.Length > 0
            && served.Words.BinarySearch(owner.Country, StringComparer.Ordinal) < 0)
            .Sum(owner => (long)owner.BasisPoints));
}

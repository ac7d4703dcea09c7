using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary>Decides by the list's guards whether a version that was read may come into use. A list without a descriptor keeps the guards
/// that fit every list.</summary>
internal sealed class SnapshotAdmission
{
    private static readonly ListGuards EveryList = new();

    /// <summary>Why the version is refused; null where it may come into use.</summary>
    /// <param name="fresh">The version.</param>
    /// <param name="current">The version in use; null where there is none.</param>
    /// <param name="delta">The delta between both; null where there is no version in use.</param>
    public string? Refusal(WatchlistSnapshot fresh, WatchlistSnapshot? current, WatchlistDelta? delta)
    {
        var guards = ListLibrary.DescriptorOf(fresh.Version.Code)?.Guards ?? EveryList;
        var breaches = SnapshotGuards.Check(fresh, current, delta, guards.ToLimits());
        return breaches.IsEmpty ? null : string.Join("; ", breaches.Select(breach => $"{breach.Guard}: {breach.Message}"));
    }
}

using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Corpus;

/// <summary>Decides by the list's guards whether a version that was read may come into use. A list without a descriptor keeps the guards that fit every list.</summary>
internal sealed class SnapshotAdmission
{
    private static readonly ListGuards EveryList = new();

    /// <summary>Why the version is refused; null where it may come into use.</summary>
    public string? Refusal(WatchlistSnapshot fresh, WatchlistSnapshot? current)
    {
        var guards = ListLibrary.Descriptors.FirstOrDefault(descriptor => descriptor.Code == fresh.Version.Code)?.Guards ?? EveryList;
        var breaches = SnapshotGuards.Check(fresh, current, guards.ToLimits());
        return breaches.IsEmpty ? null : string.Join("; ", breaches.Select(breach => $"{breach.Guard}: {breach.Message}"));
    }
}

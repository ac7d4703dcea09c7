using System.Globalization;
using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Corpus;

/// <summary>Decides whether a version that was read may come into use.</summary>
internal sealed class SnapshotAdmission
{
    /// <summary>Why the version is refused; null where it may come into use.</summary>
    public string? Refusal(WatchlistSnapshot fresh, WatchlistSnapshot? current)
    {
        var guards = ListLibrary.Descriptors.FirstOrDefault(descriptor => descriptor.Code == fresh.Version.Code)?.Guards ?? new ListGuards();
        if (fresh.Parties.IsEmpty)
        {
            return "The new version has no parties at all.";
        }

        var kept = current is null ? 1 : (double)fresh.Parties.Length / current.Parties.Length;
        return kept < 1 - guards.MaxShrink
            ? string.Create(CultureInfo.InvariantCulture, $"The new version has {fresh.Parties.Length} parties, the one in use {current!.Parties.Length}: more than {guards.MaxShrink:P0} would be lost.")
            : null;
    }
}

using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Benchmarks;

/// <summary>The lists that a benchmark screens against.</summary>
internal static class MeasuredLists
{
    /// <summary>The newest version of each list of a directory of official files; without one, an invented list.</summary>
    public static IReadOnlyList<WatchlistSnapshot> Read(string? directory, DateTimeOffset now)
        => directory is null ? [InventedLists.Make(now)] : [.. ListLibrary.ReadNewest(DirectoryFiles.Enumerate(directory), now).Snapshots];

    /// <summary>What stands behind an option; null where it is not there.</summary>
    public static string? Option(string[] args, string name)
        => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}

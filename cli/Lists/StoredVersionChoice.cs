using System.Collections.Immutable;
using System.Globalization;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Lists;

/// <summary>Stored versions as a command names them: <c>un-sc@1a2b3c4d</c> by hash, <c>un-sc@2026-03-01</c> as published by that day,
/// <c>un-sc</c> as in use.</summary>
internal static class StoredVersionChoice
{
    /// <summary>True where the text names a stored version and not a path.</summary>
    public static bool Names(string text) => ListCode.TryParse(text.Split('@')[0], out _) && !Path.Exists(text);

    /// <summary>Reads the version.</summary>
    /// <exception cref="InvalidInputException">There is no such version.</exception>
    public static async Task<ImmutableArray<WatchlistSnapshot>> ReadAsync(StoredLists stored, string text, CancellationToken cancellation)
    {
        var parts = text.Split('@');
        var list = ListCode.Parse(parts[0]);
        var found = parts.Length == 1 ? await InUseAsync(stored, list, cancellation)
            : DateOnly.TryParseExact(parts[1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? (await stored.AsOf.FindAsync(list, new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero).AddTicks(-1),
                    ListClock.Published, cancellation))?.Version
                : (await stored.History.VersionsAsync(list, cancellation)).Where(one =>
                    one.Version.ContentHash.StartsWith(parts[1], StringComparison.OrdinalIgnoreCase)).ToList() is [var only] ? only.Version
                    : null;
        if (found is null && parts.Length == 1 && (await stored.History.VersionsAsync(list, cancellation)).Length > 0)
        {
            return []; // Nothing of it is in use: a version that was refused is compared with no party.
        }

        return found is null
            ? throw new InvalidInputException(
                $"'{text}' names no stored version, or several: lists history {list} shows those there are. Write "
                    + $"{list}@HASH, {list}@yyyy-MM-dd, or a path.")
            : [await stored.RestoreAsync(found, cancellation)];
    }

    private static async Task<ListVersion?> InUseAsync(StoredLists stored, ListCode list, CancellationToken cancellation) =>
        (await stored.VersionsAsync(cancellation)).FirstOrDefault(version => version.Code == list);
}

using System.Collections.Immutable;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Watchlists.History;

/// <summary>
/// Derives the rows of a list's history from its events, which its chain binds: the rollback in force, the failures that are open, and what
/// the index says of each version. A row that no event wrote is named as one that differs is.
/// </summary>
internal static class DerivedListRows
{
    /// <summary>The events that can be read, oldest first.</summary>
    public static ImmutableArray<ListEvent> EventsOf(IEnumerable<StoredRecord> rows)
        => [.. rows.Select(row => ForeignRows.Read(() => ListHistory.Read<ListEvent>(row))).OfType<ListEvent>()];

    /// <summary>What differs.</summary>
    /// <param name="rows">All rows of the list, read together.</param>
    /// <param name="chain">Its audit records.</param>
    public static IEnumerable<AuditFault> Faults(IReadOnlyList<StoredRecord> rows, IReadOnlyList<AuditRecord> chain)
    {
        var recorded = chain.ToLookup(record => ListHistory.RowOf(ListHistory.Events, record.Sequence), StringComparer.Ordinal);
        var stored = Of(rows, ListHistory.Events).ToDictionary(row => row.Row, StringComparer.Ordinal);
        foreach (var record in chain)
        {
            if (!stored.TryGetValue(ListHistory.RowOf(ListHistory.Events, record.Sequence), out var row)
                || AuditRecord.HashOf(row.Json) != record.ContentHash)
            {
                yield return new AuditFault(record.Sequence, AuditFaultKind.ContentDiffers,
                    $"The event of record {record.Sequence} is gone or is not the one that was recorded.");
            }
        }

        foreach (var planted in stored.Keys.Where(row => !recorded.Contains(row)).Order(StringComparer.Ordinal))
        {
            yield return Differs($"The event {planted} stands in no record.");
        }

        var events = EventsOf(stored.Values.OrderBy(row => row.Row, StringComparer.Ordinal));
        if (!IsHeldAs(events, rows.FirstOrDefault(row => row.Row == ListHistory.Hold)))
        {
            yield return Differs("The rollback is not the one that its events know.");
        }

        if (rows.FirstOrDefault(row => row.Row == ListHistory.Incident)?.Json is var open && open != IncidentOf(events))
        {
            yield return Differs("The failures that are open are not those that its events know.");
        }

        foreach (var fault in VersionFaults(events, Of(rows, ListHistory.Versions)))
        {
            yield return Differs(fault);
        }
    }

    private static bool IsHeldAs(ImmutableArray<ListEvent> events, StoredRecord? row)
    {
        var last = events.LastOrDefault(one =>
            one.Kind is ListEventKind.RolledBack or ListEventKind.Released or ListEventKind.Accepted or ListEventKind.Activated);
        if (row is null)
        {
            return last?.Kind != ListEventKind.RolledBack;
        }

        return ForeignRows.Read(() => ListHistory.Read<ListHold>(row)) is { } hold
            && last is { Kind: ListEventKind.RolledBack } && last.By == hold.By && last.Reason == hold.Reason
            && last.Hash == hold.Pinned && last.HoldHash is var hash && (hash is null || hash == AuditRecord.HashOf(row.Json));
    }

    /// <summary>The row of open failures; null where none are open.</summary>
    private static string? IncidentOf(ImmutableArray<ListEvent> events)
    {
        var open = (ListIncident?)null;
        foreach (var one in events)
        {
            open = one.Kind switch
            {
                ListEventKind.Refused or ListEventKind.Failed
                    => new ListIncident { Since = open?.Since ?? one.At, Reason = one.Reason ?? "", Hash = one.Hash },
                ListEventKind.Archived or ListEventKind.Pruned => open,
                _ => null,
            };
        }

        return open is null ? null : ListHistory.Write(open);
    }

    private static IEnumerable<string> VersionFaults(ImmutableArray<ListEvent> events, IEnumerable<StoredRecord> rows)
    {
        // Events of an older version do not say what they wrote: of their versions it is only known that there may be a row.
        var written = new SortedDictionary<string, string?>(StringComparer.Ordinal);
        foreach (var one in events)
        {
            foreach (var version in new[] { one.Hash, one.FromHash }.Where(hash => hash.Length > 0 && one.Versions is null))
            {
                written[version] = null;
            }

            foreach (var (version, hash) in one.Versions ?? ImmutableSortedDictionary<string, string>.Empty)
            {
                written[version] = hash;
            }
        }

        foreach (var row in rows)
        {
            var version = row.Row[ListHistory.Versions.Length..];
            if (!written.Remove(version, out var hash) || (hash is not null && hash != AuditRecord.HashOf(row.Json)))
            {
                yield return $"What the index says of the version {Short(version)} is not what its events know.";
            }
        }

        foreach (var (version, _) in written.Where(pair => pair.Value is not null))
        {
            yield return $"The version {Short(version)} is gone from the index.";
        }
    }

    private static string Short(string version) => version[..Math.Min(12, version.Length)];

    private static IEnumerable<StoredRecord> Of(IReadOnlyList<StoredRecord> rows, string prefix)
        => rows.Where(row => row.Row.StartsWith(prefix, StringComparison.Ordinal));

    private static AuditFault Differs(string text) => new(0, AuditFaultKind.ContentDiffers, text);
}

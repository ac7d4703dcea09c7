using Compliance.Functions.Tests.Records;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Regressions;

/// <summary>A list with a life: two versions in use, one refused, one pruned, a rollback in force and a failure that is open.</summary>
internal static class RolledBackList
{
    public static readonly ListCode List = ListCode.Parse("un-sc");

    public static async Task FillAsync(RecordHost host)
    {
        var (history, archive) = (host.Get<ListHistory>(), host.Get<SnapshotArchive>());
        var (first, second, refused, old) = (Version(host, "1"), Version(host, "2"), Version(host, "3"), Version(host, "4"));
        await history.AppendAsync(Act(ListEventKind.Archived, old) with { Version = old with { State = VersionState.Archived } }, default);
        await history.AppendAsync(Act(ListEventKind.Activated, first), default);
        await history.AppendAsync(Act(ListEventKind.Activated, second) with
        {
            FromHash = Hash("1"),
            Replaced = first with { LastConfirmedAt = host.Time.GetUtcNow() },
        }, default);
        await history.AppendAsync(Act(ListEventKind.Pruned, old) with
        { Version = old with { State = VersionState.Archived, PrunedAt = host.Time.GetUtcNow() } }, default);
        await history.AppendAsync(new ListAct(List, ListEventKind.RolledBack, "ben")
        {
            Hash = Hash("1"),
            FromHash = Hash("2"),
            Reason = "Half of it was missing.",
            Version = first,
            Hold = new ListHold
            {
                Pinned = Hash("1"),
                Withdrawn = Hash("2"),
                By = "ben",
                Reason = "Half of it was missing.",
                At = host.Time.GetUtcNow(),
            },
        }, default);
        await history.AppendAsync(Act(ListEventKind.Refused, refused) with
        { Reason = "too small", Version = refused with { State = VersionState.Refused, Refusal = "too small" } }, default);
        await archive.PointAsync(new ListManifest { Version = first.Version }, default);
    }

    private static ListAct Act(ListEventKind kind, StoredVersion version)
        => new(List, kind, ListAct.System) { Hash = version.Version.ContentHash, Version = version };

    private static StoredVersion Version(RecordHost host, string digit) => new()
    {
        Version = new ListVersion(List, host.Time.GetUtcNow()) { ContentHash = Hash(digit) },
        State = VersionState.Good,
    };

    private static string Hash(string digit) => string.Concat(Enumerable.Repeat(digit, 64));
}

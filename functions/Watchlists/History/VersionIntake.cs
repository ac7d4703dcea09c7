using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>How a version that was read ended.</summary>
internal abstract record IntakeResult
{
    private IntakeResult()
    {
    }

    /// <summary>It is in use now.</summary>
    internal sealed record Activated(ListEvent Change) : IntakeResult;

    /// <summary>It is the version in use.</summary>
    internal sealed record Same : IntakeResult;

    /// <summary>It stays out, and why.</summary>
    internal sealed record Refused(string Reason) : IntakeResult;
}

/// <summary>
/// Brings versions of lists into use: guards, archive, delta, history, and last the pointer, so that a crash in between leaves the old
/// version in use and the next look repeats the rest. The way in for every version, fetched, imported or chosen by an operator.
/// </summary>
internal sealed class VersionIntake(SnapshotArchive archive, DeltaArchive deltas, ListHistory history, DelistedParties delisted,
    SnapshotAdmission admission, TimeProvider time)
{
    /// <summary>Takes a version that was fetched or imported.</summary>
    /// <param name="fresh">The version.</param>
    /// <param name="current">The version in use; null where there is none.</param>
    /// <param name="cancellation">Stops before the pointer moves.</param>
    public async Task<IntakeResult> AdmitAsync(FreshList fresh, WatchlistSnapshot? current, CancellationToken cancellation)
    {
        var version = fresh.Snapshot.Version;
        var hold = await history.HoldAsync(version.Code, cancellation);
        if (hold?.KeepsOut(version) == true)
        {
            return new IntakeResult.Refused(
                $"rolled back by {hold.By} on {hold.At:yyyy-MM-dd}: {hold.Reason} The version "
                    + $"{version.ContentHash[..12]} stays out until a newer publication or lists release {version.Code}.");
        }

        // The same parties may come in a file that is wrong: dated in the future, every entry twice. What an operator accepted is not asked
        // again.
        var stored = new StoredVersion { Version = version, Sources = fresh.Sources, State = VersionState.Good };
        var isSame = version.ContentHash == current?.Version.ContentHash;
        var delta = WatchlistDelta.Between(isSame ? fresh.Snapshot : current, fresh.Snapshot);
        var accepted = isSame && await history.FindVersionAsync(version.Code, version.ContentHash, cancellation) is { Refusal: not null };
        if (!accepted && admission.Refusal(fresh.Snapshot, current, current is null ? null : delta) is { } breaches)
        {
            var reason = fresh.FirstUnreadable is { } row ? $"{breaches}; the first of {version.QuarantinedCount} rows not read: {row}"
                : breaches;
            await RefuseAsync(fresh.Snapshot, stored with { State = VersionState.Refused, Refusal = reason }, current, cancellation);
            return new IntakeResult.Refused(reason);
        }

        if (isSame)
        {
            await archive.PointAsync(new ListManifest { Version = version, Sources = fresh.Sources }, cancellation);
            return new IntakeResult.Same();
        }

        return new IntakeResult.Activated(await ActivateAsync(
            fresh.Snapshot, delta,
                new ListAct(version.Code, ListEventKind.Activated, ListAct.System) { Version = stored, EndsHold = hold is not null },
                cancellation));
    }

    /// <summary>Keeps a version for look-backs without bringing it into use; false where it was kept already.</summary>
    public async Task<bool> KeepAsync(FreshList fresh, CancellationToken cancellation)
    {
        var version = fresh.Snapshot.Version;
        if (await history.FindVersionAsync(version.Code, version.ContentHash, cancellation) is { PrunedAt: null })
        {
            return false;
        }

        await archive.StoreAsync(fresh.Snapshot, cancellation);
        await history.AppendAsync(
            new ListAct(version.Code, ListEventKind.Archived, ListAct.System)
            {
                Hash = version.ContentHash,
                Version = new StoredVersion { Version = version, Sources = fresh.Sources, State = VersionState.Archived },
            },
            cancellation);
        return true;
    }

    /// <summary>Brings a version into use whatever the guards say: the operator's acts.</summary>
    /// <param name="snapshot">The version.</param>
    /// <param name="delta">What changes against the version in use.</param>
    /// <param name="act">The act; version, hashes and counts are filled in here.</param>
    /// <param name="cancellation">Stops before the pointer moves.</param>
    public async Task<ListEvent> ActivateAsync(WatchlistSnapshot snapshot, WatchlistDelta delta, ListAct act,
        CancellationToken cancellation)
    {
        await archive.StoreAsync(snapshot, cancellation);
        await deltas.KeepAsync(delta, cancellation);
        await delisted.ApplyAsync(delta, time.GetUtcNow(), cancellation);
        var change = await LastIfSameAsync(act, delta, cancellation) ?? await history.AppendAsync(
            act with
            {
                Hash = delta.ToHash,
                FromHash = delta.FromHash,
                Delta = DeltaCounts.Of(delta),
                Replaced =
                await ReplacedAsync(snapshot.Version, cancellation)
            }, cancellation);
        await archive.PointAsync(new ListManifest { Version = snapshot.Version, Sources = act.Version?.Sources ?? [] }, cancellation);
        return change;
    }

    /// <summary>The row of the version in use as it leaves: the pointer knows when it was last confirmed.</summary>
    private async Task<StoredVersion?> ReplacedAsync(ListVersion next, CancellationToken cancellation)
    {
        if (await archive.FindAsync(next.Code, cancellation) is not { } pointer || pointer.Version.ContentHash == next.ContentHash)
        {
            return null;
        }

        var known = await history.FindVersionAsync(next.Code, pointer.Version.ContentHash, cancellation)
            ?? new StoredVersion { Version = pointer.Version, Sources = pointer.Sources, State = VersionState.Good };
        return known with { LastConfirmedAt = pointer.Version.RetrievedAt };
    }

    // A crash between history and pointer left the event behind: the same change is not recorded twice.
    private async Task<ListEvent?> LastIfSameAsync(ListAct act, WatchlistDelta delta, CancellationToken cancellation) =>
        await history.LatestAsync(act.List, cancellation) is { } last && last.Kind == act.Kind && last.Hash == delta.ToHash
        && last.FromHash == delta.FromHash ? last : null;

    private async Task RefuseAsync(WatchlistSnapshot snapshot, StoredVersion stored, WatchlistSnapshot? current,
        CancellationToken cancellation)
    {
        var open = await history.IncidentAsync(snapshot.Version.Code, cancellation);
        if (open?.Hash == snapshot.Version.ContentHash && open.Reason == stored.Refusal)
        {
            return;
        }

        await archive.StoreAsync(snapshot, cancellation);
        var known = await history.FindVersionAsync(snapshot.Version.Code, snapshot.Version.ContentHash, cancellation);
        await history.AppendAsync(
            new ListAct(snapshot.Version.Code, ListEventKind.Refused, ListAct.System)
            {
                Hash = snapshot.Version.ContentHash,
                FromHash = current?.Version.ContentHash ?? "",
                Reason = stored.Refusal,
                Version = known is null ? stored : known.State == VersionState.Good ? null : stored with { Version = known.Version },
            },
            cancellation);
    }
}

using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.History;

/// <summary>How an operator's act ended.</summary>
internal abstract record OverrideResult
{
    private OverrideResult()
    {
    }

    /// <summary>It is done and recorded.</summary>
    internal sealed record Done(ListEvent Event) : OverrideResult;

    /// <summary>It cannot be done, and why.</summary>
    internal sealed record Refused(string Reason) : OverrideResult;
}

/// <summary>
/// What an operator may do to a list against its guards or its publisher: bring an earlier version back, let go of that, accept a refused
/// version. Every act names who and why and is audited. The version in use changes for every instance that adopts the pointer next.
/// </summary>
internal sealed class ListOverrides(ListHistory history, SnapshotArchive archive, VersionIntake intake, TimeProvider time)
{
    /// <summary>Fewest characters of a hash that name a version.</summary>
    public const int FewestHashChars = 8;

    /// <summary>Most characters of a reason.</summary>
    public const int MostReasonChars = 1000;

    /// <summary>
    /// Brings an earlier version back. The version that was in use stays out, and so does every publication that is not dated later, until
    /// <see cref="ReleaseAsync"/> or a newer publication that the guards let in.
    /// </summary>
    public async Task<OverrideResult> RollBackAsync(ListCode list, string to, string by, string reason, CancellationToken cancellation)
    {
        if (WrongReason(reason) is { } wrong || (wrong = await WrongTargetAsync(list, to, cancellation)) is not null)
        {
            return new OverrideResult.Refused(wrong);
        }

        var target = await FindAsync(list, to, cancellation);
        var pointer = await archive.FindAsync(list, cancellation);
        if (target is null || pointer is null)
        {
            return new OverrideResult.Refused($"{list} has no version in use that could be rolled back.");
        }

        if (target.State == VersionState.Refused)
        {
            return new OverrideResult.Refused(
                $"The version {to} of {list} was never in use: it was refused ({target.Refusal}). lists accept brings it into use.");
        }

        var hold = new ListHold
        {
            Pinned = target.Version.ContentHash,
            Withdrawn = pointer.Version.ContentHash,
            WithdrawnPublishedAt =
                pointer.Version.PublishedAt,
            By = by,
            Reason = reason.Trim(),
            At = time.GetUtcNow(),
        };
        return await ActivateAsync(target, pointer,
            new ListAct(list, ListEventKind.RolledBack, by)
            { Hold = hold, Reason = reason.Trim(), Version = target with { State = VersionState.Good } }, cancellation);
    }

    /// <summary>Brings a version into use that the guards refused, such as after a change of the publisher's form.</summary>
    public async Task<OverrideResult> AcceptAsync(ListCode list, string hash, string by, string reason, CancellationToken cancellation)
    {
        if (WrongReason(reason) is { } wrong || (wrong = await WrongTargetAsync(list, hash, cancellation)) is not null)
        {
            return new OverrideResult.Refused(wrong);
        }

        var target = (await FindAsync(list, hash, cancellation))!;
        return target.State == VersionState.Refused
            ? await ActivateAsync(
                target,
                await archive.FindAsync(list, cancellation),
                new ListAct(list, ListEventKind.Accepted, by)
                { Reason = reason.Trim(), Version = target with { State = VersionState.Good }, EndsHold = true },
                cancellation)
            : new OverrideResult.Refused($"The version {hash} of {list} was not refused. lists rollback brings an earlier version back.");
    }

    /// <summary>Ends a rollback: the next look takes what the publisher has, if the guards let it.</summary>
    public async Task<OverrideResult> ReleaseAsync(ListCode list, string by, string reason, CancellationToken cancellation)
    {
        if (WrongReason(reason) is { } wrong)
        {
            return new OverrideResult.Refused(wrong);
        }

        return await history.HoldAsync(list, cancellation) is { } hold
            ? new OverrideResult.Done(
                await history.AppendAsync(new ListAct(list, ListEventKind.Released, by)
                { Hash = hold.Pinned, Reason = reason.Trim(), EndsHold = true }, cancellation))
            : new OverrideResult.Refused($"{list} is not rolled back, so there is nothing to release.");
    }

    private async Task<OverrideResult> ActivateAsync(StoredVersion target, ListManifest? pointer, ListAct act,
        CancellationToken cancellation)
    {
        if (pointer?.Version.ContentHash == target.Version.ContentHash)
        {
            return new OverrideResult.Refused($"The version {target.Version.ContentHash[..12]} of {act.List} is in use already.");
        }

        if (target.PrunedAt is { } pruned)
        {
            return new OverrideResult.Refused(
                $"The version {target.Version.ContentHash[..12]} of {act.List} was pruned on "
                    + $"{pruned:yyyy-MM-dd}: import its files again, if they are kept elsewhere.");
        }

        var snapshot = await archive.RestoreAsync(target.AsLastConfirmed, cancellation);
        var current = pointer is null ? null : await archive.RestoreAsync(pointer.Version, cancellation);
        return new OverrideResult.Done(await intake.ActivateAsync(snapshot, WatchlistDelta.Between(current, snapshot), act, cancellation));
    }

    private async Task<StoredVersion?> FindAsync(ListCode list, string hash, CancellationToken cancellation) =>
        (await MatchingAsync(list, hash, cancellation)) is [var only] ? only : null;

    private async Task<string?> WrongTargetAsync(ListCode list, string hash, CancellationToken cancellation)
    {
        if (hash.Length < FewestHashChars || !hash.All(char.IsAsciiHexDigit))
        {
            return $"'{hash}' is not a version: write at least {FewestHashChars} characters of its content hash, as lists history "
                + $"{list} shows it.";
        }

        return (await MatchingAsync(list, hash, cancellation)).Count switch
        {
            0 => $"{list} has no version '{hash}'; lists history {list} shows those it has.",
            1 => null,
            var many => $"'{hash}' begins {many} versions of {list}: write more of the hash.",
        };
    }

    private async Task<List<StoredVersion>> MatchingAsync(ListCode list, string hash, CancellationToken cancellation) =>
        [.. (await history.VersionsAsync(list, cancellation)).Where(one =>
        one.Version.ContentHash.StartsWith(hash, StringComparison.OrdinalIgnoreCase))];

    private static string? WrongReason(string reason) => reason.Trim().Length is 0 or > MostReasonChars
        ? $"The reason has {reason.Trim().Length} characters; say in 1 to {MostReasonChars} why, an auditor will read it."
        : null;
}

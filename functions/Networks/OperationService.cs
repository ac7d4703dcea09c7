using System.Collections.Immutable;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Records.Log;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Networks;

/// <summary>
/// Actions on a whole operation. One proposal names every account that it meets; when another person agrees, each account gets an action of
/// its own, proposed and agreed to by the same two, which ends like any other. A crash leaves nothing half: whoever looks next takes what
/// is missing. A proposal that nobody agreed to in time lapses.
/// </summary>
internal sealed class OperationService(OperationStore store, NetworkGenerations generations, ActionService actions,
    SubjectStreamStore streams, NetworkMerges merges, AuditIntake intake, TimeProvider time, ILogger<OperationService> log)
{
    /// <summary>The members of a cluster of the run in force, as a proposal weighs them; null where it has none.</summary>
    public static IReadOnlyList<OperationMember>? MembersOf(CurrentNetwork current, string cluster)
    {
        // A cluster is called after its first member.
        return current.FindKey(cluster) is { } first && current.Run.Clusters[first] == first && current.MembersOf(first).Count > 1
            ? MembersOf(current, first) : null;
    }

    /// <summary>The members of a cluster of the run in force, as a proposal weighs them.</summary>
    public static IReadOnlyList<OperationMember> MembersOf(CurrentNetwork current, int cluster)
    {
        var strongest = NetworkReader.StrongestOf(current, cluster);
        return [.. current.MembersOf(cluster).Select(member => strongest.GetValueOrDefault(member) is { } pair
            ? new OperationMember(current.AccountOf(member), pair.Tier, pair.Confirmed)
            : new OperationMember(current.AccountOf(member), PairTier.None, false))];
    }

    /// <summary>Proposes an action on a cluster.</summary>
    public async Task<(OperationRow? Row, Refusal? Refusal)> ProposeAsync(OperationWish wish, Officer officer,
        CancellationToken cancellation)
    {
        var id = "op_" + CommandKey.Hash($"{officer.Id}\n{wish.Once}")[..24];
        if ((await store.FindAsync(id, cancellation)).Row is { } before)
        {
            return OperationStore.IsOf(before, wish) ? (before, null)
                : (null, new Refusal(RefusalCode.AlreadyExists, "Something else was proposed under this key."));
        }

        if (await generations.FindAsync(cancellation) is not { } current || MembersOf(current, wish.Cluster) is not { } members)
        {
            return (null, new Refusal(RefusalCode.NotFound, "The run in force has no such cluster."));
        }

        if (wish.Except.Except(members.Select(member => member.Account)).Order().Select(one => (SubjectRef?)one).FirstOrDefault()
            is { } stranger)
        {
            return (null, new Refusal(RefusalCode.BadParameters, $"{stranger} is to be left out, and is not in the cluster.")
            { Field = "$.except", Value = stranger.ToString() });
        }

        var reach = OperationDecider.Reach(members, wish.Except, wish.Rung);
        var now = time.GetUtcNow();
        if ((OperationRules.Problem(wish, reach, officer, now) ?? await merges.ProblemAsync(reach, cancellation)) is { } refusal)
        {
            return (null, refusal);
        }

        var row = new OperationRow(id, wish.Cluster, current.About.Number,
            [.. reach.Met.Select(account => account.Id)], reach.LeftOut.ToDictionary(one => one.Key.Id, one => one.Value), (int)wish.Rung,
            wish.Days, wish.Ground, wish.Clause, wish.Facts, wish.Text, officer.Id.Value,
            officer.Role.ToString(), officer.Behind.IsDefaultOrEmpty ? [] : [.. officer.Behind.Select(one => one.Value)], now,
            OperationStatus.Proposed, null, null, null, []);
        row = OperationStore.Salted(row, wish);
        return await store.SaveAsync(row, null, officer.Id.Value, cancellation) ? (row, null)
            : (null, new Refusal(RefusalCode.AlreadyExists, "Proposed already."));
    }

    /// <summary>Agrees to a proposal, and takes the actions.</summary>
    public async Task<(OperationRow? Row, Refusal? Refusal)> SecondAsync(string id, Officer officer, CancellationToken cancellation)
    {
        var (row, etag) = await store.FindAsync(id, cancellation);
        if (row is null)
        {
            return (null, new Refusal(RefusalCode.NotFound, "No proposal has this id."));
        }

        if (OperationDecider.Second(row.Status, OfficerId.Parse(row.Maker), [.. row.Behind.Select(OfficerId.Parse)], row.At, officer,
            time.GetUtcNow()) is { } refusal)
        {
            await (refusal.IsDenial ? intake.RecordAsync(officer.Id.Value, "operation.refused", id, cancellation) : Task.CompletedTask);
            return (row, refusal);
        }

        if (row.ErasedAt is not null)
        {
            return (row, new Refusal(RefusalCode.ErasedSubject,
                "One of the accounts was erased, and the reasons with it. Propose it again for the others."));
        }

        if (await generations.FindAsync(cancellation) is not { } current)
        {
            return (row, new Refusal(RefusalCode.StaleVersion, "No run is in force just now. Try again in a minute."));
        }

        // What was proposed rests on a run that may be days old: whoever is linked no more is left out, and nobody is added.
        var reach = OperationRules.Narrow(row, current);
        if (reach.Met.IsEmpty)
        {
            return (row, new Refusal(RefusalCode.BadParameters, "No account is affected any more: the last run links none of them."));
        }

        var without = reach.LeftOut.SetItems(row.LeftOut.Select(one => KeyValuePair.Create(SubjectRef.Account(one.Key), one.Value)));
        if (await merges.ProblemAsync(reach with { LeftOut = without }, cancellation) is { } merged)
        {
            return (row, merged);
        }

        var leftOut = new Dictionary<string, string>(row.LeftOut, StringComparer.Ordinal);
        foreach (var (account, why) in reach.LeftOut)
        {
            leftOut[account.Id] = why;
        }

        var agreed = row with
        {
            Met = [.. reach.Met.Select(account => account.Id)],
            LeftOut = leftOut,
            Generation = current.About.Number,
            ByBehind = officer.Behind.IsDefaultOrEmpty ? [] : [.. officer.Behind.Select(one => one.Value)],
            Status = OperationStatus.Agreed,
            By = officer.Id.Value,
            ByRole = officer.Role.ToString(),
            DecidedAt = time.GetUtcNow(),
        };
        return await store.SaveAsync(agreed, etag, officer.Id.Value, cancellation) ? (await TakeAsync(id, cancellation), null)
            : (row, new Refusal(RefusalCode.StaleVersion, "It changed meanwhile. Read it again."));
    }

    /// <summary>Declines a proposal, or takes it back.</summary>
    public async Task<(OperationRow? Row, Refusal? Refusal)> DeclineAsync(string id, Officer officer, CancellationToken cancellation)
    {
        var (row, etag) = await store.FindAsync(id, cancellation);
        if (row is null)
        {
            return (null, new Refusal(RefusalCode.NotFound, "No proposal has this id."));
        }

        if (OperationDecider.Decline(row.Status, OfficerId.Parse(row.Maker), officer) is { } refusal)
        {
            return (row, refusal);
        }

        var declined = row with { Status = OperationStatus.Declined, By = officer.Id.Value, DecidedAt = time.GetUtcNow() };
        return await store.SaveAsync(declined, etag, officer.Id.Value, cancellation) ? (declined, null)
            : (row, new Refusal(RefusalCode.StaleVersion, "It changed meanwhile. Read it again."));
    }

    /// <summary>Proposals and what came of them, the newest first; all or those of a cluster.</summary>
    public async Task<IReadOnlyList<OperationRow>> AllAsync(string? cluster, CancellationToken cancellation)
        => [.. (await store.AllAsync(cancellation)).Where(one => cluster is null || one.Cluster == cluster)
            .Select(one => OperationDecider.IsLapsed(one.Status, one.At, time.GetUtcNow()) ? one with { Status = OperationStatus.Lapsed }
                : one)];

    /// <summary>Erases the texts of operations that name an erased account.</summary>
    public Task ForgetAsync(IReadOnlySet<string> accounts, CancellationToken cancellation)
        => store.ForgetAsync(accounts, id => TakeAsync(id, cancellation), cancellation);

    /// <summary>Takes what is missing of every operation that two agreed on.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        var all = await AllAsync(null, cancellation);
        foreach (var late in all.Where(one => one.Status == OperationStatus.Lapsed && one.DecidedAt is null))
        {
            await LapseAsync(late.Id, cancellation);
        }

        foreach (var operation in all.Where(one => one.Status == OperationStatus.Agreed))
        {
            try
            {
                await TakeAsync(operation.Id, cancellation);
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(error, "An operation could not be carried out; it is tried again.");
            }
        }
    }

    private async Task LapseAsync(string id, CancellationToken cancellation)
    {
        var (row, etag) = await store.FindAsync(id, cancellation);
        if (row is not null && OperationDecider.IsLapsed(row.Status, row.At, time.GetUtcNow()))
        {
            // Whoever changes it meanwhile comes first; the next look sees what is left to do.
            await store.SaveAsync(row with { Status = OperationStatus.Lapsed, DecidedAt = time.GetUtcNow() }, etag,
                OfficerId.System.Value, cancellation);
        }
    }

    private async Task<OperationRow?> TakeAsync(string id, CancellationToken cancellation)
    {
        var (row, etag) = await store.FindAsync(id, cancellation);
        if (row is not { Status: OperationStatus.Agreed, By: { } by, ByRole: { } role })
        {
            return row;
        }

        var maker = new Officer(OfficerId.Parse(row.Maker), Enum.Parse<OfficerRole>(row.MakerRole))
        { Behind = [.. row.Behind.Select(OfficerId.Parse)] };
        var second = new Officer(OfficerId.Parse(by), Enum.Parse<OfficerRole>(role))
        { Behind = [.. (row.ByBehind ?? []).Select(OfficerId.Parse)] };
        var failed = false;
        var outcomes = new List<OperationOutcome>();
        foreach (var account in row.Met)
        {
            try
            {
                outcomes.Add(await TakeAsync(row, SubjectRef.Account(account), maker, second, cancellation));
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                failed = true;
                log.LogError(error, "An account of an operation could not be acted on; it is tried again.");
            }
        }

        // The others have their actions; the next look takes what is missing.
        if (failed)
        {
            return row;
        }

        var done = row with { Status = OperationStatus.Done, Outcomes = [.. outcomes] };
        return await store.SaveAsync(done, etag, by, cancellation) ? done : (await store.FindAsync(id, cancellation)).Row;
    }

    private async Task<OperationOutcome> TakeAsync(OperationRow row, SubjectRef account, Officer maker, Officer second,
        CancellationToken cancellation)
    {
        var action = OperationRules.ActionOf(row, account, time.GetUtcNow());
        // What a look before this one took stays as it is.
        var known = (await streams.FoldedAsync(account, cancellation)).Actions.Actions.GetValueOrDefault(action.Id);
        if (known?.Action is null)
        {
            var reply = await actions.GiveAsync(account, new ActionCommand.Propose(action) { ByTwo = true }, maker, null, null,
                cancellation);
            if (reply is not ActionReply.Done done)
            {
                return new OperationOutcome(account.Id, null, (reply as ActionReply.Refused)?.Refusal.Text ?? "It could not be taken.");
            }

            known = done.Stream.Actions.Actions[action.Id];
        }

        return known is { DecidedAt: null, Declined: false } && await actions.GiveAsync(account, new ActionCommand.Second(action.Id),
            second, null, null, cancellation) is ActionReply.Refused refused ? new OperationOutcome(account.Id, null, refused.Refusal.Text)
            : new OperationOutcome(account.Id, action.Id, null);
    }
}

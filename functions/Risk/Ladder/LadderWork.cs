using System.Security.Cryptography;
using System.Text;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Signals.Detectors;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Risk.Ladder;

/// <summary>
/// Lets the ladder act on what was observed: each subject of which something new was seen is scored by its own signals, and what a machine
/// may decide is taken on it alone, never on what contains it. Every step is done again without harm: the same evidence gives the same id
/// of the action.
/// </summary>
internal sealed class LadderWork(LadderRows rows, LadderService ladder, RiskService risk, SubjectStreamStore streams,
    EnforcementIndex index, ActionService actions, EnforcementOptions options, RowSeal seal, TimeProvider time, ILogger<LadderWork> log)
{
    private static readonly TimeSpan HeldEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    private DateTimeOffset _heldLooked = DateTimeOffset.MinValue;
    private readonly byte[] _key = seal.Secret.KeyFor("ladder") ?? RandomNumberGenerator.GetBytes(32);

    /// <summary>Looks at everybody who is due; how many actions were taken.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var (taken, now) = (0, time.GetUtcNow());
        var held = now - _heldLooked >= HeldEvery;
        _heldLooked = held ? now : _heldLooked;
        foreach (var (due, row) in await rows.DueAsync(now, held, cancellation))
        {
            try
            {
                taken += await LookAsync(due, cancellation);
                await rows.DoneAsync(row, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException && !StoreFailure.Is(error))
            {
                // One subject that cannot be read holds up nobody else; it is looked at again later.
                log.LogError(error, "The ladder could not look at a subject; it is tried again.");
                await rows.PostponeAsync(row, due, now + AgainAfter, cancellation);
            }
        }

        return taken;
    }

    private async Task<int> LookAsync(LadderDue due, CancellationToken cancellation)
    {
        var (stream, now, taken) = (await streams.FoldedAsync(due.Subject, cancellation), time.GetUtcNow(), 0);
        var target = stream.Subject.MergedInto is { } into ? await streams.FoldedAsync(into, cancellation) : stream;
        if (target.Subject is not { IsKnown: true, ErasedAt: null, MergedInto: null } || stream.Subject.ErasedAt is not null
            || options.Protected.Contains(target.Subject.Ref.ToString()))
        {
            return 0;
        }

        await EndMetAsync(stream, target, now, cancellation);
        RiskHarm[] harms = due.Harm is { } one ? [one] : Enum.GetValues<RiskHarm>();
        foreach (var (harm, scored, step) in await ProposeAsync(stream, target, harms, now, cancellation))
        {
            if (step is null)
            {
                continue;
            }

            if (due.Harm is null && LadderStep.Reveals(harm))
            {
                var draw = HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{due.Subject}\n{harm}\n{step.Signal.Id}"));
                await rows.HoldAsync(new LadderDue(due.Subject, harm, now + LadderStep.DelayOf(draw)), cancellation);
                continue;
            }

            taken += await TakeAsync(target, harm, scored, step, now, cancellation) ? 1 : 0;
        }

        return taken;
    }

    /// <summary>What the ladder would take on a subject for each harm; null where nothing, also where it holds already. The subject is
    /// scored once, and again only for a harm of which a person settled what was known.</summary>
    public async Task<IReadOnlyList<(RiskHarm Harm, ScoredSubject Scored, LadderStep? Step)>> ProposeAsync(SubjectStream stream,
        SubjectStream target, RiskHarm[] harms, DateTimeOffset now, CancellationToken cancellation, RiskModelVersion? model = null)
    {
        var proposed = new List<(RiskHarm, ScoredSubject, LadderStep?)>(harms.Length);
        var (whole, points) = ((ScoredSubject?)null, target.Actions.PointsAt(now));
        foreach (var harm in harms)
        {
            var scored = LadderStep.ClearedAt(target.Actions, harm) is { } cleared
                ? await risk.AssessAloneAsync(stream, now, cleared, cancellation, model)
                : whole ??= await risk.AssessAloneAsync(stream, now, null, cancellation, model);
            proposed.Add((harm, scored, StepOf(scored, target, harm, points, now)));
        }

        return proposed;
    }

    private static LadderStep? StepOf(ScoredSubject scored, SubjectStream target, RiskHarm harm, int points, DateTimeOffset now)
    {
        var judged = scored.Assessment.Of(harm);
        var step = LadderStep.Of(harm, judged.Band, points, RiskProof.Speaking(scored, judged), LadderPolicy.Current);
        var holds = step is null || target.Actions.Actions.Values.Any(state => LadderStep.IsOf(state, harm) && state.HoldsAt(now)
            && state.Action!.Measure.Rung >= step.Row.Rung);
        var met = step is { Row.Rung: Rung.Challenge } && RiskProof.IsMet(new ScoredRequest([scored]), scored, judged);
        return holds || met ? null : step;
    }

    /// <summary>Ends the challenges that the ladder itself laid on a subject and that a proof of identity met since. What people decided
    /// is theirs to end.</summary>
    private async Task EndMetAsync(SubjectStream stream, SubjectStream target, DateTimeOffset now, CancellationToken cancellation)
    {
        var passes = stream.Signals.Standing.Where(signal => signal.Type == DetectorCatalogue.Verified
            && stream.Proofs.Counts(stream.Subject.Ref, signal)).Select(signal => signal.ObservedAt).ToList();
        foreach (var state in passes.Count == 0 ? [] : target.Actions.Actions.Values.Where(state => state.HoldsAt(now)
            && state is { Action: { Origin: ActionOrigin.Automatic, Measure: { Rung: Rung.Challenge, Freeze: false } } action }
            && Enum.GetValues<RiskHarm>().Any(harm => LadderStep.IsOf(state, harm)) && passes.Exists(at => at > action.From)).ToList())
        {
            await actions.GiveAsync(target.Subject.Ref, new ActionCommand.End(state.Id, EndReason.Met, null,
                "An identity was proved since."), Officer.Service, null, null, cancellation);
        }
    }

    private async Task<bool> TakeAsync(SubjectStream target, RiskHarm harm, ScoredSubject scored, LadderStep step, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var subject = target.Subject.Ref;
        var evidence = string.Join('\n', RiskProof.Speaking(scored, scored.Assessment.Of(harm)).Select(one => one.Id)
            .Order(StringComparer.Ordinal));
        var id = ActionIds.Of(subject, SubjectItemIds.DigitsOf($"ladder\n{harm}\n{step.Row.Rung}\n{evidence}"));
        if (target.Actions.Actions.ContainsKey(id))
        {
            return false; // Taken on this evidence before, whatever became of it.
        }

        var inside = subject.Kind == SubjectKind.Account ? await index.EndUsersAsync(subject, cancellation) : 0;
        if (!await ladder.PermitAsync(new LadderWish(subject, id, step.Signal.Ground, 1 + inside), cancellation))
        {
            return false;
        }

        var facts = CommandKey.Hash($"{scored.Assessment.ModelHash}\n{harm}\n{scored.Assessment.Of(harm).Milli}\n{evidence}");
        var action = step.Action(id, subject, now, LadderPolicy.Current.Version, harm, facts);
        return await actions.GiveAsync(subject, new ActionCommand.Propose(action), Officer.Service, null, null, cancellation)
            is ActionReply.Done;
    }
}

/// <summary>Lets the ladder act, some seconds after something was observed. Runs in every mode that serves.</summary>
internal sealed class LadderLoop(LadderWork work, TimeProvider time, ILogger<LadderLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "A round of the ladder failed; the next one goes on.");
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}

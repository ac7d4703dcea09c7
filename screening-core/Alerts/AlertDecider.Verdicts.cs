using System.Collections.Immutable;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Alerts.AlertCommand;

namespace Compliance.ScreeningCore.Alerts;

/// <content>Verdicts: recording, confirming, sending back, undoing, reopening.</content>
public static partial class AlertDecider
{
    private static AlertDecision DecideDisposition(Alert alert, RecordDisposition command, CommandContext context)
    {
        var states = Select(alert, command.Keys, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (states.FirstOrDefault(state => state.Verdict is not null) is { } decided)
        {
            return Refuse(RefusalKind.AlreadyDecided, $"{decided.Finding.Key} has a verdict of {decided.Verdict!.By} already.");
        }

        if (ReviewReason.Find(command.Reason) is not { } reason
            || states.Any(state => !reason.Supports(command.Disposition, state.Finding)))
        {
            return Refuse(RefusalKind.ReasonMissing, $"Choose a reason that supports {command.Disposition}; '{command.Reason}' does not.");
        }

        var goodGuy = command.GoodGuyUntil is not null;
        if (goodGuy && GoodGuyRefusal(alert, command, states, context) is { } notPossible)
        {
            return notPossible;
        }

        var needsApproval =
            context.Policy.NeedsSecondPerson(command.Disposition, states.Select(state => state.Finding), goodGuy, context.Officer);
        return WithWords(command.Text, context, text => WithClaim(alert, context, () => Accept(new DispositionRecorded(
            context.Officer.Id, context.Now, command.Keys, command.Disposition, reason.Code, text, needsApproval, command.GoodGuyUntil))));
    }

    private static AlertDecision? GoodGuyRefusal(Alert alert, RecordDisposition command, ImmutableArray<FindingState> states,
        CommandContext context)
    {
        var why = command.Disposition != Disposition.FalsePositive ? "only a false positive can become a good-guy entry"
            : alert.SubjectId is null ? "the screening named no subject id to remember"
            : states.Any(state =>
                state.Finding is not { IsHit: true, Role: "subject", SubjectFingerprint: not null, PartyFingerprint: not null })
                ? "only hits on the subject itself can be remembered"
            : !context.Officer.May(ReviewPermission.ManageGoodGuys) ? "an analyst or an approver proposes it"
            : command.GoodGuyUntil <= context.Now || command.GoodGuyUntil - context.Now > context.Policy.LongestGoodGuy
                ? $"it lapses in the future and within {context.Policy.LongestGoodGuy.TotalDays:0} days"
            : null;
        return why is null ? null : Refuse(RefusalKind.GoodGuyNotPossible, $"A good-guy entry is not possible: {why}.");
    }

    private static AlertDecision DecideApproval(Alert alert, Approve command, CommandContext context)
    {
        var states = SelectProposals(alert, command.Keys, context, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        var events = ImmutableArray.CreateBuilder<AlertEvent>();
        events.Add(new DispositionApproved(context.Officer.Id, context.Now, command.Keys, command.Text?.Trim() ?? ""));
        events.AddRange(states.Where(state => state.Verdict!.GoodGuyUntil is not null).Select(state => new GoodGuyCreated(
            context.Officer.Id,
            context.Now,
            state.Finding.Key,
            new GoodGuyEntry(alert.SubjectId!, state.Finding.Entry, state.Finding.SubjectFingerprint!, state.Finding.PartyFingerprint!,
                state.Verdict!.GoodGuyUntil!.Value),
            state.Verdict.By,
            state.Verdict.Reason)));
        return new AlertDecision.Accepted(events.ToImmutable());
    }

    private static AlertDecision DecideRejection(Alert alert, Reject command, CommandContext context)
    {
        _ = SelectProposals(alert, command.Keys, context, out var refusal);
        return refusal ?? WithWords(command.Text, context,
            text => Accept(new DispositionRejected(context.Officer.Id, context.Now, command.Keys, text)));
    }

    private static AlertDecision DecideUndo(Alert alert, Undo command, CommandContext context)
    {
        var states = Select(alert, command.Keys, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        bool InWindow(FindingState state) => context.Now < state.Verdict!.FinalSince + context.Policy.UndoFor;
        var me = context.Officer.Id;
        if (states.All(state => state.Verdict is { ApprovedBy: { } approver } && approver == me && InWindow(state)))
        {
            var revoked = states.Where(HasGoodGuy).Select(state => new GoodGuyRevoked(me, context.Now, state.Finding.Key));
            return new AlertDecision.Accepted([new DispositionUndone(me, context.Now, command.Keys, ApprovalOnly: true), .. revoked]);
        }

        // A proposal that still waits may be withdrawn by its author at any time; a verdict that counts only within the window.
        return states.All(state => state.Verdict is { ApprovedBy: null } verdict && verdict.By == me
            && (!verdict.IsFinal || InWindow(state)))
            ? Accept(new DispositionUndone(me, context.Now, command.Keys, ApprovalOnly: false))
            : Refuse(RefusalKind.UndoNotPossible,
                $"Only one's own verdict or approval can be undone, within {context.Policy.UndoFor.TotalSeconds:0} seconds. Reopen it "
                    + $"with a reason instead.");
    }

    private static AlertDecision DecideReopening(Alert alert, Reopen command, CommandContext context)
    {
        var states = Select(alert, command.Keys, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!context.Officer.TakesEscalations)
        {
            return Refuse(RefusalKind.NotPermitted, "An analyst or an approver opens sealed verdicts again.");
        }

        if (states.FirstOrDefault(state => !state.IsFinal || context.Now < state.Verdict!.FinalSince + context.Policy.UndoFor) is { } open)
        {
            return Refuse(RefusalKind.NotSealed, $"{open.Finding.Key} has no sealed verdict to open again.");
        }

        return WithWords(command.Text, context, text => new AlertDecision.Accepted(
        [
            new FindingsReopened(context.Officer.Id, context.Now, command.Keys, text),
            .. states.Where(HasGoodGuy).Select(state => new GoodGuyRevoked(context.Officer.Id, context.Now, state.Finding.Key)),
        ]));
    }

    private static AlertDecision DecideReopeningForLists(Alert alert, ReopenForLists command, CommandContext context)
    {
        if (context.Officer.Role != OfficerRole.System)
        {
            return Refuse(RefusalKind.NotPermitted, "Only a change of the lists opens verdicts so; reopen them with a reason.");
        }

        var states = Select(alert, command.Keys, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        ImmutableArray<FindingState> standing = [.. states.Where(state => state.IsFinal)];
        return standing.IsEmpty
            ? Accept()
            : new AlertDecision.Accepted(
            [
                new FindingsReopened(context.Officer.Id, context.Now, [.. standing.Select(state => state.Finding.Key)], command.Text),
                .. standing.Where(HasGoodGuy).Select(state => new GoodGuyRevoked(context.Officer.Id, context.Now, state.Finding.Key)),
            ]);
    }

    private static ImmutableArray<FindingState> SelectProposals(Alert alert, ImmutableArray<string> keys, CommandContext context,
        out AlertDecision? refusal)
    {
        var states = Select(alert, keys, out refusal);
        if (refusal is not null)
        {
            return [];
        }

        if (!context.Officer.May(ReviewPermission.ApproveVerdicts))
        {
            refusal = Refuse(RefusalKind.NotPermitted, $"An approver confirms or sends back; the role here is {context.Officer.Role}.");
        }
        else if (states.FirstOrDefault(state => !state.AwaitsApproval) is { } other)
        {
            refusal = Refuse(RefusalKind.NotAwaitingApproval, $"{other.Finding.Key} has no verdict that waits for a second person.");
        }
        else if (states.Any(state => state.Verdict!.By == context.Officer.Id))
        {
            refusal = Refuse(RefusalKind.SelfApproval,
                "You proposed this verdict: a second person must confirm it or send it back. Its author may withdraw it.");
        }

        return states;
    }

    private static ImmutableArray<FindingState> Select(Alert alert, ImmutableArray<string> keys, out AlertDecision? refusal)
    {
        refusal = null;
        if (keys.IsDefaultOrEmpty)
        {
            refusal = Refuse(RefusalKind.NoFinding, "Name the finding.");
            return [];
        }

        if (keys.FirstOrDefault(key => alert.Find(key) is null) is { } unknown)
        {
            refusal = Refuse(RefusalKind.UnknownFinding, $"The alert has no finding '{unknown}'.");
            return [];
        }

        return [.. keys.Distinct().Select(key => alert.Find(key)!)];
    }
}

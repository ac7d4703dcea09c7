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
            context.Policy.NeedsSecondPerson(command.Disposition, states, goodGuy, context.Officer);
        if (needsApproval && context.Officer.IsNobodyKnown)
        {
            return NobodyKnown();
        }

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

        var reopened = states.Where(state => state.Reopening is not null).ToImmutableArray();
        ImmutableArray<string> keys = [.. states.Where(state => state.Reopening is null).Select(state => state.Finding.Key)];
        var events = ImmutableArray.CreateBuilder<AlertEvent>();
        if (!keys.IsEmpty)
        {
            events.Add(new DispositionApproved(context.Officer.Id, context.Now, keys, command.Text?.Trim() ?? ""));
        }

        events.AddRange(states.Where(state => state is { Reopening: null, Verdict.GoodGuyUntil: not null })
            .Select(state => new GoodGuyCreated(
            context.Officer.Id,
            context.Now,
            state.Finding.Key,
            new GoodGuyEntry(alert.SubjectId!, state.Finding.Entry, state.Finding.SubjectFingerprint!, state.Finding.PartyFingerprint!,
                state.Verdict!.GoodGuyUntil!.Value),
            state.Verdict.By,
            state.Verdict.Reason)));
        events.AddRange(Reopen(reopened, reopened.Select(state => state.Reopening!.Text).FirstOrDefault() ?? "", context));
        return new AlertDecision.Accepted(events.ToImmutable());
    }

    private static AlertDecision DecideRejection(Alert alert, Reject command, CommandContext context)
    {
        var states = SelectProposals(alert, command.Keys, context, out var refusal);
        return refusal ?? WithWords(command.Text, context, text => new AlertDecision.Accepted(
        [
            .. KeysOf(states, reopening: false) is { IsEmpty: false } verdicts
                ? [new DispositionRejected(context.Officer.Id, context.Now, verdicts, text)] : ImmutableArray<AlertEvent>.Empty,
            .. KeysOf(states, reopening: true) is { IsEmpty: false } requests
                ? [new ReopeningEnded(context.Officer.Id, context.Now, requests, text)] : ImmutableArray<AlertEvent>.Empty,
        ]));
    }

    private static ImmutableArray<string> KeysOf(IEnumerable<FindingState> states, bool reopening)
        => [.. states.Where(state => state.Reopening is not null == reopening).Select(state => state.Finding.Key)];

    private static AlertDecision DecideUndo(Alert alert, Undo command, CommandContext context)
    {
        var states = Select(alert, command.Keys, out var refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        bool InWindow(FindingState state) => context.Now < state.Verdict!.FinalSince + context.Policy.UndoFor;
        var me = context.Officer.Id;
        if (states.All(state => state.Reopening is { } request && request.By == me))
        {
            return Accept(new ReopeningEnded(me, context.Now, command.Keys, ""));
        }

        if (states.All(state => state is { Reopening: null, Verdict.ApprovedBy: { } approver } && approver == me && InWindow(state)))
        {
            var revoked = states.Where(HasGoodGuy).Select(state => new GoodGuyRevoked(me, context.Now, state.Finding.Key));
            return new AlertDecision.Accepted([new DispositionUndone(me, context.Now, command.Keys, ApprovalOnly: true), .. revoked]);
        }

        // A proposal that still waits may be withdrawn by its author at any time; a verdict that counts only within the window.
        return states.All(state => state is { Reopening: null, Verdict: { ApprovedBy: null } verdict } && verdict.By == me
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

        return states.Any(state => state.IsConfirmedByTwo) ? DecideReopeningByTwo(states, command, context)
            : WithWords(command.Text, context, text => new AlertDecision.Accepted(Reopen(states, text, context)));
    }

    /// <summary>What two people confirmed, two open again: the first asks, another one, an approver, agrees.</summary>
    private static AlertDecision DecideReopeningByTwo(ImmutableArray<FindingState> states, Reopen command, CommandContext context)
    {
        if (context.Officer.IsNobodyKnown)
        {
            return NobodyKnown();
        }

        ImmutableArray<FindingState> asked = [.. states.Where(state => state.Reopening is not null)];
        if (asked.Length < states.Length)
        {
            ImmutableArray<string> keys = [.. states.Except(asked).Select(state => state.Finding.Key)];
            return WithWords(command.Text, context,
                text => Accept(new ReopeningProposed(context.Officer.Id, context.Now, keys, text)));
        }

        return states.Any(state => context.Officer.MayBe(state.Reopening!.By, state.Reopening.Behind))
            ? Refuse(RefusalKind.SelfApproval, "You asked to open this again: a second person must agree.")
            : !context.Officer.May(ReviewPermission.ApproveVerdicts)
                ? Refuse(RefusalKind.NotPermitted, $"An approver agrees to open it again; the role here is {context.Officer.Role}.")
            : WithWords(command.Text, context, text => new AlertDecision.Accepted(Reopen(states, text, context)));
    }

    private static ImmutableArray<AlertEvent> Reopen(ImmutableArray<FindingState> states, string text, CommandContext context)
        => states.IsEmpty ? [] :
        [
            new FindingsReopened(context.Officer.Id, context.Now, [.. states.Select(state => state.Finding.Key)], text),
            .. states.Where(HasGoodGuy).Select(state => new GoodGuyRevoked(context.Officer.Id, context.Now, state.Finding.Key)),
        ];

    private static AlertDecision NobodyKnown() => Refuse(RefusalKind.NotPermitted,
        "This needs two people, and nobody knows who holds this key: whoever confirmed it could be the same person. Name its holder.");

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
            : new AlertDecision.Accepted(Reopen(standing, command.Text, context));
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
        else if (states.Any(state => state.Reopening is { } request
            ? context.Officer.MayBe(request.By, request.Behind) : context.Officer.MayBe(state.Verdict!.By, state.Verdict.Behind)))
        {
            refusal = Refuse(RefusalKind.SelfApproval, states.All(state => state.Verdict!.By.IsMachine
                && state.Verdict.Behind.IsDefaultOrEmpty)
                ? "A key proposed this verdict and nobody knows who holds it: it could be you. It is proposed anew by a person."
                : "You proposed this verdict: a second person must confirm it or send it back. Its author may withdraw it.");
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

using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Enforcement.ActionEvent>;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Ends of actions, and strikes. Every end names one action: overlapping actions cannot undo one another.</summary>
public static partial class ActionDecider
{
    private static Result DecideEnd(SubjectActions state, End end, ActionContext context)
    {
        if (end.Reason is EndReason.Overturned or EndReason.Varied && !context.ThroughAppeal)
        {
            return Result.Refuse(RefusalCode.NotPermitted,
                "An action is overturned by deciding the appeal against it, and by nothing else.");
        }

        if (Standing(state, end.Action, context, out var action) is { } refusal)
        {
            return new Result.Refused(refusal);
        }

        if (end.Until is { } until && (until <= context.Now || action!.EndsAt <= until))
        {
            return Result.Refuse(RefusalCode.BadMoment, "An end that is brought forward lies ahead, and before the present end.");
        }

        if (CommandTexts.Refusal(end.Text) is { } words)
        {
            return Result.Refuse(words);
        }

        if (context.Officer.Role == OfficerRole.System)
        {
            return MachineEnd(action!, end, context);
        }

        if (end.Reason == EndReason.Overturned && context.Officer.IsNobodyKnown)
        {
            return NobodyKnown();
        }

        if (end.Reason == EndReason.Overturned && action!.WasBy(context.Officer))
        {
            return Result.Refuse(RefusalCode.SamePerson, "Who proposed or decided an action does not decide the appeal against it.");
        }

        if (!TwoMustEnd(action!) && action!.Action!.Measure.Rung > context.Policy.Authority(context.Officer.Role))
        {
            return Result.Refuse(RefusalCode.RungAboveAuthority, $"The role {context.Officer.Role} does not end an action of this rung.");
        }

        return TwoMustEnd(action!) && context.Officer.IsNobodyKnown ? NobodyKnown()
            : TwoMustEnd(action!)
            ? Result.Happened(new EndProposed(context.Officer.Id, context.Now, end.Action, end.Reason, end.Until, end.Text))
            : Result.Happened(new ActionEnded(context.Officer.Id, context.Now, end.Action, end.Reason, end.Until ?? context.Now,
                context.Officer.Id, end.Text));
    }

    private static Result DecideSecondEnd(SubjectActions state, string id, ActionContext context)
    {
        if (Standing(state, id, context, out var action) is { } refusal)
        {
            return new Result.Refused(refusal);
        }

        if (action!.AwaitedEnd is not { } awaited)
        {
            return Result.Refuse(RefusalCode.NotAwaitingSecond, "No end of this action waits for a second person.");
        }

        if (Seconding(awaited.By, awaited.Behind, context) is { } notSecond)
        {
            return new Result.Refused(notSecond);
        }

        return awaited.Reason == EndReason.Overturned && action.WasBy(context.Officer)
            ? Result.Refuse(RefusalCode.SamePerson, "Who proposed or decided an action does not decide the appeal against it.")
            : Result.Happened(new ActionEnded(context.Officer.Id, context.Now, id, awaited.Reason,
                awaited.Until > context.Now ? awaited.Until.Value : context.Now, awaited.By, awaited.Text));
    }

    private static Result DecideDeclineEnd(SubjectActions state, DeclineEnd decline, ActionContext context)
        => state.Actions.GetValueOrDefault(decline.Action)?.AwaitedEnd is not { } awaited
            ? Result.Refuse(RefusalCode.NotAwaitingSecond, "No end of this action waits for a second person.")
            : awaited.By != context.Officer.Id && !LadderPolicy.MaySecond(context.Officer.Role)
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver declines a proposal, or its maker takes it back.")
            : CommandTexts.Refusal(decline.Text) is { } words ? Result.Refuse(words)
            : Result.Happened(new EndDeclined(context.Officer.Id, context.Now, decline.Action, decline.Text));

    /// <summary>True where ending it takes two: two decided it, or the law demands it.</summary>
    private static bool TwoMustEnd(ActionState action) => action.TwoDecided || action.Action!.Measure.Freeze;

    private static Result MachineEnd(ActionState action, End end, ActionContext context)
        => TwoMustEnd(action) || action.DecidedBy != OfficerId.System
            ? Result.Refuse(RefusalCode.NeedsSecondPerson, "A machine ends only what it decided itself, and never what the law froze.")
            : Result.Happened(new ActionEnded(OfficerId.System, context.Now, end.Action, end.Reason, end.Until ?? context.Now,
                OfficerId.System, end.Text));

    private static Result DecideEndWithAlert(SubjectActions state, EndWithAlert end, ActionContext context)
    {
        if (Standing(state, end.Action, context, out var action) is { } refusal)
        {
            return new Result.Refused(refusal);
        }

        if (context.Officer.Role != OfficerRole.System || action!.DecidedBy != OfficerId.System
            || action.Action is not { Origin: ActionOrigin.Law, Measure.Freeze: true })
        {
            return Result.Refuse(RefusalCode.NotPermitted, "Only a freeze that a list demanded ends with its alert.");
        }

        var text = EndWithAlert.TextOf(end.Alert);
        return end.Checker is not { } checker || checker == end.Maker
            ? action.AwaitedEnd is not null ? Result.Happened()
                : Result.Happened(new EndProposed(end.Maker, context.Now, end.Action, EndReason.ByLaw, null, text)
                { Behind = end.MakerBehind })
            : Result.Happened(new ActionEnded(checker, context.Now, end.Action, EndReason.ByLaw, context.Now, end.Maker, text));
    }

    private static Refusal? Standing(SubjectActions state, string id, ActionContext context, out ActionState? action)
    {
        action = state.Actions.GetValueOrDefault(id);
        return action?.DecidedAt is null ? new Refusal(RefusalCode.NotFound, "There is no such action, or it was not decided yet.")
            : action.EndsAt <= context.Now ? new Refusal(RefusalCode.AlreadyEnded, "The action has ended.")
            : context.LegalHold ? new Refusal(RefusalCode.LegalHold, "A legal hold stands on the subject: nothing is ended.")
            : null;
    }

    private static Result DecideStrike(SubjectActions state, Strike strike, ActionContext context)
        => state.Strikes.TryGetValue(strike.Id, out var before)
            ? before == strike ? Result.Happened()
                : Result.Refuse(RefusalCode.AlreadyExists, "A strike of this id is there already, with other content.")
            : strike.Points is < 1 or > 100 ? Result.Refuse(RefusalCode.BadParameters, "A strike has 1 to 100 points.")
            : strike.Until <= strike.From || strike.Until <= context.Now || strike.From > context.Now + Moments.Ahead
                ? Result.Refuse(RefusalCode.BadMoment, "A strike begins by now and ends later.")
            : CommandTexts.Refusal(strike.Clause, "$.clause", "The clause", 200) is { } words ? Result.Refuse(words)
            : ActionRules.Unavailable(context) is { } refusal ? new Result.Refused(refusal)
            : Result.Happened(new StrikeGiven(context.Officer.Id, context.Now, strike));

    private static Result DecideVoid(SubjectActions state, VoidStrike strike, ActionContext context)
        => !state.Strikes.ContainsKey(strike.Strike) ? Result.Refuse(RefusalCode.NotFound, "There is no such strike.")
            : state.Voids.ContainsKey(strike.Strike) ? Result.Happened()
            : context.Officer.Role == OfficerRole.System ? Result.Refuse(RefusalCode.NotPermitted, "A person voids a strike.")
            : CommandTexts.Refusal(strike.Text) is { } words ? Result.Refuse(words)
            : Result.Happened(new StrikeVoided(context.Officer.Id, context.Now, strike.Strike, strike.Text));
}

using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Appeals.AppealBatch>;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>Outcomes: what follows from one is in its batch. What two decided, two undo, and neither of them decided it.</summary>
public static partial class AppealDecider
{
    private static Result DecideRuling(AppealState state, AppealRuling ruling, AppealContext context)
    {
        if (string.IsNullOrWhiteSpace(ruling.Reasons))
        {
            return Refuse(RefusalCode.NoReasons, "An appeal is decided with reasons.");
        }

        if ((CommandTexts.Problem(ruling.Reasons) ?? Problem(state, ruling, context)) is { } problem)
        {
            return Refuse(RefusalCode.BadParameters, problem);
        }

        var action = context.Actions.Actions[state.Appeal.Action];
        var undoes = ruling.Outcome is AppealOutcome.Overturned or AppealOutcome.Varied;
        var two = context.UnknownParticipant || (undoes && (action.TwoDecided || action.Action!.Measure.Freeze));
        if (!two && action.Action!.Measure.Rung > context.Policy.Authority(context.Officer.Role))
        {
            return Refuse(RefusalCode.RungAboveAuthority, $"The role {context.Officer.Role} decides no appeal against this rung.");
        }

        return !two ? Rule(state, ruling, context.Officer.Id, context)
            : undoes && context.LegalHold ? Refuse(RefusalCode.LegalHold, "A legal hold stands on the subject: nothing is ended.")
            : Happened(new RulingProposed(context.Officer.Id, context.Now, state.Appeal.Id, ruling, context.Siblings));
    }

    private static string? Problem(AppealState state, AppealRuling ruling, AppealContext context)
    {
        var action = context.Actions.Actions[state.Appeal.Action].Action!;
        var undoes = ruling.Outcome is AppealOutcome.Overturned or AppealOutcome.Varied;
        return !Enum.IsDefined(ruling.Outcome) ? "There is no such outcome."
            : undoes && (ruling.Defect is not { } defect || !Enum.IsDefined(defect))
                ? "Say what was at fault: rule, threshold, list, model, training, gap or new facts."
            : ruling.Outcome != AppealOutcome.Varied ? ruling.Milder is null && ruling.Until is null ? null
                : "Only a milder decision names a measure or an end."
            : ruling.Milder is null && ruling.Until is null ? "Say what the milder measure is, or when it ends."
            : ruling.Milder is { } milder
                && (milder.Freeze || milder.Rung >= (action.Measure.Freeze ? Rung.Terminate : action.Measure.Rung))
                ? "The measure is not milder."
            : null;
    }

    private static Result DecideSecond(AppealState state, AppealContext context) => state.Proposed is not { } proposed
            ? Refuse(RefusalCode.NotAwaitingSecond, "No outcome of this appeal waits for a second person.")
        : TookPart(context.Officer, context) || context.Participants.Contains(proposed.By) ? Partial() // They may have acted since.
        : proposed.By == context.Officer.Id ? Refuse(RefusalCode.SamePerson, "Who proposed an outcome does not agree with it.")
        : !LadderPolicy.MaySecond(context.Officer.Role) ? Refuse(RefusalCode.NotPermitted, "The second person is an approver.")
        : Rule(state, proposed.Ruling, proposed.By, context with
        {
            Siblings = [.. proposed.Siblings.Union(context.Siblings).Order(StringComparer.Ordinal)],
        });

    private static Result DecideDecline(AppealState state, string text, AppealContext context) => state.Proposed is not { } proposed
            ? Refuse(RefusalCode.NotAwaitingSecond, "No outcome of this appeal waits for a second person.")
        : TookPart(context.Officer, context) ? Partial()
        : proposed.By != context.Officer.Id && !LadderPolicy.MaySecond(context.Officer.Role)
            ? Refuse(RefusalCode.NotPermitted, "An approver declines an outcome, or its maker takes it back.")
        : WithReasons(text, () => Happened(new RulingDeclined(context.Officer.Id, context.Now, state.Appeal.Id, text)));

    /// <summary>The outcome with all that follows from it.</summary>
    private static Result Rule(AppealState state, AppealRuling ruling, OfficerId maker, AppealContext context)
    {
        var happened = new List<ActionEvent>();
        if (ruling.Outcome is AppealOutcome.Overturned or AppealOutcome.Varied
            && Undo(state, ruling, maker, context, happened) is { } refusal)
        {
            return new Result.Refused(refusal);
        }

        var after = happened.Aggregate(context.Actions, (actions, one) => actions.Apply(one));
        var version = after.StandingVersion == context.Actions.StandingVersion ? 0 : after.StandingVersion;
        var id = state.Appeal.Id;
        var decided = new AppealDecided(context.Officer.Id, context.Now, id, ruling, maker, version,
            ruling.Outcome == AppealOutcome.Overturned ? context.Siblings : []);
        var rows = context.Actions.Actions[state.Appeal.Action].Action!.Grounds.Select(ground => ground.Row)
            .Distinct(StringComparer.Ordinal);
        return Result.Happened(new AppealBatch(ruling.Defect is { } defect && ruling.Outcome is AppealOutcome.Overturned
                or AppealOutcome.Varied
            ? [decided, new LearningOpened(context.Officer.Id, context.Now, id, SubjectItemIds.Of("lrn", state.Appeal.Subject, id), defect,
                [.. rows])]
            : [decided], [.. happened]));
    }

    private static Refusal? Undo(AppealState state, AppealRuling ruling, OfficerId maker, AppealContext context, List<ActionEvent> happened)
    {
        var action = context.Actions.Actions[state.Appeal.Action];
        var varied = ruling.Outcome == AppealOutcome.Varied;
        if (!(action.EndsAt <= context.Now)
            && End(action, varied ? EndReason.Varied : EndReason.Overturned, varied && ruling.Milder is null ? ruling.Until : null,
                AppealTrace.Of(state.Appeal.Id, ruling.Outcome), maker, context, happened) is { } refusal)
        {
            return refusal;
        }

        if (varied)
        {
            return ruling.Milder is { } milder && happened.Count > 0 ? Replace(state, action.Action!, milder, ruling, context, happened)
                : null;
        }

        foreach (var strike in context.Actions.Strikes.Values.Where(strike => strike.DecisionId == state.Appeal.DecisionId
            && !context.Actions.Voids.ContainsKey(strike.Id)))
        {
            happened.Add(new StrikeVoided(context.Officer.Id, context.Now, strike.Id,
                AppealTrace.Of(state.Appeal.Id, ruling.Outcome)));
        }

        return null;
    }

    private static Refusal? End(ActionState action, EndReason reason, DateTimeOffset? until, string reasons, OfficerId maker,
        AppealContext context, List<ActionEvent> happened)
    {
        if (action.TwoDecided || action.Action!.Measure.Freeze)
        {
            // Two decide: who proposed the outcome and who agrees are different people, and neither took part in the decision.
            if (context.LegalHold || (until is not null && (until <= context.Now || action.EndsAt <= until)))
            {
                return context.LegalHold ? new Refusal(RefusalCode.LegalHold, "A legal hold stands on the subject: nothing is ended.")
                    : new Refusal(RefusalCode.BadMoment, "An end that is brought forward lies ahead, and before the present end.");
            }

            happened.Add(new ActionEnded(context.Officer.Id, context.Now, action.Id, reason, until ?? context.Now, maker, reasons));
            return null;
        }

        return ActionDecider.Decide(context.Actions, new ActionCommand.End(action.Id, reason, until, reasons), context.ForActions)
            .Match<Refusal?>(events =>
            {
                happened.AddRange(events.Select(one => one is ActionEnded ended ? ended with { Maker = maker } : one));
                return events.All(one => one is ActionEnded) && !events.IsEmpty ? null
                    : new Refusal(RefusalCode.NeedsSecondPerson, "Ending this action takes two people.");
            }, refusal => refusal);
    }

    private static Refusal? Replace(AppealState state, EnforcementAction action, Measure milder, AppealRuling ruling, AppealContext context,
        List<ActionEvent> happened)
    {
        var until = ruling.Until ?? action.Until;
        if (context.Policy.Longest(milder) is { } longest && !(until <= context.Now + longest))
        {
            until = context.Now + longest;
        }

        var replaced = action with
        {
            Id = SubjectItemIds.Of("act", action.Subject, state.Appeal.Id),
            DecisionId = state.Appeal.Id,
            Measure = milder,
            From = context.Now,
            Until = until,
            Origin = ActionOrigin.Officer,
            Text = AppealTrace.Of(state.Appeal.Id, ruling.Outcome),
        };
        var after = happened.Aggregate(context.Actions, (actions, one) => actions.Apply(one));
        return ActionDecider.Decide(after, new ActionCommand.Propose(replaced), context.ForActions).Match<Refusal?>(events =>
        {
            happened.AddRange(events);
            return events.All(one => one is ActionDecided) ? null
                : new Refusal(RefusalCode.RungAboveAuthority, "The milder measure is still above what this role decides.");
        }, refusal => refusal);
    }
}

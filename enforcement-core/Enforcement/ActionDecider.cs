using System.Collections.Immutable;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Enforcement.ActionEvent>;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What becomes of a command on the actions of one subject. Pure; the shell loads before and saves after.</summary>
public static partial class ActionDecider
{
    /// <summary>Most surfaces that apply a standing: names of surfaces are their callers' to choose, and each is an event of the
    /// subject.</summary>
    public const int MaxSurfaces = 32;

    /// <summary>Decides a command.</summary>
    /// <param name="state">The actions as they are.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who, when, under which ladder.</param>
    public static Result Decide(SubjectActions state, ActionCommand command, ActionContext context)
    {
        var result = DecideAs(state, command, context);
        return result is Result.Accepted { Events: var events } && !context.Officer.Behind.IsDefaultOrEmpty
            ? new Result.Accepted([.. events.Select(one => one with { Behind = context.Officer.Behind })]) : result;
    }

    private static Result DecideAs(SubjectActions state, ActionCommand command, ActionContext context)
    {
        if (context.Officer.Role != OfficerRole.System && command is not (Sent or Acknowledge or DeliveryFailed))
        {
            if (context.Policy.Authority(context.Officer.Role) is null)
            {
                return Result.Refuse(RefusalCode.NotPermitted, $"The role {context.Officer.Role} takes and ends no actions.");
            }

            if (context.SeenVersion is { } seen && seen != state.StandingVersion)
            {
                return Result.Refuse(RefusalCode.StaleVersion,
                    $"The standing is at version {state.StandingVersion}; version {seen} was read. Read it again: what changed may "
                        + $"matter.");
            }
        }

        return command switch
        {
            Propose one => DecideProposal(state, one.Action, one.ByTwo, context),
            Second one => DecideSecond(state, one.Action, context),
            Decline one => DecideDecline(state, one, context),
            End one => DecideEnd(state, one, context),
            SecondEnd one => DecideSecondEnd(state, one.Action, context),
            DeclineEnd one => DecideDeclineEnd(state, one, context),
            EndWithAlert one => DecideEndWithAlert(state, one, context),
            GiveStrike one => DecideStrike(state, one.Strike, context),
            VoidStrike one => DecideVoid(state, one, context),
            Sent one => Delivered(state, one.Version, state.Surfaces.GetValueOrDefault(one.Surface)?.Sent ?? 0,
                new StandingSent(context.Officer.Id, context.Now, one.Surface, one.Version)),
            Acknowledge one => DecideAcknowledgement(state, one, context),
            DeliveryFailed one => Delivered(state, one.Version, state.Surfaces.GetValueOrDefault(one.Surface)?.Acknowledged ?? 0,
                new StandingDeliveryFailed(context.Officer.Id, context.Now, one.Surface, one.Version)),
            _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
        };
    }

    private static Result DecideProposal(SubjectActions state, EnforcementAction action, bool byTwo, ActionContext context)
    {
        if (state.Actions.GetValueOrDefault(action.Id)?.Action is { } before)
        {
            return SameAction(before, action) ? Result.Happened()
                : Result.Refuse(RefusalCode.AlreadyExists, "An action of this id is there already, with other content.");
        }

        if (ActionRules.Problem(action, context) is { } refusal)
        {
            return new Result.Refused(refusal);
        }

        if (context.Officer.Role == OfficerRole.System && !context.Policy.MachineMay(action))
        {
            return Result.Refuse(RefusalCode.RungAboveAuthority,
                $"A machine decides up to rung {(int)context.Policy.AutomaticCeiling}; only the law lets it go further.");
        }

        return !byTwo && !context.Policy.NeedsSecond(action.Measure, context.Officer.Role)
            ? Result.Happened(new ActionDecided(context.Officer.Id, context.Now, action, context.Officer.Id, context.Policy.Version)
            { MakerBehind = context.Officer.Behind.IsDefaultOrEmpty ? default : context.Officer.Behind })
            : context.Officer.IsNobodyKnown ? NobodyKnown()
            : Result.Happened(new ActionProposed(context.Officer.Id, context.Now, action));
    }

    private static Result DecideSecond(SubjectActions state, string id, ActionContext context)
    {
        if (Awaited(state, id) is not { Action: { } action, Maker: { } maker } awaited)
        {
            return NotAwaited(state, id);
        }

        if (Seconding(maker, awaited.MakerBehind, context) is { } refusal)
        {
            return new Result.Refused(refusal);
        }

        // What could not be proposed any more cannot be agreed with either: the subject may have been erased or merged since.
        var late = awaited.Action.Until <= context.Now;
        return late ? Result.Refuse(RefusalCode.BadMoment, "The time of the proposed action has passed.")
            : ActionRules.SubjectProblem(action, context) is { } problem ? new Result.Refused(problem)
            : Result.Happened(new ActionDecided(context.Officer.Id, context.Now, action, maker, context.Policy.Version)
            { MakerBehind = awaited.MakerBehind });
    }

    private static Result DecideDecline(SubjectActions state, Decline decline, ActionContext context)
        => Awaited(state, decline.Action) is not { Maker: { } maker } ? NotAwaited(state, decline.Action)
            : maker != context.Officer.Id && !LadderPolicy.MaySecond(context.Officer.Role)
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver declines a proposal, or its maker takes it back.")
            : CommandTexts.Refusal(decline.Text) is { } words ? Result.Refuse(words)
            : Result.Happened(new ActionDeclined(context.Officer.Id, context.Now, decline.Action, decline.Text));

    private static ActionState? Awaited(SubjectActions state, string id)
        => state.Actions.GetValueOrDefault(id) is { DecidedAt: null, Declined: false, Action: not null } awaited ? awaited : null;

    private static Result NotAwaited(SubjectActions state, string id) => state.Actions.ContainsKey(id)
        ? Result.Refuse(RefusalCode.NotAwaitingSecond, "The action does not wait for a second person.")
        : Result.Refuse(RefusalCode.NotFound, "There is no such action.");

    private static Result NobodyKnown() => Result.Refuse(RefusalCode.NotPermitted,
        "Two people must agree here, and nobody knows who holds this key: name its holder, or let a person propose it.");

    private static Refusal? Seconding(OfficerId maker, ImmutableArray<OfficerId> behind, ActionContext context) => context.Officer switch
    {
        { Role: OfficerRole.System } => new Refusal(RefusalCode.NotPermitted, "The second person is a person."),
        { Role: var role } when !LadderPolicy.MaySecond(role) => new Refusal(RefusalCode.RungAboveAuthority,
            $"The role {role} is nobody's second person; an approver is."),
        var officer when officer.MayBe(maker, behind) => new Refusal(RefusalCode.SamePerson,
            "The second person must be another person than whoever proposed it, and than whoever stands behind the key that did."),
        _ => null,
    };

    private static bool SameAction(EnforcementAction one, EnforcementAction other)
        => one with { Grounds = [] } == other with { Grounds = [] }
        && one.Grounds.AsSpan().SequenceEqual(other.Grounds.AsSpan());

    private static Result Delivered(SubjectActions state, int version, int known, ActionEvent happened)
        => version < 1 || version > state.StandingVersion ? Result.Refuse(RefusalCode.NotFound, "The standing has no such version.")
            : version <= known ? Result.Happened()
            : Result.Happened(happened);

    private static Result DecideAcknowledgement(SubjectActions state, Acknowledge ack, ActionContext context)
        => Moments.Problem(ack.AppliedAt, context.Now) is { } problem ? Result.Refuse(RefusalCode.BadMoment, problem)
            : state.Surfaces.Count >= MaxSurfaces && !state.Surfaces.ContainsKey(ack.Surface)
                ? Result.Refuse(RefusalCode.BadParameters, $"A standing is applied on at most {MaxSurfaces} surfaces.")
            : Delivered(state, ack.Version, state.Surfaces.GetValueOrDefault(ack.Surface)?.Acknowledged ?? 0,
                new StandingAcknowledged(context.Officer.Id, context.Now, ack.Surface, ack.Version, ack.AppliedAt));
}

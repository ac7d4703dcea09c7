using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Appeals.AppealCommand;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Appeals.AppealBatch>;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>What becomes of a command on an appeal. Pure; the shell loads before and saves after, in one batch.</summary>
public static partial class AppealDecider
{
    /// <summary>Most characters of an appeal.</summary>
    public const int MaxTextChars = 5000;

    /// <summary>Most files of one appeal or answer.</summary>
    public const int MaxAttachments = 5;

    /// <summary>Decides a command.</summary>
    public static Result Decide(AppealCommand command, AppealContext context) => command switch
    {
        Receive one => DecideReceipt(one.Appeal, context),
        Answer one => OfParty(one.Appeal, context, state => DecideAnswer(state, one, context)),
        Withdraw one => OfParty(one.Appeal, context, state => !state.IsOpen ? Ended()
            : Happened(new AppealWithdrawn(context.Officer.Id, context.Now, one.Appeal))),
        MarkEffective one => OfParty(one.Appeal, context, state => DecideEffect(state, context)),
        Close one => OfParty(one.Appeal, context, state => DecideClose(state, one.PartyTold, context)),
        Assign one => OfOfficer(one.Appeal, context, state => DecideAssignment(state, context)),
        Release one => OfOfficer(one.Appeal, context, state => Held(state, context)
            ?? Happened(new AppealReleased(context.Officer.Id, context.Now, one.Appeal))),
        AppealCommand.Refuse one => OfOfficer(one.Appeal, context, state => Held(state, context)
            ?? WithReasons(one.Reasons, () => Happened(new AppealRefused(context.Officer.Id, context.Now, one.Appeal, one.Reasons)))),
        Ask one => OfOfficer(one.Appeal, context, state => Held(state, context)
            ?? (state.Question is not null ? Refuse(RefusalCode.WrongState, "A question waits for its answer.")
                : CommandTexts.Refusal(one.Question, "$.question", "The question") is { } words ? Refuse(words)
                : Happened(new InformationAsked(context.Officer.Id, context.Now, one.Appeal, one.Question)))),
        AppealCommand.Decide one =>
            OfOfficer(one.Appeal, context, state => Held(state, context) ?? DecideRuling(state, one.Ruling, context)),
        Second one => OfOfficer(one.Appeal, context, state => DecideSecond(state, context)),
        Decline one => OfOfficer(one.Appeal, context, state => DecideDecline(state, one.Text, context)),
        _ => throw new InvalidOperationException($"Unknown command {command.GetType()}."),
    };

    /// <summary>True where an officer took part in the decision, or may have.</summary>
    public static bool TookPart(Officer officer, AppealContext context)
        => context.Participants.Contains(officer.Id) || officer.Behind.Any(id => context.Participants.Contains(id));

    private static Result DecideReceipt(Appeal appeal, AppealContext context)
    {
        if (context.Appeals.All.ContainsKey(appeal.Id))
        {
            return Refuse(RefusalCode.AlreadyAppealed, "This party has appealed against this decision already.");
        }

        if (context.Actions.Actions.GetValueOrDefault(appeal.Action) is not { DecidedAt: not null } state
            || state.Action!.Subject != appeal.Subject || appeal.DecisionId != state.Action.DecisionId)
        {
            return Refuse(RefusalCode.NotFound, "There is no such action, or it was not decided.");
        }

        if (Stranger(appeal, state.Action) is { } stranger)
        {
            return Refuse(RefusalCode.NotTheParty, stranger);
        }

        if (HeadAfter(state, context.Actions) is { } head)
        {
            return Refuse(RefusalCode.Superseded, $"The action was replaced by {head}; appeal against that one.");
        }

        if (context.ToldAt is { } told && context.Now >= AppealClock.ClosesAt(told))
        {
            return Refuse(RefusalCode.OutOfTime, $"An appeal can be made for {AppealClock.OpenDays} days after the notice.");
        }

        var problem = CommandTexts.Problem(appeal.Text, MaxTextChars);
        problem ??= appeal.Grounds.IsDefaultOrEmpty || appeal.Grounds.Distinct().Count() != appeal.Grounds.Length
            || !appeal.Grounds.All(Enum.IsDefined) ? "An appeal names its grounds, each once." : null;
        problem ??= TooMany(appeal.Attachments);
        return problem is not null ? Refuse(RefusalCode.BadText, problem)
            : Happened(new AppealReceived(context.Officer.Id, context.Now, appeal.Id,
                appeal with { ReceivedAt = context.Now, DueAt = AppealClock.DueAt(context.Now) }));
    }

    private static string? Stranger(Appeal appeal, EnforcementAction action) => appeal.Party switch
    {
        AppealParty.CustomerForEndUser when action.Subject.Kind != SubjectKind.EndUser => "A customer appeals for an end user only here.",
        AppealParty.Provider when action.Origin != ActionOrigin.Provider => "The provider did not ask for this action.",
        _ => null,
    };

    /// <summary>The action that took the place of one; null where none did.</summary>
    private static string? HeadAfter(ActionState state, SubjectActions actions)
    {
        if (state.End is not { Reason: EndReason.Superseded or EndReason.Varied } end)
        {
            return null;
        }

        var rows = state.Action!.Grounds.Select(ground => ground.Row).ToHashSet(StringComparer.Ordinal);
        return actions.Actions.Values.Where(other => other.Id != state.Id && other.DecidedAt >= end.At
            && other.Action!.Grounds.Any(ground => rows.Contains(ground.Row))).OrderBy(other => other.DecidedAt).LastOrDefault()?.Id;
    }

    private static Result DecideAnswer(AppealState state, Answer answer, AppealContext context)
        => state.Question is null || !state.IsOpen ? Refuse(RefusalCode.WrongState, "Nothing is asked.")
            : (CommandTexts.Problem(answer.Text, MaxTextChars) ?? TooMany(answer.Attachments)) is { } problem
                ? Refuse(RefusalCode.BadText, problem)
            : Happened(new InformationGiven(context.Officer.Id, context.Now, state.Appeal.Id, answer.Text, answer.Attachments));

    private static Result DecideAssignment(AppealState state, AppealContext context)
    {
        if (!state.IsOpen)
        {
            return Ended();
        }

        if (TookPart(context.Officer, context))
        {
            return Partial();
        }

        if (state.AssignedTo == context.Officer.Id)
        {
            return Happened();
        }

        if (state.AssignedTo is not null && !LadderPolicy.MaySecond(context.Officer.Role))
        {
            return Refuse(RefusalCode.ClaimedByAnother, "A colleague works on the appeal; an approver can take it over.");
        }

        var assigned = new AppealAssigned(context.Officer.Id, context.Now, state.Appeal.Id);
        return state.AdmittedAt is null ? Happened(new AppealAdmitted(context.Officer.Id, context.Now, state.Appeal.Id), assigned)
            : Happened(assigned);
    }

    private static Result DecideEffect(AppealState state, AppealContext context)
    {
        if (state.Decided is not { } decided)
        {
            return Refuse(RefusalCode.WrongState, "The appeal is not decided.");
        }

        var surfaces = context.Actions.Surfaces.Values;
        var isEffective = decided.Version == 0 || (surfaces.Any() && surfaces.All(surface => surface.Acknowledged >= decided.Version));
        return state.EffectiveAt is not null ? Happened()
            : !isEffective ? Refuse(RefusalCode.WrongState, "A surface has not acknowledged it.")
            : Happened(new AppealEffective(OfficerId.System, context.Now, state.Appeal.Id));
    }

    private static Result DecideClose(AppealState state, bool told, AppealContext context) => state.ClosedAt is not null ? Happened()
        : state.EffectiveAt is null || state.Decided is not { } decided ? Refuse(RefusalCode.WrongState, "The appeal is not effective.")
        : string.IsNullOrWhiteSpace(decided.Ruling.Reasons) ? Refuse(RefusalCode.NoReasons, "The decision has no reasons.")
        : !told ? Refuse(RefusalCode.WrongState, "The party was not told.")
        : Happened(new AppealClosed(OfficerId.System, context.Now, state.Appeal.Id));

    private static Result OfParty(string appeal, AppealContext context, Func<AppealState, Result> decide)
        => context.Appeals.All.GetValueOrDefault(appeal) is { } state ? decide(state) : Missing();

    private static Result OfOfficer(string appeal, AppealContext context, Func<AppealState, Result> decide)
        => context.Officer.Role == OfficerRole.System || context.Officer.Id.IsMachine
                ? Refuse(RefusalCode.AutomatedOnly, "An appeal is decided by a person (Regulation (EU) 2022/2065, Article 20(6)).")
            : context.Policy.Authority(context.Officer.Role) is null
                ? Refuse(RefusalCode.NotPermitted, $"The role {context.Officer.Role} decides no appeals.")
            : context.Appeals.All.GetValueOrDefault(appeal) is not { } state ? Missing()
            : context.SeenVersion is { } seen && seen != state.Version
                ? Refuse(RefusalCode.StaleVersion, $"The appeal is at version {state.Version}; version {seen} was read.")
            : decide(state);

    /// <summary>Why an officer may not go on with an appeal; null where they may.</summary>
    private static Result? Held(AppealState state, AppealContext context) => !state.IsOpen ? Ended()
        : TookPart(context.Officer, context) ? Partial()
        : state.Proposed is not null ? Refuse(RefusalCode.WrongState, "An outcome waits for a second person.")
        : state.AssignedTo != context.Officer.Id ? Refuse(RefusalCode.NotClaimed, "Take the appeal first.")
        : null;

    private static Result WithReasons(string reasons, Func<Result> happen) => string.IsNullOrWhiteSpace(reasons)
        ? Refuse(RefusalCode.NoReasons, "An appeal is decided with reasons.")
        : CommandTexts.Refusal(reasons, "$.reasons", "The reasons") is { } words ? Refuse(words)
        : happen();

    private static string? TooMany(System.Collections.Immutable.ImmutableArray<AppealAttachment> attachments)
        => !attachments.IsDefault && attachments.Length > MaxAttachments ? $"At most {MaxAttachments} files." : null;

    private static Result Ended() => Refuse(RefusalCode.AlreadyEnded, "The appeal is decided, or was taken back.");

    private static Result Missing() => Refuse(RefusalCode.NotFound, "There is no such appeal.");

    private static Result Partial() => Refuse(RefusalCode.DeciderWasMakerOrChecker,
        "Who made or checked a decision does not decide the appeal against it. Somebody else takes it.");

    private static Result Refuse(RefusalCode code, string text) => Result.Refuse(code, text);

    private static Result Refuse(Refusal refusal) => Result.Refuse(refusal);

    private static Result Happened(params ReadOnlySpan<AppealEvent> events)
        => events.IsEmpty ? Result.Happened() : Result.Happened(new AppealBatch([.. events], []));
}

using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Enforcement.LadderEvent>;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>Who may change what the ladder does by itself: one person stops it at once, two let it act.</summary>
public static class LadderControlDecider
{
    /// <summary>Asks that it acts.</summary>
    /// <param name="state">The mode.</param>
    /// <param name="text">Why.</param>
    /// <param name="seen">The number of changes that was read; null where nobody read.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    public static Result Ask(LadderControl state, string? text, int? seen, Officer officer, DateTimeOffset now)
        => Unfit(state, seen, officer) is { } refusal ? refusal
            : !officer.May(ReviewPermission.ManagePolicy)
                ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} does not let the ladder act.")
            : state.Mode == LadderMode.Acting ? Result.Refuse(RefusalCode.WrongState, "It acts already.")
            : state.AskedAt(now) is not null
                ? Result.Refuse(RefusalCode.WrongState, "Somebody asked already; another person agrees or stops it.")
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : Result.Happened(new LadderAsked(officer.Id, officer.Behind, now, text!));

    /// <summary>Agrees that it acts.</summary>
    /// <param name="state">The mode.</param>
    /// <param name="seen">The number of changes that was read.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="roomFrom">From when the breaker has room for an action; null where it has now. Before that the first action would only
    /// open it again.</param>
    public static Result Second(LadderControl state, int? seen, Officer officer, DateTimeOffset now, DateTimeOffset? roomFrom = null)
        => Unfit(state, seen, officer) is { } refusal ? refusal
            : !officer.May(ReviewPermission.ApproveVerdicts)
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver agrees that the ladder acts.")
            : state.AskedAt(now) is not { } asked ? Result.Refuse(RefusalCode.NotAwaitingSecond, "Nobody asked that it acts.")
            : officer.MayBe(asked.By, asked.Behind)
                ? Result.Refuse(RefusalCode.SamePerson, "Another person agrees than whoever asked.")
            : roomFrom > now ? Result.Refuse(RefusalCode.WrongState, string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"What it took lately still counts: the breaker has room from {roomFrom:yyyy-MM-ddTHH:mm:ssZ}. Agree then."))
            : Result.Happened(new LadderSet(officer.Id, officer.Behind, now, LadderMode.Acting, asked.Text));

    /// <summary>Stops it: one person may, since nothing that holds ends by it, and what it would have taken goes on to people.</summary>
    /// <param name="state">The mode.</param>
    /// <param name="mode">Shadow, or off.</param>
    /// <param name="text">Why.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    public static Result Stop(LadderControl state, LadderMode mode, string? text, Officer officer, DateTimeOffset now)
        => Unfit(state, null, officer) is { } refusal ? refusal
            : !officer.May(ReviewPermission.StopLadder)
                ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} does not stop the ladder.")
            : mode == LadderMode.Acting ? Result.Refuse(RefusalCode.BadParameters, "Whoever stops it names shadow or off.")
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : state.Mode == mode && state.AskedAt(now) is null ? Result.Happened()
            : Result.Happened(new LadderSet(officer.Id, officer.Behind, now, mode, text!));

    /// <summary>The breaker opens. What does not act is left as it is.</summary>
    /// <param name="state">The mode.</param>
    /// <param name="trip">What opened it.</param>
    /// <param name="now">When.</param>
    public static Result Trip(LadderControl state, LadderTrip trip, DateTimeOffset now) => state.Mode != LadderMode.Acting
        ? Result.Happened() : Result.Happened(new LadderTripped(OfficerId.System, [], now, trip));

    private static Result? Unfit(LadderControl state, int? seen, Officer officer)
        => officer.Role == OfficerRole.System || officer.IsNobodyKnown
            ? Result.Refuse(RefusalCode.NotPermitted, "People change what the ladder does; nobody knows who acts here.")
            : seen is { } read && read != state.Count
                ? Result.Refuse(RefusalCode.StaleVersion, "It changed since it was read. Read it again.") : null;
}

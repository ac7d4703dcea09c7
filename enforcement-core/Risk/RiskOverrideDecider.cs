using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Risk.RiskEvent>;

namespace Compliance.EnforcementCore.Risk;

/// <summary>Something that happened to the bands that people set.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
[JsonDerivedType(typeof(RiskOverrideProposed), "proposed")]
[JsonDerivedType(typeof(RiskOverrideSet), "set")]
[JsonDerivedType(typeof(RiskOverrideEnded), "ended")]
public abstract record RiskEvent(OfficerId By, DateTimeOffset At);

/// <summary>A ceiling was asked for; it does not count until another person agrees.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Override">The band.</param>
/// <param name="Behind">The people behind whoever asked.</param>
public sealed record RiskOverrideProposed(OfficerId By, DateTimeOffset At, RiskOverride Override, ImmutableArray<OfficerId> Behind)
    : RiskEvent(By, At);

/// <summary>It counts from now on.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Override">The band.</param>
public sealed record RiskOverrideSet(OfficerId By, DateTimeOffset At, RiskOverride Override) : RiskEvent(By, At);

/// <summary>It was taken back, or a proposal of it was.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
/// <param name="Override">Its id.</param>
/// <param name="Text">Why.</param>
public sealed record RiskOverrideEnded(OfficerId By, DateTimeOffset At, string Override, string Text) : RiskEvent(By, At);

/// <summary>What becomes of a command on the bands that people set: raising one takes one person, lowering one takes two, and so does
/// taking a floor back before its time.</summary>
public static class RiskOverrideDecider
{
    private const int HighestBand = 4;

    /// <summary>Asks for a band.</summary>
    /// <param name="state">What is set.</param>
    /// <param name="wanted">The band; its author is the officer.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">When.</param>
    public static Result Ask(SubjectRisk state, RiskOverride wanted, Officer officer, DateTimeOffset now)
        => state.Set.ContainsKey(wanted.Id) || state.Awaited.ContainsKey(wanted.Id) ? Result.Happened()
            : Allowed(officer) is { } refusal ? refusal
            : CommandTexts.Refusal(wanted.Reason, "$.reason", "The reason") is { } words ? Result.Refuse(words)
            : wanted.Band is < 0 or > HighestBand ? Result.Refuse(RefusalCode.BadParameters, "Bands are 0 to 4.")
            : wanted.Until <= now ? Result.Refuse(RefusalCode.BadMoment, "It ends after now.")
            : wanted.Until - now > RiskOverride.Longest ? Result.Refuse(RefusalCode.DurationOverLimit, "It lasts at most 90 days.")
            : officer.IsNobodyKnown ? Result.Refuse(RefusalCode.NotPermitted,
                "Another person must agree here or end it, and nobody knows who holds this key: name its holder, or let a person ask.")
            : wanted.Floor ? Result.Happened(new RiskOverrideSet(officer.Id, now,
                wanted with { Behind = officer.Behind.IsDefaultOrEmpty ? [] : officer.Behind }))
            : Result.Happened(new RiskOverrideProposed(officer.Id, now, wanted, officer.Behind.IsDefaultOrEmpty ? [] : officer.Behind));

    /// <summary>Agrees to a ceiling.</summary>
    public static Result Second(SubjectRisk state, string id, Officer officer, DateTimeOffset now)
        => !state.Awaited.TryGetValue(id, out var awaited)
            ? Result.Refuse(state.Set.ContainsKey(id) ? RefusalCode.NotAwaitingSecond
                : RefusalCode.NotFound, "No such band waits for a second person.")
            : officer.Role == OfficerRole.System || !officer.May(ReviewPermission.ApproveVerdicts)
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver agrees to a lower band.")
            : officer.MayBe(awaited.By, awaited.Behind)
                ? Result.Refuse(RefusalCode.SamePerson, "The second person must be another person than whoever asked.")
            : awaited.Override.Until <= now ? Result.Refuse(RefusalCode.BadMoment, "The time that was asked for has passed.")
            : Result.Happened(new RiskOverrideSet(officer.Id, now, awaited.Override with { Second = officer.Id, From = now }));

    /// <summary>Ends a ceiling, or takes a proposal back. A floor that stands would be lowered by it: an approver who did not set it does
    /// that.</summary>
    public static Result End(SubjectRisk state, string id, string? text, Officer officer, DateTimeOffset now)
        => !state.Awaited.ContainsKey(id) && !state.Set.ContainsKey(id) ? Result.Refuse(RefusalCode.NotFound, "No such band is set.")
            : Allowed(officer) is { } refusal ? refusal
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : state.Set.TryGetValue(id, out var set) && !set.HoldsAt(now)
                ? Result.Refuse(RefusalCode.AlreadyEnded, "It has ended already.")
            : set is { Floor: true }
                && (officer.Id == set.Author || officer.MayBe(set.Author, set.Behind) || !officer.May(ReviewPermission.ApproveVerdicts))
                ? Result.Refuse(RefusalCode.NeedsSecondPerson, "A floor is taken back by an approver who did not set it.")
            : Result.Happened(new RiskOverrideEnded(officer.Id, now, id, text!));

    private static Result? Allowed(Officer officer) => officer.Role == OfficerRole.System || !officer.May(ReviewPermission.WorkEnforcement)
        ? Result.Refuse(RefusalCode.NotPermitted, $"The role {officer.Role} sets no bands.") : null;
}

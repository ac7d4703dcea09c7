using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using Result = Compliance.EnforcementCore.Subjects.CommandResult<Compliance.EnforcementCore.Notices.NoticeEvent>;

namespace Compliance.EnforcementCore.Notices;

/// <summary>
/// When telling must wait. Blocked property is reported within ten business days (31 CFR 501.603), and until then its holder is not told;
/// an order of a court or an authority waits thirty days. Both can be kept back longer, with a reason and a date, by an approver. Whatever
/// is kept back goes out by itself on its date.
/// </summary>
public static class WithholdingRules
{
    /// <summary>How long an order is not told.</summary>
    public static TimeSpan OrderWaits { get; } = TimeSpan.FromDays(30);

    /// <summary>Business days that a blocking is not told.</summary>
    public const int SanctionsWaitBusinessDays = 10;

    /// <summary>The longest that anybody may keep a notice back at once.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(90);

    /// <summary>The basis and the date on which an action's notice is kept back by rule; null where it goes out at once.</summary>
    public static (WithholdingBasis Basis, DateTimeOffset Until)? ByRule(EnforcementAction action, DateTimeOffset decidedAt)
        => action.Grounds.Any(ground => ground.Code == "law.order")
            ? (WithholdingBasis.CourtOrder, decidedAt + OrderWaits)
            : action.Measure.Freeze && action.Grounds.Any(ground => ground.Code == "law.list")
                ? (WithholdingBasis.Sanctions, new DateTimeOffset(BusinessCalendar.UnitedStates
                    .Add(DateOnly.FromDateTime(decidedAt.UtcDateTime), SanctionsWaitBusinessDays)
                        .AddDays(1), TimeOnly.MinValue, TimeSpan.Zero))
                : null;

    /// <summary>Keeps a notice back that was not written yet, or lets it go.</summary>
    /// <param name="notices">The notices to the subject.</param>
    /// <param name="owed">The notice.</param>
    /// <param name="basis">Why; null lets it go now.</param>
    /// <param name="until">Until when.</param>
    /// <param name="text">What stands behind it: the order, the request.</param>
    /// <param name="officer">Who.</param>
    /// <param name="now">The moment.</param>
    public static Result Decide(SubjectNotices notices, OwedNotice owed, WithholdingBasis? basis, DateTimeOffset? until, string text,
        Officer officer, DateTimeOffset now)
    {
        var state = notices.All.GetValueOrDefault(owed.Id);
        return !LadderPolicy.MaySecond(officer.Role)
                ? Result.Refuse(RefusalCode.NotPermitted, "An approver keeps notices back and lets them go.")
            : state?.Notice is not null ? Result.Refuse(RefusalCode.WrongState, "The notice has gone out.")
            : CommandTexts.Refusal(text) is { } words ? Result.Refuse(words)
            : basis is not { } why ? Result.Happened(new NoticeReleased(officer.Id, now, owed.Id, text))
            : until is not { } date || date <= now || date > now + Longest
                ? Result.Refuse(RefusalCode.BadMoment, $"A notice is kept back until a date, at most {Longest.TotalDays} days ahead.")
            : Result.Happened(new NoticeWithheld(officer.Id, now, owed.Id, owed.Kind, owed.About, why, date, text));
    }
}

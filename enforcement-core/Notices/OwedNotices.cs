using Compliance.EnforcementCore.Enforcement;

namespace Compliance.EnforcementCore.Notices;

/// <summary>A notice that is owed: it follows from what was decided, so no way of deciding can forget it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="About">The action.</param>
/// <param name="At">Since when it is owed.</param>
public sealed record OwedNotice(string Id, NoticeKind Kind, string About, DateTimeOffset At);

/// <summary>
/// Which notices the actions on a subject owe. Every decided action owes one, and every end that was decided before its time another. What
/// is owed is derived, never stored: an action without a notice cannot exist, whoever took it by whatever way.
/// </summary>
public static class OwedNotices
{
    /// <summary>Every notice that the actions owe, in order of time.</summary>
    public static IEnumerable<OwedNotice> Of(SubjectActions actions) => actions.Actions.Values
        .Where(state => state.DecidedAt is not null && (state.Action!.Measure.Freeze || state.Action.Measure.Rung >= Rung.Warn))
        .SelectMany(Of).OrderBy(owed => owed.At).ThenBy(owed => owed.Id, StringComparer.Ordinal);

    /// <summary>Those that are neither written nor kept back at a moment.</summary>
    public static IEnumerable<OwedNotice> Open(SubjectActions actions, SubjectNotices notices, DateTimeOffset at)
        => Of(actions).Where(owed => notices.All.GetValueOrDefault(owed.Id) is not { } state
            || (state.Notice is null && state.SupersededBy is null && !state.IsWithheldAt(at)));

    private static IEnumerable<OwedNotice> Of(ActionState state)
    {
        var subject = state.Action!.Subject;
        yield return new OwedNotice(Notice.IdOf(subject, NoticeKind.Action, state.Id), NoticeKind.Action, state.Id, state.DecidedAt!.Value);

        // An appeal tells its outcome itself.
        if (state.End is { Reason: not (EndReason.Overturned or EndReason.Varied) } end && end.EndsAt == state.EndsAt)
        {
            yield return new OwedNotice(Notice.IdOf(subject, NoticeKind.ActionEnded, state.Id), NoticeKind.ActionEnded, state.Id, end.At);
        }
    }
}

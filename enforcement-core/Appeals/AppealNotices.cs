using Compliance.EnforcementCore.Notices;

namespace Compliance.EnforcementCore.Appeals;

/// <summary>Which notices the appeals about a subject owe: a receipt, every question, and every outcome. Like those of actions they are
/// derived, so none can be forgotten.</summary>
public static class AppealNotices
{
    /// <summary>Every notice that the appeals owe, in order of time.</summary>
    public static IEnumerable<OwedNotice> Of(SubjectAppeals appeals) => appeals.All.Values.SelectMany(Of)
        .OrderBy(owed => owed.At).ThenBy(owed => owed.Id, StringComparer.Ordinal);

    /// <summary>Those that were not written yet.</summary>
    public static IEnumerable<OwedNotice> Open(SubjectAppeals appeals, SubjectNotices notices)
        => Of(appeals).Where(owed => notices.All.GetValueOrDefault(owed.Id)?.Notice is null);

    /// <summary>What an appeal's notice tells.</summary>
    public static AppealFacts FactsOf(AppealState state, NoticeKind kind)
        => new(state.Appeal.Id, state.Appeal.ReceivedAt, state.DueAt)
        {
            Outcome = kind == NoticeKind.AppealDecided ? state.Decided?.Ruling.Outcome.ToString().ToLowerInvariant() : null,
            Words = kind switch
            {
                NoticeKind.AppealDecided => state.Decided?.Ruling.Reasons,
                NoticeKind.AppealInadmissible => state.Refusal?.Reasons,
                NoticeKind.AppealQuestion => state.Question?.Question,
                _ => null,
            },
        };

    private static IEnumerable<OwedNotice> Of(AppealState state)
    {
        var id = state.Appeal.Id;
        OwedNotice Owed(NoticeKind kind, DateTimeOffset at, int round = 0)
            => new(Notice.IdOf(state.Appeal.Subject, kind, id, round), kind, id, at);
        yield return Owed(NoticeKind.AppealReceived, state.Appeal.ReceivedAt);
        if (state.Refusal is { } refusal)
        {
            yield return Owed(NoticeKind.AppealInadmissible, refusal.At);
        }

        if (state.Question is { } question)
        {
            yield return Owed(NoticeKind.AppealQuestion, question.At, state.Questions);
        }

        if (state.Decided is { } decided)
        {
            yield return Owed(NoticeKind.AppealDecided, decided.At);
        }
    }
}

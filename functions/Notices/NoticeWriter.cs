using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Appeals;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Notices;

/// <summary>Writes notices: the core says what they hold, a template how.</summary>
internal sealed class NoticeWriter(NoticeTemplateStore templates, AppealLinks links, NoticeOptions options)
{
    /// <summary>Writes an owed notice; a refusal where it would leave something out.</summary>
    /// <param name="stream">The subject.</param>
    /// <param name="owed">What is owed.</param>
    /// <param name="locale">The language of its reader.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellation">Cancels.</param>
    /// <param name="audience">Who reads it; null for whom it meets.</param>
    public async Task<(Notice? Notice, Refusal? Refusal)> WriteAsync(SubjectStream stream, OwedNotice owed, string locale,
        DateTimeOffset now, CancellationToken cancellation, NoticeAudience? audience = null)
    {
        var reader = new NoticeReader(locale, audience ?? AudienceOf(stream.Subject.Ref), options.Platform);
        var appeal = stream.Appeals.All.GetValueOrDefault(owed.About);
        var state = stream.Actions.Actions[appeal?.Appeal.Action ?? owed.About];
        var template = await templates.FindAsync(owed.Kind, locale, cancellation);
        var told = ToldAt(stream, state.Id) ?? now;
        var values = appeal is not null
            ? NoticeContent.Of(owed.Kind, state, reader, owed.Id, AppealNotices.FactsOf(appeal, owed.Kind))
            : NoticeContent.Of(owed.Kind, state, reader, owed.Id, owed.Kind == NoticeKind.Action ? AppealClock.LastDay(told) : null,
                IsDetected(stream, state.Action!));
        return NoticeRenderer.Render(template.Text, owed.Kind, reader.Audience, values) switch
        {
            NoticeRendering.Written one => (new Notice(owed.Id, owed.Kind, owed.About, state.Action!.DecisionId, stream.Subject.Ref,
                reader.Audience, template.Id, locale, one.Text.Title, one.Text.Body, owed.Kind == NoticeKind.Action
                    ? StatementRules.Kept(StatementOfAction.Of(state, NoticeContent.FactsOf(state.Action, locale), owed.Id,
                        IsDetected(stream, state.Action)) with
                    { ContentLanguage = locale.ToUpperInvariant() }) : null), null),
            NoticeRendering.Refused refused => (null, refused.Refusal),
            var other => throw new InvalidOperationException($"Unknown result {other.GetType()}."),
        };
    }

    /// <summary>The text as it is sent: with its link, which is made anew each time and stored nowhere.</summary>
    public string BodyFor(Notice notice, DateTimeOffset toldAt) => notice.Body.Replace(Notice.LinkPlace,
        LinkOf(notice, toldAt) is { } link && links.AddressOf(link) is { } address ? address : notice.About, StringComparison.Ordinal);

    /// <summary>The text that a customer hands on to their end user; null where a notice concerns none, or is kept back.</summary>
    public async Task<string?> ForEndUserAsync(SubjectStream stream, OwedNotice? owed, NoticeState state, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (stream.Subject.Ref.Kind != SubjectKind.EndUser || state.Notice is not { } notice || state.QueuedAt is not { } told)
        {
            return null;
        }

        var theirs = notice.Audience == NoticeAudience.EndUser || owed is null ? notice
            : (await WriteAsync(stream, owed, notice.Locale, now, cancellation, NoticeAudience.EndUser)).Notice;
        return theirs is null || theirs.Audience != NoticeAudience.EndUser ? null : BodyFor(theirs, told);
    }

    /// <summary>The link of a notice; null where it has none.</summary>
    public static AppealLink? LinkOf(Notice notice, DateTimeOffset toldAt) => notice.Kind switch
    {
        NoticeKind.Action => new AppealLink(AppealLink.ToAppeal, notice.About, 0, notice.Locale, AppealClock.ClosesAt(toldAt)),
        NoticeKind.AppealQuestion => new AppealLink(AppealLink.ToAnswer, notice.About, RoundOf(notice), notice.Locale,
            AppealClock.ClosesAt(toldAt)),
        _ => null,
    };

    /// <summary>When somebody was told of an action; null where they were not.</summary>
    public static DateTimeOffset? ToldAt(SubjectStream stream, string action)
        => stream.Notices.All.GetValueOrDefault(Notice.IdOf(stream.Subject.Ref, NoticeKind.Action, action))?.QueuedAt;

    /// <summary>Who reads what a subject is told.</summary>
    public static NoticeAudience AudienceOf(SubjectRef subject)
        => subject.Kind == SubjectKind.EndUser ? NoticeAudience.EndUser : NoticeAudience.Customer;

    private static bool IsDetected(SubjectStream stream, EnforcementAction action)
        => stream.Actions.Actions[action.Id].Maker == ScreeningCore.Review.OfficerId.System
            || stream.Signals.All.Values.Any(signal => action.Grounds.Any(ground => ground.Code == signal.Ground));

    private static int RoundOf(Notice notice)
    {
        for (var round = 1; round < 1000; round++)
        {
            if (notice.Id == Notice.IdOf(notice.Subject, NoticeKind.AppealQuestion, notice.About, round))
            {
                return round;
            }
        }

        return 0;
    }
}

using System.Collections.Immutable;
using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Notices;

/// <summary>Invented actions of every kind, on which templates are previewed and tried before they are published.</summary>
internal static class NoticeSamples
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly SubjectRef Account = SubjectRef.Account("example");
    private static readonly SubjectRef EndUser = SubjectRef.EndUser("example", "user-7");
    private static readonly string Facts = new('a', 64);

    /// <summary>The measures by their words.</summary>
    public static ImmutableArray<string> Measures { get; } =
        ["warn", "challenge", "rate_limit", "capability_limit", "payment_hold", "suspend", "terminate", "freeze"];

    /// <summary>An action of a measure's kind, as decided.</summary>
    public static ActionState Of(string measure, NoticeAudience audience = NoticeAudience.Customer, string? ground = null)
    {
        var rung = (Rung)(Measures.IndexOf(measure) + 1);
        var freeze = measure == "freeze";
        var what = freeze ? Measure.Frozen : rung switch
        {
            Rung.RateLimit => new Measure(rung, false, new RateLimits(60, null, null), Denials.None),
            Rung.CapabilityLimit => new Measure(rung, false, default, Denials.Of(["x"], [], [])),
            _ => Measure.Of(rung),
        };
        var subject = audience == NoticeAudience.EndUser ? EndUser : Account;
        var code = ground ?? (freeze ? "law.list" : rung == Rung.Terminate ? "provider.deactivation" : rung > Rung.CapabilityLimit
            ? "payment.disputes" : "abuse.velocity");
        var action = new EnforcementAction("act_" + subject.Key + "_000000000000", "dec_example", subject, ActionReach.Self, what, At,
            freeze || rung == Rung.Terminate ? null : At.AddDays(30), [new ActionGround(code, "4.2", Facts, null)],
            freeze ? ActionOrigin.Law : ActionOrigin.Officer);
        return new ActionState(action.Id)
        {
            Action = action,
            Maker = OfficerId.Parse("maker"),
            DecidedBy = OfficerId.Parse("maker"),
            DecidedAt = At,
            DecidedVersion = 1,
            End = new ActionEnded(OfficerId.Parse("maker"), At.AddDays(2), action.Id, EndReason.Lifted, At.AddDays(2),
                OfficerId.Parse("maker"), "x"),
        };
    }

    /// <summary>Fills a template with an invented action.</summary>
    public static NoticeRendering Render(string text, NoticeKind kind, string locale, NoticeAudience audience, ActionState state,
        string platform = "Example", string outcome = "overturned")
    {
        var reader = new NoticeReader(locale, audience, platform);
        var notice = Notice.IdOf(state.Action!.Subject, kind, state.Id);
        var appeal = Appeal.IdOf(state.Action.Subject, state.Id, AppealParty.Subject);
        var values = kind is NoticeKind.Action or NoticeKind.ActionEnded
            ? NoticeContent.Of(kind, state, reader, notice, AppealClock.LastDay(At), detected: true)
            : NoticeContent.Of(kind, state, reader, notice, new AppealFacts(appeal, At.AddDays(3), AppealClock.DueAt(At.AddDays(3)))
            {
                Outcome = outcome,
                Words = "–",
            });
        return NoticeRenderer.Render(text, kind, audience, values);
    }

    /// <summary>What stands against a template: the first measure, audience or outcome with which it does not render.</summary>
    public static Refusal? Problem(NoticeKind kind, string locale, string text)
        => (from measure in Measures
            from audience in Enum.GetValues<NoticeAudience>()
            from outcome in kind == NoticeKind.AppealDecided ? Enum.GetNames<AppealOutcome>() : [nameof(AppealOutcome.Upheld)]
            select Render(text, kind, locale, audience, Of(measure, audience), outcome: outcome.ToLowerInvariant()))
            .OfType<NoticeRendering.Refused>().FirstOrDefault()?.Refusal;
}

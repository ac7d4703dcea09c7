using Compliance.ScreeningCore.Alerts;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

public sealed class AlertDeciderTests
{
    [Fact]
    public void Raising_the_same_screening_again_changes_nothing()
    => Assert.Empty(Events(Opened(), Raise("scr_1", Hit()), Officer.Service));

    [Fact]
    public void A_new_hit_joins_an_open_alert_and_ends_its_wait()
    {
        var waiting = Must(ClaimedBy(Ana), new AlertCommand.NeedInformation("Passport?"), Ana, Start);
        var extended = Must(waiting, Raise("scr_2", Hit(), Hit(Second)), Officer.Service, Start.AddHours(1));
        Assert.Equal([First, Second], extended.Findings.Select(state => state.Finding.Key));
        Assert.Equal(AlertStatus.Open, extended.StatusAt(Start.AddHours(1), Policy));
    }

    [Fact]
    public void A_hit_whose_facts_changed_loses_its_verdict_and_one_whose_facts_hold_keeps_it()
    {
        var decided = Must(ClaimedBy(Ana, Hit(), Hit(Second)), Verdict(), Ana, Start);
        var same = Must(decided, Raise("scr_2", Hit(screening: "scr_2")), Officer.Service, Start);
        Assert.NotNull(same.Find(First)!.Verdict);
        Assert.Equal("scr_2", same.Find(First)!.Finding.ScreeningId);
        Assert.Null(Must(decided, Raise("scr_2", Hit(fingerprint: "other")), Officer.Service, Start).Find(First)!.Verdict);
    }

    [Fact]
    public void A_closed_alert_is_not_extended()
    {
        var decided = Must(ClaimedBy(Ana), Verdict(), Ana, Start);
        Assert.Equal(AlertStatus.Decided, decided.StatusAt(Start.AddSeconds(59), Policy));
        Assert.Equal(AlertStatus.Closed, decided.StatusAt(Start.AddSeconds(60), Policy));
        Assert.Equal(RefusalKind.Closed, Refused(decided, Raise("scr_2", Hit(Second)), Officer.Service, Start.AddSeconds(60)));
    }

    [Fact]
    public void A_live_claim_keeps_others_out_until_it_ends()
    {
        var claimed = ClaimedBy(Ana);
        Assert.Equal(RefusalKind.ClaimedByAnother, Refused(claimed, new AlertCommand.Claim(), Ben, Start.AddMinutes(19)));
        Assert.Equal(RefusalKind.ClaimedByAnother, Refused(claimed, Verdict(), Ben, Start.AddMinutes(19)));
        Assert.Equal(Ben.Id, Must(claimed, new AlertCommand.Claim(), Ben, Start.AddMinutes(20)).Claim!.By);
    }

    [Fact]
    public void Claiming_again_renews()
    {
        var renewed = Must(ClaimedBy(Ana), new AlertCommand.Claim(), Ana, Start.AddMinutes(15));
        Assert.Equal(Start.AddMinutes(35), renewed.Claim!.Until);
        Assert.Single(Events(renewed, Verdict(), Ana, Start.AddMinutes(30)));
    }

    [Fact]
    public void A_decision_after_the_claim_ended_is_refused()
    => Assert.Equal(RefusalKind.ClaimExpired, Refused(ClaimedBy(Ana), Verdict(), Ana, Start.AddMinutes(20)));

    [Fact]
    public void A_command_on_an_older_version_is_refused_and_names_both()
    {
        var refusal = Decide(ClaimedBy(Ana), Verdict(), Ana, seen: 1).Match(_ => throw new InvalidOperationException(), refused => refused);
        Assert.Equal(RefusalKind.StaleVersion, refusal.Kind);
        Assert.Contains("version 2; version 1", refusal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no_such_reason")]
    [InlineData("same_identifier")]
    [InlineData("signal_wrong")]
    public void A_verdict_needs_a_reason_that_supports_it(string? reason)
    => Assert.Equal(RefusalKind.ReasonMissing, Refused(ClaimedBy(Ana), Verdict(reason: reason), Ana));

    [Theory]
    [InlineData(null)]
    [InlineData("  \n ")]
    public void A_verdict_needs_words(string? text) =>
        Assert.Equal(RefusalKind.TextMissing, Refused(ClaimedBy(Ana), Verdict() with { Text = text }, Ana));

    [Fact]
    public void Too_many_words_are_refused_with_their_number() =>
        Assert.Equal(RefusalKind.TextMissing,
        Refused(ClaimedBy(Ana), Verdict() with { Text = new string('x', Policy.MaxTextChars + 1) }, Ana));

    [Fact]
    public void An_inconclusive_verdict_escalates_and_leaves_the_finding_open()
    {
        var after = Must(ClaimedBy(Sam), Verdict(Disposition.Inconclusive, "facts_missing"), Sam, Start);
        Assert.True(after.Escalated);
        Assert.Null(after.Find(First)!.Verdict);
        Assert.Equal(RefusalKind.NotPermitted, Refused(after, new AlertCommand.Claim(), Sam));
        Assert.Single(Events(after, new AlertCommand.Claim(), Ana));
    }

    [Fact]
    public void A_screener_whose_claim_outlives_an_escalation_cannot_decide()
    {
        var handed = Must(ClaimedBy(Ana), new AlertCommand.Escalate("Second look."), Ana, Start);
        handed = Must(Must(handed, new AlertCommand.Claim(), Ana, Start), new AlertCommand.HandOver(Sam.Id, "Yours."), Ana, Start);
        Assert.Equal(RefusalKind.NotPermitted, Refused(handed, Verdict(), Sam));
    }

    [Fact]
    public void An_auditor_reads_and_does_nothing()
    {
        AlertCommand[] commands =
            [new AlertCommand.Claim(), new AlertCommand.AddNote("x"), Verdict(), new AlertCommand.Approve([First], ""),
            new AlertCommand.Reopen([First], "x")];
        Assert.All(commands, command => Assert.Equal(RefusalKind.NotPermitted, Refused(Opened(), command, Aud)));
    }

    [Fact]
    public void Only_screenings_raise_alerts() => Assert.Equal(RefusalKind.NotPermitted, Refused(null, Raise("scr_1", Hit()), Ben));

    [Fact]
    public void A_verdict_may_be_taken_back_for_a_minute_by_its_author_only()
    {
        var decided = Must(ClaimedBy(Ana), Verdict(), Ana, Start);
        Assert.Null(Must(decided, new AlertCommand.Undo([First]), Ana, Start.AddSeconds(59)).Find(First)!.Verdict);
        Assert.Equal(RefusalKind.UndoNotPossible, Refused(decided, new AlertCommand.Undo([First]), Ana, Start.AddSeconds(60)));
        Assert.Equal(RefusalKind.UndoNotPossible, Refused(decided, new AlertCommand.Undo([First]), Ben, Start.AddSeconds(1)));
    }

    [Fact]
    public void A_sealed_verdict_is_reopened_only_with_a_reason_and_by_the_second_level()
    {
        var closed = Must(ClaimedBy(Ana), Verdict(), Ana, Start);
        var later = Start.AddDays(40);
        Assert.Equal(RefusalKind.NotSealed, Refused(closed, new AlertCommand.Reopen([First], "New facts."), Ana, Start.AddSeconds(30)));
        Assert.Equal(RefusalKind.NotPermitted, Refused(closed, new AlertCommand.Reopen([First], "New facts."), Sam, later));
        Assert.Equal(RefusalKind.TextMissing, Refused(closed, new AlertCommand.Reopen([First], " "), Ana, later));
        var reopened = Must(closed, new AlertCommand.Reopen([First], "New facts."), Ana, later);
        Assert.Equal(AlertStatus.Open, reopened.StatusAt(later, Policy));
        Assert.True(AlertClock.DueAt(reopened, Policy) > later);
    }

    [Fact]
    public void A_hold_has_an_end_and_ends_by_itself()
    {
        var held = Must(ClaimedBy(Ana), new AlertCommand.Hold(Start.AddDays(2), "Waiting for Monday."), Ana, Start);
        Assert.Equal(AlertStatus.OnHold, held.StatusAt(Start.AddDays(1), Policy));
        Assert.Equal(AlertStatus.Open, held.StatusAt(Start.AddDays(2), Policy));
        Assert.Equal(RefusalKind.BadMoment, Refused(ClaimedBy(Ana), new AlertCommand.Hold(Start.AddDays(31), "x"), Ana));
        Assert.Equal(RefusalKind.BadMoment, Refused(ClaimedBy(Ana), new AlertCommand.Hold(Start, "x"), Ana));
    }
}

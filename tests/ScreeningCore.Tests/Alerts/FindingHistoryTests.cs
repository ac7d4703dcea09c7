using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

/// <summary>A later screening adds; only a person with the right to it lowers.</summary>
public sealed class FindingHistoryTests
{
    private static readonly Officer Eve = Person("eve", OfficerRole.Approver);

    [Fact]
    public void A_block_that_a_later_screening_does_not_repeat_still_needs_two_people()
    {
        var blocked = Opened(Hit(outcome: Decision.Block, fingerprint: "all"));
        var weaker = Must(blocked, Raise("scr_2", Hit(fingerprint: "name only", screening: "scr_2")), Officer.Service, Start);
        var state = weaker.Find(First)!;
        Assert.Equal((Decision.Review, Decision.Block, Decision.Block), (state.Finding.Outcome, state.Worst.Outcome, state.Outcome));
        Assert.Equal("scr_1", state.StandingBlock!.ScreeningId);
        var cleared = Must(Must(weaker, new AlertCommand.Claim(), Sam, Start), Verdict(), Sam, Start);
        Assert.True(cleared.Find(First)!.AwaitsApproval);
        Assert.NotNull(cleared.Find(First)!.StandingBlock);
        Assert.Null(Must(cleared, new AlertCommand.Approve([First], ""), Ben, Start).Find(First)!.StandingBlock);
    }

    [Fact]
    public void A_verdict_on_a_review_does_not_answer_a_block_that_comes_after_it()
    {
        var cleared = Must(ClaimedBy(Sam), Verdict(), Sam, Start);
        var blocked = Must(cleared, Raise("scr_2", Hit(outcome: Decision.Block, screening: "scr_2")), Officer.Service, Start);
        Assert.Null(blocked.Find(First)!.Verdict);
        Assert.Equal(AlertStatus.Open, blocked.StatusAt(Start.AddDays(1), Policy));
    }

    [Fact]
    public void A_true_match_that_two_confirmed_stands_when_the_facts_change()
    {
        var confirmed = Must(Proposed(), new AlertCommand.Approve([First], ""), Ben, Start);
        var changed = Must(confirmed, Raise("scr_2", Hit(fingerprint: "other", screening: "scr_2")), Officer.Service, Start.AddSeconds(5));
        var state = changed.Find(First)!;
        Assert.Null(state.Verdict);
        Assert.Equal(Ben.Id, state.StandingMatch!.ApprovedBy);
        Assert.Equal(VerdictEnd.FactsChanged, Assert.Single(state.Earlier).How);
        var lifted = Must(changed, Verdict(), Ana, Start.AddSeconds(6));
        Assert.True(lifted.Find(First)!.AwaitsApproval);
        Assert.Null(Must(lifted, new AlertCommand.Approve([First], ""), Eve, Start.AddSeconds(7)).Find(First)!.StandingMatch);
    }

    [Fact]
    public void Opening_a_lifted_block_again_brings_the_block_back()
    {
        var lifted = Must(Must(ClaimedBy(Ana, Hit(outcome: Decision.Block)), Verdict(), Ana, Start),
            new AlertCommand.Approve([First], ""), Ben, Start);
        Assert.Null(lifted.Find(First)!.StandingBlock);
        var reopened = Must(lifted, new AlertCommand.Reopen([First], "Doubt."), Ana, Start.AddDays(1));
        Assert.NotNull(reopened.Find(First)!.StandingBlock);
    }

    [Fact]
    public void What_once_blocked_is_never_decided_in_a_group()
    {
        var hit = Hit(fingerprint: "b") with { Pattern = "birthDate-" };
        var weaker = Must(Opened(hit with { Outcome = Decision.Block, Fingerprint = "a" }), Raise("scr_2", hit), Officer.Service, Start);
        Assert.NotNull(weaker.Find(First)!.Finding.Group);
        Assert.Null(weaker.Find(First)!.Group);
    }

    [Fact]
    public void The_next_alert_of_the_subject_begins_with_what_two_people_confirmed()
    {
        var confirmed = Must(Proposed(), new AlertCommand.Approve([First], ""), Ben, Start);
        var raise = Raise("scr_9", Hit(screening: "scr_9")) with { Alert = Id.Next(), ConfirmedBefore = confirmed.ConfirmedSoFar };
        var next = Must(null, raise, Officer.Service, Start.AddDays(9));
        var cleared = Must(Must(next, new AlertCommand.Claim(), Sam, Start.AddDays(9)), Verdict(), Sam, Start.AddDays(9));
        Assert.True(cleared.Find(First)!.AwaitsApproval);
        Assert.Equal(First, Assert.Single(cleared.ConfirmedSoFar));
        Assert.Empty(Must(cleared, new AlertCommand.Approve([First], ""), Ben, Start.AddDays(9)).ConfirmedSoFar);
    }

    [Fact]
    public void Events_of_an_older_version_fold_as_they_did()
    {
        var stored = AlertCodec.Write(new AlertOpened(OfficerId.System, Start, Id, "acct_1", "scr_1", Decision.Review, [Hit()]));
        Assert.DoesNotContain("behind", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("confirmedBefore", stored, StringComparison.Ordinal);
        var alert = Alert.Fold([AlertCodec.Read(stored)])!;
        Assert.Empty(alert.ConfirmedBefore);
        Assert.True(AlertCodec.Read(stored).Behind.IsDefault);
    }
}

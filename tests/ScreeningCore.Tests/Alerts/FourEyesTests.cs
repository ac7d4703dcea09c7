using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Screening;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

public sealed class FourEyesTests
{
    private static readonly DateTimeOffset Until = Start.AddDays(180);

    [Fact]
    public void A_true_match_counts_only_when_a_second_person_confirms_it()
    {
        var proposed = Proposed();
        Assert.Equal(AlertStatus.AwaitingApproval, proposed.StatusAt(Start, Policy));
        Assert.True(Must(proposed, new AlertCommand.Approve([First], ""), Ben, Start).IsDecided);
    }

    [Fact]
    public void A_false_positive_alone_needs_one_person() => Assert.True(Must(ClaimedBy(Sam), Verdict(), Sam, Start).IsDecided);

    [Fact]
    public void Lifting_a_block_needs_a_second_person() =>
        Assert.True(Must(ClaimedBy(Ana, Hit(outcome: Decision.Block)), Verdict(), Ana, Start).Find(First)!.AwaitsApproval);

    [Fact]
    public void The_author_cannot_approve_whatever_the_role_and_the_spelling_of_the_name()
    {
        foreach (var name in new[] { "ana", "ANA", " Ana " })
        {
            Assert.Equal(RefusalKind.SelfApproval,
                Refused(Proposed(), new AlertCommand.Approve([First], ""), Person(name, OfficerRole.Approver)));
            Assert.Equal(RefusalKind.SelfApproval,
                Refused(Proposed(), new AlertCommand.Reject([First], "No."), Person(name, OfficerRole.Approver)));
        }
    }

    [Theory]
    [InlineData(OfficerRole.Screener)]
    [InlineData(OfficerRole.Analyst)]
    public void Only_an_approver_approves(OfficerRole role)
    => Assert.Equal(RefusalKind.NotPermitted, Refused(Proposed(), new AlertCommand.Approve([First], ""), Person("eve", role)));

    [Fact]
    public void What_was_sent_back_is_open_again_and_the_reason_is_needed()
    {
        Assert.Equal(RefusalKind.TextMissing, Refused(Proposed(), new AlertCommand.Reject([First], ""), Ben));
        Assert.Null(Must(Proposed(), new AlertCommand.Reject([First], "The date differs."), Ben, Start).Find(First)!.Verdict);
    }

    [Fact]
    public void Nothing_is_approved_twice() =>
        Assert.Equal(RefusalKind.NotAwaitingApproval,
        Refused(Must(Proposed(), new AlertCommand.Approve([First], ""), Ben, Start), new AlertCommand.Approve([First], ""),
        Person("eve", OfficerRole.Approver)));

    [Fact]
    public void A_good_guy_entry_comes_into_being_with_the_approval_and_rests_on_both_sides_facts()
    {
        var proposed = Proposed(Disposition.FalsePositive, "different_birth_date", Until);
        var created = Assert.Single(Events(proposed, new AlertCommand.Approve([First], ""), Ben).OfType<GoodGuyCreated>());
        Assert.Equal(new GoodGuyEntry("acct_1", Hit().Entry, "sf", "pf", Until), created.Entry);
        Assert.Equal((Ana.Id, Ben.Id), (created.Author, created.By));
    }

    [Fact]
    public void Taking_the_approval_back_or_changed_facts_revoke_the_good_guy_entry()
    {
        var approved = Must(Proposed(Disposition.FalsePositive, "different_birth_date", Until), new AlertCommand.Approve([First], ""), Ben,
            Start);
        Assert.Single(Events(approved, new AlertCommand.Undo([First]), Ben, Start.AddSeconds(5)).OfType<GoodGuyRevoked>());
        Assert.Single(Events(approved, Raise("scr_2", Hit(fingerprint: "new")), Officer.Service, Start.AddSeconds(5))
            .OfType<GoodGuyRevoked>());
        Assert.Single(Events(approved, new AlertCommand.Reopen([First], "Doubt."), Ana, Start.AddDays(1)).OfType<GoodGuyRevoked>());
    }

    [Fact]
    public void A_good_guy_entry_needs_a_false_positive_a_known_subject_the_second_level_and_an_end()
    {
        Assert.Equal(RefusalKind.GoodGuyNotPossible,
            Refused(ClaimedBy(Ana), Verdict(Disposition.TrueMatch, "same_identifier", Until), Ana));
        Assert.Equal(RefusalKind.GoodGuyNotPossible, Refused(ClaimedBy(Sam), Verdict(goodGuyUntil: Until), Sam));
        Assert.Equal(RefusalKind.GoodGuyNotPossible, Refused(ClaimedBy(Ana), Verdict(goodGuyUntil: Start.AddDays(400)), Ana));
        Assert.Equal(RefusalKind.GoodGuyNotPossible, Refused(ClaimedBy(Ana), Verdict(goodGuyUntil: Start), Ana));
        var adHoc = Must(Must(null, Raise("scr_1", Hit()) with { SubjectId = null }, Officer.Service, Start), new AlertCommand.Claim(),
            Ana, Start);
        Assert.Equal(RefusalKind.GoodGuyNotPossible, Refused(adHoc, Verdict(goodGuyUntil: Until), Ana));
    }
}

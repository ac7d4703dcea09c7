using Compliance.ScreeningCore.Alerts;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

/// <summary>What two people confirmed, two open again.</summary>
public sealed class ReopeningByTwoTests
{
    private static readonly DateTimeOffset Later = Start.AddSeconds(62);
    private static readonly Officer Eve = Person("eve", OfficerRole.Approver);
    private static readonly AlertCommand.Reopen Reopen = new([First], "Another person after all.");

    private static Alert Confirmed => Must(Proposed(), new AlertCommand.Approve([First], "Confirmed."), Ben, Start);

    [Fact]
    public void The_author_of_a_confirmed_true_match_opens_it_only_with_a_second_person()
    {
        var asked = Must(Confirmed, Reopen, Ana, Later);
        Assert.NotNull(asked.Find(First)!.Verdict);
        Assert.Equal(AlertStatus.AwaitingApproval, asked.StatusAt(Later, Policy));
        Assert.Equal(RefusalKind.SelfApproval, Refused(asked, Reopen, Ana, Later));
        Assert.Equal(RefusalKind.SelfApproval,
            Refused(asked, new AlertCommand.Approve([First], ""), Person("ana", OfficerRole.Approver), Later));
        Assert.Equal(RefusalKind.NotPermitted, Refused(asked, Reopen, Person("joe", OfficerRole.Analyst), Later));
        Assert.Equal(RefusalKind.Closed, Refused(Confirmed, new AlertCommand.Claim(), Ana, Later));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_second_person_agrees_by_approving_or_by_asking_for_the_same(bool approves)
    {
        var asked = Must(Confirmed, Reopen, Ana, Later);
        var opened = Must(asked, approves ? new AlertCommand.Approve([First], "") : Reopen, Eve, Later);
        Assert.Null(opened.Find(First)!.Verdict);
        Assert.NotNull(opened.Find(First)!.StandingMatch);
        Assert.Equal(AlertStatus.Open, opened.StatusAt(Later, Policy));
    }

    [Fact]
    public void After_both_opened_it_a_false_positive_still_needs_two()
    {
        var opened = Must(Must(Confirmed, Reopen, Ana, Later), Reopen, Eve, Later);
        var lifted = Must(Must(opened, new AlertCommand.Claim(), Ana, Later), Verdict(), Ana, Later);
        Assert.True(lifted.Find(First)!.AwaitsApproval);
        Assert.Equal(RefusalKind.SelfApproval, Refused(lifted, new AlertCommand.Approve([First], ""), Person("ana", OfficerRole.Approver)));
    }

    [Fact]
    public void A_request_that_is_refused_or_withdrawn_leaves_the_verdict_as_it_was()
    {
        var asked = Must(Confirmed, Reopen, Ana, Later);
        foreach (var ended in new[]
        {
            Must(asked, new AlertCommand.Reject([First], "It is the same person."), Ben, Later),
            Must(asked, new AlertCommand.Undo([First]), Ana, Later),
        })
        {
            Assert.Null(ended.Find(First)!.Reopening);
            Assert.Equal(Disposition.TrueMatch, ended.Find(First)!.Verdict!.Disposition);
            Assert.Equal(AlertStatus.Closed, ended.StatusAt(Later, Policy));
        }
    }

    [Fact]
    public void A_change_of_the_lists_opens_the_question_and_lifts_nothing()
    {
        var opened = Must(Confirmed, new AlertCommand.ReopenForLists([First], "Delisted."), Officer.Service, Later);
        Assert.NotNull(opened.Find(First)!.StandingMatch);
        var later = Later.AddHours(1);
        Assert.True(Must(Must(opened, new AlertCommand.Claim(), Sam, later), Verdict(), Sam, later).Find(First)!.AwaitsApproval);
    }
}

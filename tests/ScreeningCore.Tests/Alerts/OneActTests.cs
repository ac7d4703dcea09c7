using Compliance.ScreeningCore.Alerts;
using static Compliance.ScreeningCore.Tests.Alerts.Given;

namespace Compliance.ScreeningCore.Tests.Alerts;

/// <summary>What one act decided or confirmed on several findings, one act takes back; and it takes back all of them or none.</summary>
public sealed class OneActTests
{
    private static readonly AlertCommand.RecordDisposition Both =
        Verdict(Disposition.TrueMatch, "same_identifier") with { Keys = [First, Second] };

    [Fact]
    public void Two_findings_decided_by_one_act_are_one_act_until_a_second_person_confirms_one_alone()
    {
        var proposed = Must(Two(), Both, Ana, Start);
        Assert.True(VerdictOf(proposed, First).IsOneActWith(VerdictOf(proposed, Second)));
        Assert.False(VerdictOf(proposed, First).IsOneActWith(null));
        var confirmed = Must(proposed, new AlertCommand.Approve([First], ""), Ben, Start.AddSeconds(1));
        Assert.False(VerdictOf(confirmed, First).IsOneActWith(VerdictOf(confirmed, Second)));
        var both = Must(confirmed, new AlertCommand.Approve([Second], ""), Ben, Start.AddSeconds(2));
        Assert.False(VerdictOf(both, First).IsOneActWith(VerdictOf(both, Second)));
    }

    [Fact]
    public void The_same_verdict_given_twice_is_two_acts()
    {
        var first = Must(Two(), Verdict(key: First), Ana, Start);
        var second = Must(first, Verdict(key: Second), Ana, Start.AddTicks(1));
        Assert.False(VerdictOf(second, First).IsOneActWith(VerdictOf(second, Second)));
    }

    [Fact]
    public void One_undo_takes_the_verdict_or_the_confirmation_back_from_all_findings_it_names()
    {
        var proposed = Must(Two(), Both, Ana, Start);
        Assert.All(Must(proposed, new AlertCommand.Undo([First, Second]), Ana, Start.AddDays(1))
            .Findings, state => Assert.Null(state.Verdict));
        var confirmed = Must(proposed, new AlertCommand.Approve([First, Second], ""), Ben, Start);
        Assert.All(Must(confirmed, new AlertCommand.Undo([First, Second]), Ben, Start.AddSeconds(5))
            .Findings, state => Assert.True(state.AwaitsApproval));
    }

    [Fact]
    public void Where_one_of_the_findings_was_decided_by_somebody_else_nothing_is_taken_back()
    {
        var mixed = Must(Must(Must(Two(), Verdict(key: First), Ana, Start), new AlertCommand.HandOver(Ben.Id, "Yours."), Ana, Start),
            Verdict(key: Second), Ben, Start);
        Assert.Equal(RefusalKind.UndoNotPossible, Refused(mixed, new AlertCommand.Undo([First, Second]), Ana, Start.AddSeconds(1)));
        Assert.Equal(RefusalKind.UndoNotPossible, Refused(mixed, new AlertCommand.Undo([First, Second]), Ben, Start.AddSeconds(1)));
    }

    private static Alert Two() => ClaimedBy(Ana, Hit(), Hit(Second));

    private static Verdict VerdictOf(Alert alert, string key) => alert.Find(key)!.Verdict!;
}

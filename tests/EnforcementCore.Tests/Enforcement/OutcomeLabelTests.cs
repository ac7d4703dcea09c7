using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>Labels: people's decisions within the time, once it is over; no machine's, none that was taken back, no person's more than
/// half.</summary>
public sealed class OutcomeLabelTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Late = At + OutcomeLabels.Matured;
    private static readonly SubjectRef Account = SubjectRef.Account("a");
    private static readonly OfficerId Ana = OfficerId.Parse("ana");

    [Fact]
    public void What_is_not_old_enough_has_no_label_and_what_came_before_after_or_of_another_harm_is_no_positive()
    {
        Assert.Null(Of([Decided(Ana, At.AddDays(1), "payment.failures")], Late.AddTicks(-1)));
        Assert.Equal(new OutcomeLabel(true, "ana"), Of([Decided(Ana, At.AddDays(1), "payment.failures")], Late));
        Assert.Equal(new OutcomeLabel(false, ""), Of([], Late));
        Assert.False(Of([Decided(Ana, At.AddDays(-1), "payment.failures")], Late)!.Positive);
        Assert.False(Of([Decided(Ana, Late.AddDays(1), "payment.failures")], Late.AddDays(9))!.Positive);
        Assert.False(Of([Decided(Ana, At.AddDays(1), "safety.content")], Late)!.Positive);
    }

    [Fact]
    public void What_a_machine_decided_or_was_taken_back_is_no_positive_and_what_was_lifted_is()
    {
        Assert.False(Of([Decided(OfficerId.System, At.AddDays(1), "payment.failures")], Late)!.Positive);
        foreach (var (reason, positive)
            in new[] { (EndReason.Overturned, false), (EndReason.Retracted, false), (EndReason.RolledBack, false),
            (EndReason.Lifted, true) })
        {
            Assert.Equal(positive, Of([Decided(Ana, At.AddDays(1), "payment.failures"), new ActionEnded(Ana, At.AddDays(2), "act", reason,
                At.AddDays(2), Ana, "No.")], Late)!.Positive);
        }
    }

    [Fact]
    public void Whoever_decides_however_much_teaches_at_most_half_of_the_positives_and_no_negative_goes()
        => Gen.Int[0, 4].Array[1, 80].Sample(who =>
        {
            OutcomeLabel[] labels = [.. who.Select(one => new OutcomeLabel(one > 0, one > 0 ? $"p{one}" : ""))];
            var kept = OutcomeLabels.Kept(labels).Select(place => labels[place]).ToList();
            Assert.Equal(labels.Count(one => !one.Positive), kept.Count(one => !one.Positive));
            var positives = kept.Where(one => one.Positive).GroupBy(one => one.Source).ToList();
            Assert.All(positives, group => Assert.True(positives.Count == 1
                || group.Count() <= OutcomeLabels.MostOfOneSource * positives.Sum(one => one.Count())));
        }, iter: 500);

    private static OutcomeLabel? Of(ActionEvent[] events, DateTimeOffset now) => OutcomeLabels.Of(events.Aggregate(SubjectActions.None,
        (state, happened) => state.Apply(happened)), RiskModelCodec.Default, RiskHarm.Fraud, At, now);

    private static ActionDecided Decided(OfficerId by, DateTimeOffset at, string ground) => new(by, at, new EnforcementAction("act", "dec",
        Account, ActionReach.Self, Measure.Of(Rung.Challenge), at, at.AddDays(3),
            [new ActionGround(ground, "row", new string('a', 64), null)],
        ActionOrigin.Officer), by, "ladder/1");
}

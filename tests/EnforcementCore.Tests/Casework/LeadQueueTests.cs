using Compliance.EnforcementCore.Casework;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Casework;

public sealed class LeadQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero);
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);

    [Fact]
    public void Every_ground_has_one_queue_and_what_is_recommended_there_is_permitted_and_is_of_that_queue()
    {
        foreach (var ground in GroundCatalogue.All)
        {
            var policy = LeadQueues.All.SelectMany(queue => queue.Policies).SingleOrDefault(one => one.Ground == ground.Code);
            Assert.True(policy is not null, ground.Code);
            Assert.InRange(policy.Rung, Rung.Warn, ground.Highest);
            Assert.Contains(policy, LeadQueues.Of(Lead(ground.Code)).Policies);
            Assert.True(TimeSpan.FromDays(policy.Days) <= LadderPolicy.Current.Longest(Measure.Of(policy.Rung)));
        }

        Assert.Equal(GroundCatalogue.All.Length, LeadQueues.All.Sum(queue => queue.Policies.Length));
        Assert.Equal(LeadQueues.All[0], LeadQueues.Of(Lead("a ground of an older version")));
    }

    [Fact]
    public void A_queue_says_how_many_wait_whose_clock_ran_out_and_since_when()
    {
        var old = Lead("payment.disputes") with { OpenedAt = Now.AddDays(-3), DueAt = Now.AddHours(-1) };
        var parked = Lead("payment.failures") with { ParkedUntil = Now.AddDays(1), Subject = null };
        var ended = Lead("payment.failures") with { Ended = LeadStatus.Dismissed };
        var state = LeadQueues.StateAt([old, Lead("payment.failures"), parked, ended, Lead("law.list")], Now)
            .Single(one => one.Queue.Name == "payments");
        Assert.Equal((2, 0, 1, 1, 1, (DateTimeOffset?)Now.AddDays(-3)),
            (state.Open, state.Claimed, state.Parked, state.Unmatched, state.Overdue, state.OldestOpen));
    }

    [Fact]
    public void Triage_says_how_grave_it_is_moves_it_to_the_queue_of_its_ground_and_takes_it_from_nobody()
    {
        var lead = Lead("payment.failures");
        var happened = Assert.Single(Accepted(LeadDecider.Decide(lead, Triage(5, "safety.content"), Ana, Now, 0)));
        var after = LeadDecider.Apply(lead, happened);
        Assert.Equal((5, "safety", 1, LeadStatus.Open), (after.Severity, LeadQueues.Of(after).Name, after.Version, after.StatusAt(Now)));
        Assert.Equal(Now, after.TriagedAt);
        Assert.Equal(RefusalCode.BadParameters, Refused(LeadDecider.Decide(lead, Triage(6, "safety.content"), Ana, Now, 0)));
        Assert.Equal(RefusalCode.NoGround, Refused(LeadDecider.Decide(lead, Triage(3, "nothing"), Ana, Now, 0)));
        Assert.Equal(RefusalCode.StaleVersion, Refused(LeadDecider.Decide(after, Triage(3, "safety.content"), Ana, Now, 0)));
        var held = LeadDecider.Apply(lead, new LeadClaimed(OfficerId.Parse("ben"), Now, Now.AddMinutes(20)));
        Assert.Equal(RefusalCode.ClaimedByAnother, Refused(LeadDecider.Decide(held, Triage(3, "safety.content"), Ana, Now, null)));
    }

    private static LeadCommand Triage(int severity, string ground) => new LeadCommand.Triage(severity, ground, "looked at it");

    private static Lead Lead(string ground) => new(EnforcementCore.Casework.Lead.IdOf(LeadSource.Hunt, ground), LeadSource.Hunt, "x", "api",
        SubjectRef.Account("a"), ground, "to look into", 3, 50, 1, Now.AddHours(-1), Now, null);

    private static IEnumerable<LeadEvent> Accepted(CommandResult<LeadEvent> result)
        => result.Match(events => events, refusal => throw new InvalidOperationException(refusal.Text));

    private static RefusalCode? Refused(CommandResult<LeadEvent> result) => result.Match<RefusalCode?>(_ => null, refusal => refusal.Code);
}

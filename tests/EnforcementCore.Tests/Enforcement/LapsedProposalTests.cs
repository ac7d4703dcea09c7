using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>What one person asked for and nobody agreed to in fourteen days could be agreed to for ever.</summary>
public sealed class LapsedProposalTests
{
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Approver);
    private static readonly SubjectRef Other = SubjectRef.Account("b");
    private static readonly DateTimeOffset Asked = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public void A_word_on_two_accounts_waits_fourteen_days(int days, bool waits)
    {
        var state = SubjectRulings.None.Apply(new PairRulingProposed(Ana.Id, Asked, Other, RulingWord.NotSame, "why", []));
        var now = Asked.AddDays(days);
        Assert.Equal(waits, RulingDecider.Second(state, Other, Ben, now) is CommandResult<RulingEvent>.Accepted);
        Assert.Equal(waits, state.AwaitedAt(Other, now) is not null);

        // What lapsed stands in nobody's way: it is said again, also another word.
        var again = RulingDecider.Say(state, Other, RulingWord.Same, "new facts", Ben, now);
        Assert.Equal(!waits, again is CommandResult<RulingEvent>.Accepted { Events.Length: 1 });
    }

    [Theory]
    [InlineData(13, true)]
    [InlineData(15, false)]
    public void An_action_on_an_operation_waits_fourteen_days(int days, bool waits)
    {
        var refusal = OperationDecider.Second(OperationStatus.Proposed, Ana.Id, [], Asked, Ben, Asked.AddDays(days));
        Assert.Equal(waits, refusal is null);
        Assert.Equal(!waits, OperationDecider.IsLapsed(OperationStatus.Proposed, Asked, Asked.AddDays(days)));
        Assert.False(OperationDecider.IsLapsed(OperationStatus.Agreed, Asked, Asked.AddDays(400)));
    }

    [Theory]
    [InlineData(13, PolicyStatus.Proposed)]
    [InlineData(15, PolicyStatus.Draft)]
    public void A_proposed_version_of_a_policy_is_a_draft_again_after_fourteen_days(int days, PolicyStatus status)
    {
        var registry = PolicyRegistry.Empty.Apply(new PolicyDrafted(Ana.Id, [], Asked, 1, null, "x"))
            .Apply(new PolicyProposed(Ana.Id, [], Asked, 1, 2)).Apply(new PolicyApproved(Ben.Id, [], Asked.AddDays(1), 1));
        Assert.Equal(status, registry.StatusOf(registry.Versions[0], Asked.AddDays(days)));

        // The approval was of what was proposed then: proposed again it needs both anew.
        var again = registry.Apply(new PolicyProposed(Ana.Id, [], Asked.AddDays(days), 1, 2));
        Assert.Empty(again.Versions[0].Approvals);
        Assert.Equal(PolicyStatus.Proposed, again.StatusOf(again.Versions[0], Asked.AddDays(days + 1)));
        var approved = again.Apply(new PolicyApproved(Ben.Id, [], Asked.AddDays(days + 1), 1))
            .Apply(new PolicyApproved(OfficerId.Parse("eve"), [], Asked.AddDays(days + 1), 1));
        Assert.Equal(PolicyStatus.Approved, approved.StatusOf(approved.Versions[0], Asked.AddDays(days + 300)));
    }
}

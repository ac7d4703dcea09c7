using Compliance.EnforcementCore.Policies;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Policies;

public sealed class PolicyDeciderTests
{
    private static readonly Officer Maker = Person("ann", OfficerRole.PolicyManager);
    private static readonly Officer Checker = Person("ben", OfficerRole.Approver);
    private static readonly Officer Other = Person("eve", OfficerRole.Approver);
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private PolicyRegistry _registry = PolicyRegistry.Empty;
    private DateTimeOffset _now = Start;

    [Fact]
    public void A_version_decides_only_after_another_person_approved_it_and_it_was_tried()
    {
        Done(new PolicyCommand.Draft(Text(7)), Maker);
        Refused(RefusalCode.NeedsSecondPerson, new PolicyCommand.Activate(1), Maker);
        Done(new PolicyCommand.Propose(1), Maker);
        Refused(RefusalCode.SamePerson, new PolicyCommand.Approve(1), Maker);
        Refused(RefusalCode.NotPermitted, new PolicyCommand.Approve(1), Person("zoe", OfficerRole.Screener));
        Done(new PolicyCommand.Approve(1), Checker);
        Refused(RefusalCode.BacktestTooOld, new PolicyCommand.Activate(1), Maker);
        Done(new PolicyCommand.Backtest(1, 10, 2, "digest"), Maker);
        Done(new PolicyCommand.Activate(1), Maker);
        Assert.Equal(1, _registry.ActiveAt(_now)!.Number);
        Assert.Equal(PolicyStatus.Active, Status(1));
    }

    [Fact]
    public void A_key_cannot_approve_what_its_holder_wrote_and_nobody_knows_who_approves_for_nobody()
    {
        Done(new PolicyCommand.Draft(Text(7)), Maker);
        Done(new PolicyCommand.Propose(1), Maker);
        Refused(RefusalCode.SamePerson, new PolicyCommand.Approve(1),
            new Officer(OfficerId.Parse("key.1"), OfficerRole.Approver) { Behind = [Maker.Id] });
        Refused(RefusalCode.NotPermitted, new PolicyCommand.Approve(1), new Officer(OfficerId.Parse("key.2"), OfficerRole.Approver));
        Refused(RefusalCode.NotPermitted, new PolicyCommand.Approve(1), Officer.Service);
    }

    [Fact]
    public void A_version_that_was_not_proved_today_or_breaks_its_obligation_is_not_proposed()
    {
        Done(new PolicyCommand.Draft(Text(7)), Maker);
        Refused(RefusalCode.ProofMissing, new PolicyCommand.Propose(1), Maker, proof: null);
        Done(new PolicyCommand.Draft("must block when age < 100\n" + Text(7)), Maker);
        Refused(RefusalCode.BadText, new PolicyCommand.Propose(2), Maker);
        Done(new PolicyCommand.Draft(Text(7, "must block when age < 100\n")), Maker);
        Refused(RefusalCode.ProofMissing, new PolicyCommand.Propose(3), Maker);
    }

    [Fact]
    public void A_new_exemption_needs_two_approvers()
    {
        Done(new PolicyCommand.Draft(Text(7).Replace("unknown", "except vip expires 2027-01-01\nunknown", StringComparison.Ordinal)),
            Maker);
        Done(new PolicyCommand.Propose(1), Maker);
        Done(new PolicyCommand.Approve(1), Checker);
        Assert.Equal(PolicyStatus.Proposed, Status(1));
        Refused(RefusalCode.SamePerson, new PolicyCommand.Approve(1), Checker);
        Done(new PolicyCommand.Approve(1), Other);
        Assert.Equal(PolicyStatus.Approved, Status(1));
    }

    [Fact]
    public void One_person_may_tighten_at_once_and_it_dies_unless_another_approves()
    {
        Published(Text(7), 1);
        Refused(RefusalCode.NeedsSecondPerson, new PolicyCommand.Tighten(Text(5)), Maker);
        Done(new PolicyCommand.Tighten(Text(9)), Maker);
        Assert.Equal(2, _registry.ActiveAt(_now)!.Number);
        Refused(RefusalCode.SamePerson, new PolicyCommand.Approve(2), Maker);
        Assert.Equal(1, _registry.ActiveAt(_now + PolicyDecider.EmergencyLives)!.Number);
        Assert.Equal(PolicyStatus.RolledBack, _registry.StatusOf(_registry.Find(2)!, _now + PolicyDecider.EmergencyLives));
        Done(new PolicyCommand.Approve(2), Checker);
        Assert.Equal(2, _registry.ActiveAt(_now + TimeSpan.FromDays(365))!.Number);
    }

    [Fact]
    public void Approval_after_it_died_does_not_revive_it()
    {
        Published(Text(7), 1);
        Done(new PolicyCommand.Tighten(Text(9)), Maker);
        _now += PolicyDecider.EmergencyLives;
        Refused(RefusalCode.NotAwaitingSecond, new PolicyCommand.Approve(2), Checker);
        Assert.Equal(1, _registry.ActiveAt(_now)!.Number);
    }

    [Fact]
    public void Returning_to_an_earlier_version_is_the_same_act_and_is_refused_where_it_loosens()
    {
        Published(Text(9), 1);
        Published(Text(7), 2);
        Done(new PolicyCommand.RollBack(1), Maker);
        Assert.Equal((1, PolicyStatus.RolledBack), (_registry.ActiveAt(_now)!.Number, Status(2)));
        Refused(RefusalCode.NeedsSecondPerson, new PolicyCommand.RollBack(2), Maker);
        Assert.Equal(2, _registry.ActiveAt(_now + PolicyDecider.EmergencyLives)!.Number);
    }

    [Fact]
    public void A_version_made_from_one_that_no_longer_decides_must_be_made_again()
    {
        Published(Text(7), 1);
        Done(new PolicyCommand.Draft(Text(8)), Maker);
        Published(Text(9), 3);
        Refused(RefusalCode.StaleVersion, new PolicyCommand.Propose(2), Maker);
    }

    [Fact]
    public void What_an_emergency_tightened_no_trial_opens_again()
    {
        Published(Text(7), 1);
        Done(new PolicyCommand.Draft(Text(5)), Maker);
        Done(new PolicyCommand.Propose(2), Maker);
        Done(new PolicyCommand.Approve(2), Checker);
        Done(new PolicyCommand.Shadow(2, 1000), Maker);
        Assert.Equal(2, _registry.ShadowAt(_now)!.Number);
        Done(new PolicyCommand.Tighten(Text(9)), Maker);
        Assert.Equal((3, null), (_registry.ActiveAt(_now)!.Number, _registry.ShadowAt(_now)?.Number));
        // The version that it was made from decides again once nobody approved the emergency.
        Assert.Equal(2, _registry.ShadowAt(_now + PolicyDecider.EmergencyLives)!.Number);
    }

    private void Published(string text, int number)
    {
        Done(new PolicyCommand.Draft(text), Maker);
        Done(new PolicyCommand.Propose(number), Maker);
        Done(new PolicyCommand.Approve(number), Checker);
        Done(new PolicyCommand.Backtest(number, 0, 0, "digest"), Maker);
        Done(new PolicyCommand.Activate(number), Maker);
        _now += TimeSpan.FromMinutes(1);
    }

    private PolicyStatus Status(int number) => _registry.StatusOf(_registry.Find(number)!, _now);

    private void Done(PolicyCommand command, Officer officer)
        => _registry = Decide(command, officer, Proof(command)).Match(events
            => events.Aggregate(_registry, (one, happened) => one.Apply(happened)),
            refusal => throw new InvalidOperationException($"{command}: {refusal}"));

    private void Refused(RefusalCode code, PolicyCommand command, Officer officer) => Refused(code, command, officer, Proof(command));

    private void Refused(RefusalCode code, PolicyCommand command, Officer officer, PolicyProof? proof)
        => Assert.Equal(code, Decide(command, officer, proof).Match(_ => (RefusalCode?)null, refusal => refusal.Code));

    private CommandResult<PolicyEvent> Decide(PolicyCommand command, Officer officer, PolicyProof? proof)
        => PolicyDecider.Decide(_registry, command,
        new PolicyContext(officer, _now)
        {
            Proof = proof,
            Changes = Program(command) is { } after && _registry.ActiveAt(_now)?.Program is { } before
                ? PolicyChanges.Between(before, after, DateOnly.FromDateTime(_now.UtcDateTime)) : null,
        });

    private PolicyProof? Proof(PolicyCommand command)
        => Program(command) is { } program ? PolicyProver.Prove(program, DateOnly.FromDateTime(_now.UtcDateTime)) : null;

    private PolicyProgram? Program(PolicyCommand command) => command switch
    {
        PolicyCommand.Propose one => _registry.Find(one.Version)?.Program,
        PolicyCommand.Approve one => _registry.Find(one.Version)?.Program,
        PolicyCommand.Activate one => _registry.Find(one.Version)?.Program,
        PolicyCommand.RollBack one => _registry.Find(one.Version)?.Program,
        PolicyCommand.Shadow one => _registry.Find(one.Version)?.Program,
        PolicyCommand.Tighten one => ScreeningCore.Policies.Text.PolicyParser.Read(one.Text).Program,
        _ => null,
    };

    private static Officer Person(string id, OfficerRole role) => new(OfficerId.Parse(id), role);

    private static string Text(int limit, string obligation = "")
        => $"feature age integer 0..150\nfeature vip flag\n{obligation}row A then=block\nwhen age < {limit}\nunknown review\n"
            + "basis \"Policy of an invented platform\" checked 2026-11-22\n";
}

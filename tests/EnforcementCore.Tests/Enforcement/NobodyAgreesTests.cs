using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>
/// A key or an application of which nobody knows who holds it was nobody else than itself: where it had the role of an approver it agreed
/// to what its own holder had asked for.
/// </summary>
public sealed class NobodyAgreesTests
{
    private static readonly Officer Ana = new(OfficerId.Parse("ana"), OfficerRole.Analyst);
    private static readonly SubjectRef Other = SubjectRef.Account("b");
    private static readonly DateTimeOffset Asked = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Machines => ["key.robot", "app.robot"];

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_machine_of_nobody_agrees_to_nothing_that_takes_two(string name)
    {
        var robot = new Officer(OfficerId.Parse(name), OfficerRole.Approver);
        Assert.True(robot.MayBe(Ana.Id, []));
        var rulings = SubjectRulings.None.Apply(new PairRulingProposed(Ana.Id, Asked, Other, RulingWord.NotSame, "why", []));
        Assert.Equal(RefusalCode.SamePerson, RefusalOf(RulingDecider.Second(rulings, Other, robot, Asked)));
        Assert.Equal(RefusalCode.SamePerson,
            OperationDecider.Second(OperationStatus.Proposed, Ana.Id, [], Asked, robot, Asked)!.Code);
        var ceiling = new RiskOverride("rov_1", Other, RiskHarm.Coordination, false, 1, "why", Ana.Id, null, Asked, Asked.AddDays(9));
        Assert.Equal(RefusalCode.SamePerson, RefusalOf(RiskOverrideDecider.Second(
            SubjectRisk.None.Apply(new RiskOverrideProposed(Ana.Id, Asked, ceiling, [])), "rov_1", robot, Asked)));

        // With somebody behind it who is somebody else it agrees.
        var held = robot with { Behind = [OfficerId.Parse("ben")] };
        Assert.Null(RefusalOf(RulingDecider.Second(rulings, Other, held, Asked)));
        Assert.Equal(RefusalCode.SamePerson, RefusalOf(RulingDecider.Second(rulings, Other, robot with { Behind = [Ana.Id] }, Asked)));
    }

    private static RefusalCode? RefusalOf<TEvent>(CommandResult<TEvent> result)
        => result is CommandResult<TEvent>.Refused refused ? refused.Refusal.Code : null;
}

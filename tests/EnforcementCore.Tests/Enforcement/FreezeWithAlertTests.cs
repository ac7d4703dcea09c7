using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using static Compliance.EnforcementCore.Tests.Enforcement.ActionWorld;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>A freeze that a list demanded ends with its alert, and only by two people.</summary>
public sealed class FreezeWithAlertTests
{
    private readonly ActionWorld _world = new();

    public FreezeWithAlertTests() => Assert.Null(_world.Do(Officer.Service,
        new Propose(Act("f", Rung.None, hours: null, code: "law.list") with { Origin = ActionOrigin.Law })));

    [Fact]
    public void Two_who_concluded_on_the_alert_end_it_and_are_named()
    {
        Assert.Null(_world.Do(Officer.Service, new EndWithAlert("f", "alert-1", Ana.Id, Ben.Id)));
        Assert.True(_world.Standing.IsClear);
        var end = _world.State.Actions["f"].End!;
        Assert.Equal((Ben.Id, Ana.Id, EndReason.ByLaw), (end.By, end.Maker, end.Reason));
        Assert.Equal(RefusalCode.AlreadyEnded, _world.Do(Officer.Service, new EndWithAlert("f", "alert-1", Ana.Id, Ben.Id)));
    }

    [Fact]
    public void One_who_concluded_alone_has_proposed_the_end_and_another_agrees()
    {
        foreach (var checker in new OfficerId?[] { null, Ben.Id })
        {
            Assert.Null(_world.Do(Officer.Service, new EndWithAlert("f", "alert-1", Ben.Id, checker)));
            Assert.True(_world.Standing.Frozen);
        }

        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new SecondEnd("f")));
        Assert.Null(_world.Do(Eve, new SecondEnd("f")));
        Assert.False(_world.Standing.Frozen);
    }

    [Fact]
    public void Nobody_but_the_service_tells_of_an_alert_and_a_hold_keeps_the_freeze()
    {
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Ben, new EndWithAlert("f", "alert-1", Ana.Id, Ben.Id)));
        _world.LegalHold = true;
        Assert.Equal(RefusalCode.LegalHold, _world.Do(Officer.Service, new EndWithAlert("f", "alert-1", Ana.Id, Ben.Id)));
        _world.LegalHold = false;
        Assert.Null(_world.Do(Ben, new Propose(Act("s", Rung.Suspend))));
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Officer.Service, new EndWithAlert("s", "alert-1", Ana.Id, Eve.Id)));
        Assert.Equal(RefusalCode.NotFound, _world.Do(Officer.Service, new EndWithAlert("none", "alert-1", Ana.Id, Eve.Id)));
        Assert.True(_world.Standing.Frozen);
    }

    [Fact]
    public void A_freeze_that_two_people_asked_for_does_not_end_with_an_alert()
    {
        Assert.Null(_world.Do(Ana, new Propose(Act("g", Rung.None, hours: null, code: "law.order") with { Origin = ActionOrigin.Law })));
        Assert.Null(_world.Do(Ben, new Second("g")));
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Officer.Service, new EndWithAlert("g", "alert-1", Ana.Id, Eve.Id)));
    }
}

using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using static Compliance.EnforcementCore.Tests.Enforcement.ActionWorld;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>A key and whoever holds or made it are one person: what a key proposes its holder does not agree with.</summary>
public sealed class KeysAreTheirHoldersTests
{
    private static readonly Officer BensKey = new(OfficerId.Parse("key.ops"), OfficerRole.Analyst) { Behind = [Ben.Id] };
    private static readonly Officer NobodysKey = new(OfficerId.Parse("key.old"), OfficerRole.Analyst);
    private readonly ActionWorld _world = new();

    [Fact]
    public void Who_holds_the_key_does_not_agree_with_its_proposal_and_another_does()
    {
        Assert.Null(_world.Do(BensKey, new Propose(Act("t", Rung.Terminate, hours: null))));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new Second("t")));
        Assert.Null(_world.Do(Eve, new Second("t")));
        Assert.Null(_world.Do(BensKey, new End("t", EndReason.Lifted, null, "it was wrong")));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new SecondEnd("t")));
        Assert.Null(_world.Do(Eve, new SecondEnd("t")));
    }

    [Fact]
    public void A_proposal_of_a_key_that_nobody_is_known_to_hold_is_agreed_with_by_nobody()
    {
        Assert.Null(_world.Do(NobodysKey, new Propose(Act("t", Rung.Terminate, hours: null))));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new Second("t")));
        Assert.True(_world.Standing.IsClear);
    }

    [Fact]
    public void Who_holds_the_key_that_acted_does_not_decide_the_appeal()
    {
        Assert.Null(_world.Do(BensKey, new Propose(Act("h", Rung.PaymentHold))));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new End("h", EndReason.Overturned, null, "the appeal was right")));
        Assert.True(_world.State.Actions["h"].MayHaveBeenDecidedBy(Ben));
        Assert.False(_world.State.Actions["h"].MayHaveBeenDecidedBy(Eve));
        Assert.Null(_world.Do(Eve, new End("h", EndReason.Overturned, null, "the appeal was right")));
    }

    [Fact]
    public void What_a_machine_decided_anybody_with_the_right_may_overturn()
    {
        Assert.Null(_world.Do(Officer.Service, new Propose(Act("m", Rung.RateLimit, code: "abuse.velocity") with { Origin = ActionOrigin.Automatic })));
        Assert.False(_world.State.Actions["m"].MayHaveBeenDecidedBy(Ben));
        Assert.Null(_world.Do(Ben, new End("m", EndReason.Overturned, null, "the appeal was right")));
    }

    [Fact]
    public void Who_stands_behind_a_key_is_stored_with_what_it_did()
    {
        _world.Do(BensKey, new Propose(Act("t", Rung.Terminate, hours: null)));
        var written = EnforcementCodec.Write(new ActionProposed(BensKey.Id, Start, Act("t", Rung.Terminate)) { Behind = BensKey.Behind });
        Assert.Equal([Ben.Id], EnforcementCodec.Read<ActionEvent>(written).Behind.ToArray());
        Assert.DoesNotContain("behind", EnforcementCodec.Write(new ActionDeclined(Ben.Id, Start, "t", "no")), StringComparison.OrdinalIgnoreCase);
    }
}

using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using static Compliance.EnforcementCore.Enforcement.ActionCommand;
using static Compliance.EnforcementCore.Tests.Enforcement.ActionWorld;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>
/// A key, who holds it and who made it are one person where two must agree on an action. Before, a key proposed a suspension, or its end,
/// and whoever held the key seconded it.
/// </summary>
public sealed class OnePersonActionTests
{
    private static readonly Officer Key = Machine("key.self", "ben", "mia");
    private static readonly Officer Unheld = Machine("key.old");
    private readonly ActionWorld _world = new();

    [Fact]
    public void Nobody_seconds_what_their_own_key_proposed()
    {
        Assert.Null(_world.Do(Key, new Propose(Act("a", Rung.Suspend))));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new Second("a")));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben with { Id = OfficerId.Parse("mia") }, new Second("a")));
        Assert.True(_world.Standing.IsClear);
        Assert.Null(_world.Do(Eve, new Second("a")));
        Assert.Equal(Rung.Suspend, _world.Standing.Rung);
    }

    [Fact]
    public void Nobody_seconds_the_end_that_their_own_key_proposed()
    {
        Assert.Null(_world.Do(Ana, new Propose(Act("a", Rung.Terminate, hours: null))));
        Assert.Null(_world.Do(Eve, new Second("a")));
        Assert.Null(_world.Do(Key, new End("a", EndReason.Lifted, null, "wrong")));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new SecondEnd("a")));
        Assert.Equal(Rung.Terminate, _world.Standing.Rung);
        Assert.Null(_world.Do(Eve, new SecondEnd("a")));
        Assert.True(_world.Standing.IsClear);
    }

    [Fact]
    public void Nobody_decides_the_appeal_against_what_their_own_key_took()
    {
        _world.ThroughAppeal = true;
        Assert.Null(_world.Do(Key, new Propose(Act("a", Rung.PaymentHold))));
        Assert.Equal(RefusalCode.SamePerson, _world.Do(Ben, new End("a", EndReason.Overturned, null, "upheld")));
        Assert.Null(_world.Do(Eve, new End("a", EndReason.Overturned, null, "upheld")));
    }

    [Fact]
    public void A_key_that_nobody_holds_proposes_nothing_that_two_must_agree_on()
    {
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Unheld, new Propose(Act("a", Rung.Suspend))));
        Assert.Null(_world.Do(Ana, new Propose(Act("b", Rung.Suspend))));
        Assert.Null(_world.Do(Ben, new Second("b")));
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Unheld, new End("b", EndReason.Lifted, null, "wrong")));
        Assert.Null(_world.Do(Unheld, new Propose(Act("c", Rung.RateLimit))));
        _world.ThroughAppeal = true;
        Assert.Null(_world.Do(Ben, new Propose(Act("d", Rung.RateLimit))));
        Assert.Equal(RefusalCode.NotPermitted, _world.Do(Unheld, new End("d", EndReason.Overturned, null, "it could be Ben's")));
    }

    [Fact]
    public void The_people_behind_a_key_are_stored_with_what_it_did_and_read_back()
    {
        var proposed = new ActionProposed(Key.Id, Start, Act("a", Rung.Suspend)) { Behind = Key.Behind };
        Assert.Equal(["ben", "mia"], EnforcementCodec.Read<ActionEvent>(EnforcementCodec.Write(proposed)).Behind.Select(id => id.Value));
        Assert.DoesNotContain("behind", EnforcementCodec.Write(proposed with { Behind = default }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_caller_that_invents_surfaces_makes_a_bounded_number_of_events()
    {
        Assert.Null(_world.Do(Ben, new Propose(Act("a", Rung.RateLimit))));
        for (var number = 0; number < ActionDecider.MaxSurfaces; number++)
        {
            Assert.Null(_world.Do(Officer.Service, new Acknowledge($"surface{number}", 1, Start)));
        }

        Assert.Equal(RefusalCode.BadParameters, _world.Do(Officer.Service, new Acknowledge("one more", 1, Start)));
        Assert.Null(_world.Do(Officer.Service, new Acknowledge("surface0", 1, Start)));
    }

    private static Officer Machine(string id, params string[] people) => new(OfficerId.Parse(id), OfficerRole.Analyst)
    { Behind = [.. people.Select(OfficerId.Parse)] };
}

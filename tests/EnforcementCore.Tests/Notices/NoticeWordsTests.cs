using Compliance.EnforcementCore.Appeals;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Notices;
using Compliance.EnforcementCore.Tests.Enforcement;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Notices;

/// <summary>Words, owed notices and what is kept back.</summary>
public sealed class NoticeWordsTests
{
    private readonly ActionWorld _world = new();

    [Fact]
    public void Every_ground_measure_end_and_outcome_has_words_in_every_language()
    {
        var keys = NoticeWords.Keys.ToHashSet();
        foreach (var locale in NoticeLocales.All)
        {
            Assert.All(keys, key => Assert.False(string.IsNullOrWhiteSpace(NoticeWords.Find(locale, key)), $"{locale} {key}"));
        }

        Assert.Subset(keys, GroundCatalogue.All.Select(ground => "ground." + ground.Code).ToHashSet());
        Assert.Subset(keys, Enum.GetValues<EndReason>().Select(reason => "end." + Snake(reason.ToString())).ToHashSet());
        Assert.Subset(keys, Enum.GetNames<AppealOutcome>().Select(outcome => "meaning." + outcome.ToLowerInvariant()).ToHashSet());
        Assert.Subset(keys, Enum.GetValues<Rung>().Where(rung => rung != Rung.None).Select(rung => "effect." + Snake(rung.ToString()))
            .Append("effect.freeze").ToHashSet());
    }

    [Fact]
    public void Every_decided_action_owes_a_notice_and_so_does_every_end_before_its_time()
    {
        _world.Do(ActionWorld.Ben, new ActionCommand.Propose(ActionWorld.Act("a", Rung.Warn)));
        _world.Do(ActionWorld.Ana, new ActionCommand.Propose(ActionWorld.Act("b", Rung.Suspend)));
        Assert.Equal(["a"], OwedNotices.Of(_world.State).Select(owed => owed.About));
        _world.Do(ActionWorld.Ben, new ActionCommand.Second("b"));
        _world.Do(ActionWorld.Ben, new ActionCommand.End("a", EndReason.Lifted, null, "x"));
        Assert.Equal([("a", NoticeKind.Action), ("a", NoticeKind.ActionEnded), ("b", NoticeKind.Action)],
            OwedNotices.Of(_world.State).Select(owed => (owed.About, owed.Kind)).Order());
    }

    [Fact]
    public void What_would_warn_somebody_is_kept_back_and_goes_out_on_its_date()
    {
        var order = ActionWorld.Act("a", Rung.Suspend, code: "law.order");
        var rule = WithholdingRules.ByRule(order, ActionWorld.Start)!.Value;
        Assert.Equal((WithholdingBasis.CourtOrder, ActionWorld.Start.AddDays(30)), rule);
        Assert.Equal(WithholdingBasis.Sanctions, WithholdingRules.ByRule(ActionWorld.Act("b", Rung.None, null, "law.list"),
            ActionWorld.Start)!.Value.Basis);
        Assert.Null(WithholdingRules.ByRule(ActionWorld.Act("c", Rung.Suspend), ActionWorld.Start));
        _world.Do(ActionWorld.Ben, new ActionCommand.Propose(order));
        var owed = OwedNotices.Of(_world.State).Single();
        var notices = SubjectNotices.None.Apply(new NoticeWithheld(OfficerId.System, ActionWorld.Start, owed.Id, owed.Kind, owed.About,
            rule.Basis, rule.Until, "x"));
        Assert.Empty(OwedNotices.Open(_world.State, notices, rule.Until.AddTicks(-1)));
        Assert.Equal([owed], OwedNotices.Open(_world.State, notices, rule.Until));
    }

    [Theory]
    [InlineData(Rung.Challenge), InlineData(Rung.RateLimit), InlineData(Rung.CapabilityLimit), InlineData(Rung.PaymentHold),
        InlineData(Rung.Suspend), InlineData(Rung.Terminate), InlineData(Rung.None)]
    public void The_statement_of_every_restriction_is_one_that_the_database_accepts(Rung rung)
    {
        var code = rung == Rung.None ? "law.list" : "provider.deactivation";
        _world.Do(ActionWorld.Ben, new ActionCommand.Propose(ActionWorld.Act("a", rung, rung is Rung.None or Rung.Terminate ? null : 24, code)));
        _world.Do(ActionWorld.Eve, new ActionCommand.Second("a"));
        var statement = StatementOfAction.Of(_world.State.Actions["a"], "what happened", "ntc_x_1", detected: true);
        Assert.Empty(StatementRules.Problems(statement));
        Assert.True(statement.Restricts);
    }

    private static string Snake(string name)
        => string.Concat(name.Select((c, place) => char.IsUpper(c) && place > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c) + ""));
}

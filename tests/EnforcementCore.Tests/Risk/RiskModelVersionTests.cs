using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Risk;

/// <summary>Which version of the model scores, and who decided that.</summary>
public sealed class RiskModelVersionTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly Officer[] Officers = [.. from role in RolePermissions.OfPeople from name in new[] { "ana", "ben", "eve" }
                                                     select new Officer(OfficerId.Parse(name), role)];

    [Fact]
    public void Over_all_orders_of_commands_no_version_scores_that_fewer_than_two_people_wanted_and_the_past_stays_what_it_was()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 4], Gen.Int[0, Officers.Length - 1]).Array[1, 60].Sample(steps =>
        {
            var (registry, now, past) = (RiskModelRegistry.First, Start, new List<(DateTimeOffset At, string Hash)>());
            foreach (var (act, number, who) in steps)
            {
                var officer = Officers[who];
                now = now.AddMinutes(1);
                var result = act switch
                {
                    0 => RiskModelDecider.Draft(registry, RiskModelCodec.Write(RiskModelCodec.Default with { Name = $"v{number}" }), null,
                        officer, now),
                    1 => RiskModelDecider.Propose(registry, number, null, officer, now),
                    2 => RiskModelDecider.Publish(registry, number, null, officer, now),
                    _ => RiskModelDecider.Reject(registry, number, "No.", null, officer, now),
                };
                foreach (var happened in result.Match(events => events, _ => []))
                {
                    if (happened is RiskModelPublished)
                    {
                        var version = registry.Find(number)!;
                        Assert.True(officer.Role == OfficerRole.Approver && version.Proposal!.By != officer.Id
                            && version.Drafted?.By != officer.Id);
                    }

                    registry = registry.Apply(happened);
                }

                past.Add((now, registry.ActiveAt(now).Hash));
            }

            Assert.All(past, one => Assert.Equal(one.Hash, registry.ActiveAt(one.At).Hash));
        }, iter: 1500);

    [Fact]
    public void A_text_that_is_no_model_and_a_draft_made_from_another_version_than_the_one_in_force_are_refused()
    {
        var (maker, checker) = (new Officer(OfficerId.Parse("pia"), OfficerRole.PolicyManager), new Officer(OfficerId.Parse("ben"),
            OfficerRole.Approver));
        Assert.IsType<CommandResult<RiskModelEvent>.Refused>(RiskModelDecider.Draft(RiskModelRegistry.First, "{}", null, maker, Start));
        var registry = RiskModelRegistry.First;
        Give(RiskModelDecider.Draft(registry, Text("one"), null, maker, Start));
        Give(RiskModelDecider.Draft(registry, Text("two"), null, maker, Start));
        Give(RiskModelDecider.Propose(registry, 1, null, maker, Start));
        Give(RiskModelDecider.Propose(registry, 2, null, maker, Start));
        Give(RiskModelDecider.Publish(registry, 1, null, checker, Start));
        Assert.Equal(RefusalCode.StaleVersion, Assert.IsType<CommandResult<RiskModelEvent>.Refused>(
            RiskModelDecider.Publish(registry, 2, null, checker, Start)).Refusal.Code);
        Give(RiskModelDecider.Propose(registry, 0, null, maker, Start));
        Give(RiskModelDecider.Publish(registry, 0, null, checker, Start.AddMinutes(1)));
        Assert.Equal((1, 0), (registry.ActiveAt(Start).Number, registry.ActiveAt(Start.AddMinutes(1)).Number));

        void Give(CommandResult<RiskModelEvent> result) => registry = Assert.IsType<CommandResult<RiskModelEvent>.Accepted>(result).Events
            .Aggregate(registry, (state, happened) => state.Apply(happened));

        static string Text(string name) => RiskModelCodec.Write(RiskModelCodec.Default with { Name = name });
    }

    [Fact]
    public void A_proposal_that_nobody_agreed_to_lapses_and_drafts_are_bounded_until_a_policy_manager_sends_some_back()
    {
        var (maker, checker) = (new Officer(OfficerId.Parse("pia"), OfficerRole.PolicyManager), new Officer(OfficerId.Parse("ben"),
            OfficerRole.Approver));
        var registry = RiskModelRegistry.First;
        var text = RiskModelCodec.Write(RiskModelCodec.Default with { Name = "one" });
        Give(RiskModelDecider.Draft(registry, text, null, maker, Start));
        Give(RiskModelDecider.Propose(registry, 1, null, maker, Start));
        var late = Start + RiskModelRegistry.ProposalsWait;
        Assert.Equal(RiskModelStatus.Proposed, registry.StatusOf(registry.Versions[1], late.AddTicks(-1)));
        Assert.Equal(RefusalCode.NotAwaitingSecond, Assert.IsType<CommandResult<RiskModelEvent>.Refused>(
            RiskModelDecider.Publish(registry, 1, null, checker, late)).Refusal.Code);
        Give(RiskModelDecider.Propose(registry, 1, null, maker, late));
        Give(RiskModelDecider.Publish(registry, 1, null, checker, late));
        Assert.Equal(1, registry.ActiveAt(late).Number);

        for (var number = 2; number < 2 + RiskModelDecider.MostDrafts; number++)
        {
            Give(RiskModelDecider.Draft(registry, text, null, maker, late));
        }

        Assert.Equal(RefusalCode.WrongState, Assert.IsType<CommandResult<RiskModelEvent>.Refused>(
            RiskModelDecider.Draft(registry, text, null, maker, late)).Refusal.Code);
        Give(RiskModelDecider.Reject(registry, 2, "Not needed.", null, maker, late));
        Give(RiskModelDecider.Draft(registry, text, null, maker, late));

        void Give(CommandResult<RiskModelEvent> result) => registry = Assert.IsType<CommandResult<RiskModelEvent>.Accepted>(result).Events
            .Aggregate(registry, (state, happened) => state.Apply(happened));
    }
}

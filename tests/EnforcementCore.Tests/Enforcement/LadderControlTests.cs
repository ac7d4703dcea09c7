using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;
using CsCheck;

namespace Compliance.EnforcementCore.Tests.Enforcement;

/// <summary>Who lets the ladder act, and what it takes when it does.</summary>
public sealed class LadderControlTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly LadderTrip Trip = new("subjects_hour", 50, 49, 10_000);

    private static readonly Officer[] Officers = [.. from role in RolePermissions.OfPeople from name in new[] { "ana", "ben", "eve" }
                                                     select new Officer(OfficerId.Parse(name), role)];

    [Fact]
    public void Over_all_orders_of_commands_the_ladder_acts_only_after_two_people_and_never_after_a_trip_until_two_did_again()
        => Gen.Select(Gen.Int[0, 3], Gen.Int[0, Officers.Length - 1]).Array[1, 40].Sample(steps =>
        {
            var (state, asked) = (LadderControl.First, default(OfficerId?));
            foreach (var (act, who) in steps)
            {
                var officer = Officers[who];
                var result = act switch
                {
                    0 => LadderControlDecider.Ask(state, "The counts in the shadow are right.", null, officer, Now),
                    1 => LadderControlDecider.Second(state, null, officer, Now),
                    2 => LadderControlDecider.Stop(state, LadderMode.Shadow, "It is wrong.", officer, Now),
                    _ => LadderControlDecider.Trip(state, Trip, Now),
                };
                foreach (var happened in result.Match(events => events, _ => []))
                {
                    var before = state.Mode;
                    state = state.Apply(happened);
                    asked = happened is LadderAsked ? officer.Id : asked;
                    Assert.False(before != LadderMode.Acting && state.Mode == LadderMode.Acting
                        && (asked is null || asked == officer.Id || officer.Role != OfficerRole.Approver));
                    asked = happened is LadderAsked ? asked : null;
                }
            }
        }, iter: 3000);

    [Fact]
    public void A_key_of_which_nobody_knows_who_holds_it_and_the_service_change_nothing()
    {
        var key = new Officer(OfficerId.Parse("key.k1"), OfficerRole.Approver);
        Assert.All(new[] { key, Officer.Service }, officer =>
        {
            Assert.IsType<CommandResult<LadderEvent>.Refused>(LadderControlDecider.Ask(LadderControl.First, "x", null, officer, Now));
            Assert.IsType<CommandResult<LadderEvent>.Refused>(
                LadderControlDecider.Stop(LadderControl.First, LadderMode.Off, "x", officer, Now));
        });
    }

    [Fact]
    public void Whatever_is_seen_the_machine_takes_at_most_rung_4_on_a_ground_that_permits_it()
        => Gen.Select(Gen.Enum<RiskHarm>(), Gen.Int[0, 4], Gen.Int[0, 20], Gen.Select(Gen.Int[1, 5], Gen.Int[0, GroundCatalogue.All.Length])
            .Array[0, 6]).Sample((harm, band, points, seen) =>
        {
            var signals =
                seen.Select((one, n) => new Signal($"sig_{n}", SubjectRef.Account("a"), "t@1", "g", 1, 1000, 24, Now, "t", one.Item1, 90)
                { Ground = one.Item2 < GroundCatalogue.All.Length ? GroundCatalogue.All[one.Item2].Code : "nothing" }).ToList();
            if (LadderStep.Of(harm, band, points, signals, LadderPolicy.Current) is not { } step)
            {
                return;
            }

            Assert.True(band >= 1 && step.Row.Rung <= Rung.CapabilityLimit && step.Measure.Problem() is null);
            var action = step.Action("act_" + new string('0', 32) + "_000000000000", SubjectRef.Account("a"), Now, "ladder/1", harm,
                new string('a', 64));
            Assert.True(LadderPolicy.Current.MachineMay(action) && GroundCatalogue.Find(step.Signal.Ground)!.Permits(action.Measure));
            Assert.Null(ActionRules.Problem(action, new ActionContext(Officer.Service, Now, LadderPolicy.Current,
                Subject.Unknown(SubjectRef.Account("a")).Apply(new SubjectSeen(OfficerId.System, Now, null)))));
        }, iter: 5000);

    [Fact]
    public void A_delay_is_drawn_between_an_hour_and_a_day_and_the_same_draw_gives_the_same_delay()
        => Gen.Byte.Array[32].Sample(draw =>
        {
            var delay = LadderStep.DelayOf(draw);
            Assert.InRange(delay, TimeSpan.FromHours(1), TimeSpan.FromHours(24));
            Assert.Equal(delay, LadderStep.DelayOf([.. draw]));
        }, iter: 2000);

    [Fact]
    public void Who_asked_waits_fourteen_days_and_nobody_agrees_before_the_breaker_has_room()
    {
        var at = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        var (pia, ben) = (new Officer(OfficerId.Parse("pia"), OfficerRole.PolicyManager), new Officer(OfficerId.Parse("ben"),
            OfficerRole.Approver));
        var asked = Given(LadderControl.First, LadderControlDecider.Ask(LadderControl.First, "It was right.", null, pia, at));
        var late = at + LadderControl.AskedWaits;
        Assert.Equal(RefusalCode.NotAwaitingSecond, CodeOf(LadderControlDecider.Second(asked, null, ben, late)));
        Assert.Equal(RefusalCode.WrongState, CodeOf(LadderControlDecider.Second(asked, null, ben, at, at.AddMinutes(1))));
        Assert.Equal(RefusalCode.WrongState, CodeOf(LadderControlDecider.Ask(asked, "Again.", null, pia, late.AddTicks(-1))));
        var again = Given(asked, LadderControlDecider.Ask(asked, "Again.", null, pia, late));
        Assert.Equal(LadderMode.Acting, Given(again, LadderControlDecider.Second(again, null, ben, late, late)).Mode);
        Assert.Equal(LadderMode.Off, Given(again, LadderControlDecider.Stop(again, LadderMode.Off, "No.", pia, late)).Mode);

        static RefusalCode CodeOf(CommandResult<LadderEvent> result)
            => Assert.IsType<CommandResult<LadderEvent>.Refused>(result).Refusal.Code;

        static LadderControl Given(LadderControl state, CommandResult<LadderEvent> result)
            => Assert.IsType<CommandResult<LadderEvent>.Accepted>(result).Events.Aggregate(state, (one, happened) => one.Apply(happened));
    }
}

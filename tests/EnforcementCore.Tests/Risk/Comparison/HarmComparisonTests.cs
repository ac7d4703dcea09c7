using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Comparison;
using Compliance.EnforcementCore.Risk.Versions;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Review;

namespace Compliance.EnforcementCore.Tests.Risk.Comparison;

/// <summary>Two versions on decisions whose outcome is known: who is better is told where cases suffice, and a version that is shown to be
/// worse is not published.</summary>
public sealed class HarmComparisonTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Officer Pia = new(OfficerId.Parse("pia"), OfficerRole.PolicyManager);
    private static readonly Officer Ben = new(OfficerId.Parse("ben"), OfficerRole.Approver);

    [Fact]
    public void A_version_that_ranks_better_is_better_and_the_same_two_exchanged_are_worse()
    {
        var cases = Cases(400, champion: 0.5, challenger: 2);
        Assert.Equal(ComparisonVerdict.Better, HarmComparison.Of(RiskHarm.Fraud, cases).Verdict);
        Assert.Equal(ComparisonVerdict.Worse, HarmComparison.Of(RiskHarm.Fraud, [.. cases.Select(one => one with
        { Champion = one.Challenger, Challenger = one.Champion })]).Verdict);
    }

    [Fact]
    public void Too_few_cases_of_either_outcome_or_of_too_few_accounts_say_nothing()
    {
        var cases = Cases(400, 0.5, 2);
        foreach (var some in new[]
        {
            [.. cases.Take(99)], [.. cases.Where(one => one.Positive)], [.. cases.Where(one => !one.Positive)],
            cases.Select((one, place) => one with { Account = SubjectRef.Account($"a-{place % 15}") }).ToList(), [],
        })
        {
            Assert.Equal(ComparisonVerdict.TooFew, HarmComparison.Of(RiskHarm.Fraud, some).Verdict);
        }
    }

    [Fact]
    public void Versions_that_score_alike_are_the_same_and_those_that_rank_alike_are_not_worse()
    {
        var cases = Cases(300, 1, 1);
        Assert.Equal(ComparisonVerdict.Same, HarmComparison.Of(RiskHarm.Fraud, [.. cases.Select(one => one with
        { Challenger = one.Champion })]).Verdict);
        Assert.Equal(ComparisonVerdict.NotWorse, HarmComparison.Of(RiskHarm.Fraud, [.. cases.Select(one => one with
        { Challenger = one.Champion + 300 })]).Verdict);
    }

    /// <summary>An account with a thousand equal cases is one account: taken for a thousand, its luck would look like proof.</summary>
    [Fact]
    public void Copies_of_one_account_s_case_prove_nothing()
    {
        var cases = Cases(120, 1, 1, seed: 3);
        var loud = cases.First(one => one.Positive) with { Champion = -3000, Challenger = 5000 };
        var gain = HarmComparison.Of(RiskHarm.Fraud, [.. cases, .. Enumerable.Repeat(loud, 500)]);
        Assert.True(gain.GainHigh - gain.GainLow > HarmComparison.WidestInterval
            || gain.Verdict != ComparisonVerdict.Better, gain.ToString());
    }

    /// <summary>Of what goes to nobody one in fifty is kept: counted once each, a version that flags them all would look as precise as one
    /// that does not.</summary>
    [Fact]
    public void What_was_kept_by_chance_counts_as_often_as_one_like_it_was_there()
    {
        var cases = Cases(400, 1, 1).Select((one, place) => one with { Chance = one.Positive ? 1 : 0.02, Challenger = one.Champion })
            .ToList();
        var (weighed, plain) = (HarmComparison.Gain(cases, Scores(cases), Scores(cases)).First, HarmComparison.Gain(
            [.. cases.Select(one => one with { Chance = 1 })], Scores(cases), Scores(cases)).First);
        Assert.True(weighed < plain - 0.15, $"{weighed} and {plain}");
    }

    [Fact]
    public void By_chance_alone_hardly_a_version_is_called_better_or_worse()
    {
        var said = Enumerable.Range(0, 60).Count(seed => HarmComparison.Of(RiskHarm.Fraud, Cases(300, 1, 1, seed)).Verdict
            is ComparisonVerdict.Better or ComparisonVerdict.Worse);
        Assert.InRange(said, 0, 8); // One in twenty.
    }

    [Fact]
    public void Two_people_do_not_publish_a_version_that_is_shown_to_be_worse_but_one_that_scored_before_comes_back()
    {
        var text = RiskModelCodec.Write(RiskModelCodec.Default with { Name = "worse" });
        var registry = Given(RiskModelRegistry.First, one => RiskModelDecider.Draft(one, text, null, Pia, Now));
        registry = Given(registry, one => RiskModelDecider.Propose(one, 1, null, Pia, Now));
        var cases = Cases(400, 2, 0.5);
        var worse = new ModelComparison(Now, "a", "b", 10, true, 0, [.. new int[25]], 0, [HarmComparison.Of(RiskHarm.Fraud, cases)], []);
        var refused = Assert.IsType<CommandResult<RiskModelEvent>.Refused>(RiskModelDecider.Publish(registry, 1, null, Ben, Now, worse));
        Assert.Contains("ranks fraud worse", refused.Refusal.Text, StringComparison.Ordinal);
        var few = worse with { Harms = [HarmComparison.Of(RiskHarm.Fraud, [.. cases.Take(50)])] };
        var accepted = Assert.IsType<CommandResult<RiskModelEvent>.Accepted>(RiskModelDecider.Publish(registry, 1, null, Ben, Now, few));
        Assert.Contains("Too few outcomes", Assert.IsType<RiskModelPublished>(accepted.Events[0]).Compared, StringComparison.Ordinal);

        registry = Given(registry, one => RiskModelDecider.Publish(one, 1, null, Ben, Now));
        registry = Given(registry, one => RiskModelDecider.Propose(one, 0, null, Pia, Now.AddDays(1)));
        Assert.Equal(0, Given(registry, one => RiskModelDecider.Publish(one, 0, null, Ben, Now.AddDays(1), worse)).ActiveAt(Now.AddDays(2))
            .Number);
    }

    private static double[] Scores(IEnumerable<ComparedCase> cases) => [.. cases.Select(one => one.Champion / 1000.0 / 20)];

    private static RiskModelRegistry Given(RiskModelRegistry registry, Func<RiskModelRegistry, CommandResult<RiskModelEvent>> command)
        => command(registry).Match(events => events.Aggregate(registry, (one, happened) => one.Apply(happened)),
            refused => throw new InvalidOperationException(refused.Text));

    /// <summary>One account a case, a quarter positive; each version's score lies so many thousandths of noise apart.</summary>
    private static List<ComparedCase> Cases(int count, double champion, double challenger, int seed = 1)
    {
        var random = new Random(seed);
        int Score(bool positive, double skill) => (int)(1000 * ((positive ? skill : 0) + (2 * random.NextDouble())));
        return [.. Enumerable.Range(0, count).Select(n =>
        {
            var positive = random.Next(4) == 0;
            return new ComparedCase(SubjectRef.Account($"c-{n}"), Now.AddDays(-100).AddMinutes(n), 1, positive, Score(positive, champion),
                Score(positive, challenger), []);
        })];
    }
}

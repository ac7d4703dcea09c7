using Compliance.Cli.Evaluation.World;
using Compliance.Lists.Jurisdictions;
using Compliance.ScreeningCore.Location;

namespace Compliance.Cli.Tests.Evaluation.World;

/// <summary>The verdict on a labelled synthetic world (not on real people): calibration, and cost beside two simple rules.</summary>
public sealed class SyntheticWorldTests
{
    private const int Seed = 20261122;

    private static readonly LocationPolicy Policy = PolicyLibrary.Load().LocationOn(new DateOnly(2026, 11, 22));
    private static readonly WorldSummary Summary = WorldEvaluation.Run(Seed, new SyntheticWorld(Seed).People(40_000), Policy, "test");

    [Fact]
    public void Probabilities_are_calibrated()
    {
        Assert.InRange(Summary.CalibrationError, 0, 0.05);
        Assert.InRange(Summary.CalibrationErrorAtWorldPrior, 0, 0.05);
    }

    [Theory]
    [InlineData(Seed)]
    [InlineData(7)]
    [InlineData(424242)]
    public void The_verdict_costs_less_than_any_signal_blocks_and_than_the_majority_of_signals_in_every_world(int seed)
    {
        var costs = WorldEvaluation.Run(seed, new SyntheticWorld(seed).People(10_000), Policy, "test")
            .Costs.ToDictionary(cost => cost.Rule, cost => cost.Cost);
        Assert.True(costs["verdict"] < costs["any signal blocks"]
            && costs["verdict"] < costs["majority of signals blocks"], string.Join(", ", costs));
    }

    [Fact]
    public void Travellers_emigrants_VPN_users_and_border_regions_are_not_refused()
    {
        var refused = Summary.Lives.Where(life => !life.Life.StartsWith("local", StringComparison.Ordinal) && life.Refused > 0)
            .Select(life => $"{life.Life}: {life.Refused} of {life.People}");
        Assert.Empty(refused);
    }

    [Fact]
    public void Every_life_that_the_document_names_is_lived()
    {
        foreach (var part
            in new[] { "traveller", "VPN", "border region", "shared mobile", "stolen card", "satellite", "emigrant", "gateway" })
        {
            Assert.Contains(Summary.Lives, life => life.Life.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_world()
    {
        static IEnumerable<(string, double)> People()
            => new SyntheticWorld(Seed).People(500)
            .Select(person => (person.Life, WorldEvaluation.Strongest(LocationJudge.Judge(person.Facts, Policy))));
        Assert.Equal(People(), People());
    }
}

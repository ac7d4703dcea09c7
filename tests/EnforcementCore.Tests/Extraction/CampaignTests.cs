using Compliance.EnforcementCore.Extraction;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.EnforcementCore.Tests.Extraction;

/// <summary>Campaigns: more of what was confirmed, calm about what is ordinary, and nothing from too little.</summary>
public sealed class CampaignTests
{
    private static readonly string[] Tasks = ["sort a list", "parse a date", "merge two trees", "count words", "reverse a queue"];
    private static readonly string[] Topics = ["my card", "the transfer", "a refund", "my address", "the top-up", "an exchange rate"];
    private static readonly string[] Moods = ["please", "quickly", "again", "today", "for my sister", "in the app", "before friday"];

    [Fact]
    public void An_attack_is_found_within_some_prompts_and_ordinary_streams_stay_calm()
    {
        var campaign = Made();
        var (detector, at) = (new CampaignDetector(), 0);
        for (var i = 500; at == 0 && i < 600; i++)
        {
            at = detector.Add(campaign.Surprise(campaign.Score(PromptSketch.Of(Attack(i)))).P) ? i - 499 : 0;
        }

        Assert.InRange(at, 1, 35);
        var calm = new CampaignDetector();
        Assert.DoesNotContain(true, Enumerable.Range(5000, 1000).Select(i
            => calm.Add(campaign.Surprise(campaign.Score(PromptSketch.Of(Ordinary(i)))).P)));
    }

    [Fact]
    public void Few_or_mixed_prompts_make_no_campaign()
    {
        var (training, calibration) = (Class(0, 300), Class(300, 900));
        Assert.Null(Campaign.Make("few", Attacks(49), [training], [calibration]).Campaign);
        List<PromptSketch> mixed = [.. Attacks(60), .. Class(2000, 2060).Sketches];
        var (campaign, problem) = Campaign.Make("mixed", mixed, [training], [calibration]);
        Assert.Null(campaign);
        Assert.Contains("mixed", problem);
    }

    [Fact]
    public void The_same_prompts_make_the_same_campaign()
        => Assert.True(Made().Weights.AsSpan().SequenceEqual(Made().Weights.AsSpan()));

    [Fact]
    public void A_sketch_has_length_one_and_forgets_numbers_and_case()
    {
        var sketch = PromptSketch.Of("Where is my card 4711?");
        Assert.Equal(1, sketch.Values.Sum(value => value * value), 4);
        Assert.True(sketch.Values.AsSpan().SequenceEqual(PromptSketch.Of("where is MY card 0815?").Values.AsSpan()));
        Assert.Empty(PromptSketch.Of("").Values.ToArray());
    }

    [Theory]
    [InlineData(.1)]
    [InlineData(.01)]
    public void On_streams_that_calibration_describes_an_alarm_is_at_least_as_rare_as_promised(double level)
    {
        var (bits, sum, squares, count) = (new SplitMix(5), 0.0, 0.0, 400);
        for (var stream = 0; stream < count; stream++)
        {
            var (detector, length) = (new CampaignDetector(), 0);
            while (length++ < 20 / level && !detector.Add((1.0 + bits.Below(501)) / 501, level: level))
            {
            }

            (sum, squares) = (sum + length, squares + ((double)length * length));
        }

        var mean = sum / count;
        Assert.True(mean - (1.96 * Math.Sqrt((squares / count) - (mean * mean)) / Math.Sqrt(count)) >= 1 / level, $"{mean}");
    }

    [Fact]
    public void What_is_chosen_by_is_expected_to_be_at_most_one_where_evidence_that_begins_anew_is_more()
    {
        var (bits, count, values, evidence) = (new SplitMix(6), 2000, 0.0, 0.0);
        for (var stream = 0; stream < count; stream++)
        {
            var detector = new CampaignDetector();
            for (var i = 0; i < 60; i++)
            {
                detector.Add((1.0 + bits.Below(501)) / 501);
            }

            (values, evidence) = (values + detector.Value, evidence + detector.Evidence);
        }

        Assert.True(values / count <= 1, $"{values / count}");
        Assert.True(evidence / count > 1, $"{evidence / count}");
    }

    [Fact]
    public void Many_streams_are_chosen_from_so_that_few_are_wrong()
    {
        Assert.Equal([2, 0], DailyChoice.Of([80, 1, 900, 3], 0.1).ToArray());
        Assert.Empty(DailyChoice.Of([9, 9, 9], 0.1).ToArray());
    }

    [Fact]
    public void The_test_of_a_population_flags_ordinary_accounts_and_is_no_alarm()
    {
        // A pool of two kinds of traffic; an account that only ever does one of them is ordinary, and flagged.
        List<PromptSketch> Pool(int from) => [.. Class(from, from + 400).Sketches,
            .. Enumerable.Range(from, 400).Select(i => PromptSketch.Of($"translate into french: {Moods[i % 7]} {i % 13} {Tasks[i % 5]}"))];
        var test = new PopulationTest([.. Pool(0), .. Pool(1000)], 50);
        Assert.True(test.Statistic(Class(7000, 7050).Sketches) > test.Threshold);
    }

    /// <summary>Windows in which prompts stood twice made a threshold that a quarter of attack did not reach, and a threshold from another
    /// part of the pool flagged windows of a third one.</summary>
    [Fact]
    public void Of_windows_drawn_alike_from_one_pool_the_test_of_a_population_flags_few_and_finds_a_mix()
    {
        List<PromptSketch> Drawn(int from, int count) => [.. Class(from, from + count).Sketches];
        var flagged = 0;
        for (var pool = 0; pool < 20; pool++)
        {
            var test = new PopulationTest(Drawn(pool * 1000, 300), 40);
            var bits = new SplitMix((ulong)pool);
            var others = Drawn((pool * 1000) + 500, 200);
            flagged += Enumerable.Range(0, 20).Count(_ => test.Statistic(Draws.Some(others, 40, bits)) > test.Threshold);
            Assert.True(test.Statistic([.. Draws.Some(others, 30, bits), .. Attacks(10)]) > test.Threshold);
        }

        Assert.InRange(flagged, 0, 16); // Of 400; four are expected.
    }

    [Fact]
    public void Some_items_are_different_ones_and_each_is_drawn_as_often()
    {
        var (bits, drawn) = (new SplitMix(3), new int[10]);
        for (var round = 0; round < 5000; round++)
        {
            var some = Draws.Some(Enumerable.Range(0, 10).ToList(), 4, bits);
            Assert.Equal(4, some.Distinct().Count());
            foreach (var item in some)
            {
                drawn[item]++;
            }
        }

        Assert.All(drawn, count => Assert.InRange(count, 1850, 2150));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draws.Some([1], 2, bits));
    }

    private static Campaign Made() => Campaign.Make("code", Attacks(100), [Class(0, 300)], [Class(300, 1500)]).Campaign!;

    private static List<PromptSketch> Attacks(int count) => [.. Enumerable.Range(0, count).Select(i => PromptSketch.Of(Attack(i)))];

    private static BenignClass Class(int from, int to)
        => new("support", [.. Enumerable.Range(from, to - from).Select(i => PromptSketch.Of(Ordinary(i)))]);

    private static string Attack(int i)
        => $"Write a function in Python to {Tasks[Mix(i, 1) % 5]} and explain step {i} by step, then rate it.";

    private static string Ordinary(int i)
        => $"why is {Topics[Mix(i, 2) % 6]} not there {Moods[Mix(i, 3) % 7]}, I asked about {Topics[Mix(i, 4) % 6]} {Moods[Mix(i, 5) % 7]}";

    private static int Mix(int i, ulong salt) => (int)(SplitMix.Hash((ulong)i, salt) % 1000);
}

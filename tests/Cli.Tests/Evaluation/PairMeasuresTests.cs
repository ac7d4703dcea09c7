using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Tests.Evaluation;

public sealed class PairMeasuresTests
{
    [Fact]
    public void The_best_threshold_lies_between_the_scores_it_separates()
    {
        var (threshold, f1) = PairMeasures.Best(Scores((0.9, true), (0.8, true), (0.4, false), (0.1, false)));
        Assert.Equal(1, f1);
        Assert.Equal(0.6, threshold, 6);
    }

    [Fact]
    public void The_best_F1_is_what_the_confusion_at_its_threshold_says_Invariant()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var scores =
                Scores([.. Enumerable.Range(0, 1 + random.Next(40))
                .Select(_ => (Math.Round(random.NextDouble(), 1), random.Next(2) == 0))]);
            var (threshold, f1) = PairMeasures.Best(scores);
            Assert.Equal(Confusion.At(scores, threshold).F1 ?? 0, f1, 9);
            foreach (var other in scores.Select(pair => pair.Score))
            {
                Assert.True((Confusion.At(scores, other).F1 ?? 0) <= f1 + 1e-9, $"seed {seed}: {other} is better than {threshold}");
            }
        }
    }

    [Fact]
    public void Scores_that_are_frequencies_have_no_calibration_error()
    {
        var honest = Enumerable.Range(0, 10).Select(i => (0.75, i % 4 != 0)).Take(8).Append((0.0, false)).ToArray();
        Assert.Equal(0, PairMeasures.CalibrationError(Scores(honest)), 9);
        Assert.Equal(0.5, PairMeasures.CalibrationError(Scores((1.0, true), (1.0, false))), 9);
    }

    [Fact]
    public void Only_strangers_at_99_and_above_count_as_hopeless() =>
        Assert.Equal(0.5, PairMeasures.NegativesAtOrAbove99(Scores((0.99, false), (0.98, false), (1.0, true))));

    [Fact]
    public void A_strong_label_answered_wrongly_is_a_confident_error()
    {
        ScoredPair[] scores =
            [Pair(0.2, true, "STRONG"), Pair(0.9, false, "STRONG"), Pair(0.9, false, "MEDIUM"), Pair(0.9, true, "STRONG")];
        var summary = PairEvaluation.Summarise(scores, 0.5, new LatencySample());
        Assert.Equal(2, summary.ConfidentErrors);
        Assert.Equal((3, 1, 1),
            (summary.ByCategory["quality=STRONG"].Cases, summary.ByCategory["quality=STRONG"]
            .FalsePositives, summary.ByCategory["quality=STRONG"].FalseNegatives));
    }

    private static ScoredPair[] Scores(params (double Score, bool IsMatch)[] scores)
        => [.. scores.Select(score => Pair(score.Score, score.IsMatch, ""))];

    private static ScoredPair Pair(double score, bool isMatch, string quality) =>
        new(new LabelledPair("1", new ScreeningSubject { Name = "a" },
        new ListedParty(ListEntryId.Parse("xx-invented:1"), PartyKind.Unknown, [new ListedName("b")]), isMatch)
        { Quality = quality },
        score);
}

using Compliance.Cli.Evaluation.Schedules;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Tests.Evaluation;

/// <summary>Small versions of <c>evaluate schedules</c> and <c>evaluate races</c>.</summary>
public sealed class ScheduleEvaluationTests
{
    [Fact]
    public void No_schedule_decides_twice_loses_a_hit_gets_stuck_or_halves_a_bulk_ModelBased()
    {
        var summary = ScheduleEvaluation.Run(4_000, firstSeed: 7_000_000, () => { }, default);
        Assert.Null(summary.FirstFault);
        Assert.Equal(0, summary.Faults);

        // A model that refuses everything, or never gets anywhere, proves nothing.
        Assert.True(summary is { Verdicts: > 2_000, Refusals: > 10_000, Closed: > 2_000, Bulks: > 50 }, summary.ToString());
    }

    [Fact]
    public async Task Of_two_officers_on_two_instances_exactly_one_wins()
    {
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var summary = await RaceEvaluation.RunAsync(storage.Records, 150, TimeProvider.System, () => { }, default);
        Assert.Equal((150, 0, 0, 0), (summary.ExactlyOneWinner, summary.NoWinner, summary.TwoWinners, summary.WrongRecords));
    }

    [Fact]
    public void The_judge_finds_a_verdict_without_a_claim_an_approval_by_the_author_and_a_half_bulk()
    {
        var (ana, at) = (OfficerId.Parse("ana"), new DateTimeOffset(2026, 3, 4, 10, 0, 0, TimeSpan.Zero));
        var finding = new AlertFinding("k", ScreeningCore.Screening.Gate.Location, ScreeningCore.Screening.Decision.Review, "scr_1", "f");
        var stored = new SimulatedAlert();
        var id = AlertId.FirstOfSubject("a");
        stored.TryAppend(0,
            [new AlertOpened(OfficerId.System, at, id, "a", "scr_1", ScreeningCore.Screening.Decision.Review, [finding]),
            new DispositionRecorded(ana, at, ["k"], Disposition.TrueMatch, "concern_confirmed", "x", true, null),
            new DispositionApproved(ana, at, ["k"], "")]);
        var faults = new ScheduleFaults();
        ScheduleJudge.Judge(stored, "seed 0", faults);
        Assert.Equal((1, 1), (faults.DoubleDecisions, faults.SelfApprovals));
        var half = new BulkVerdict
        {
            Id = "b",
            Group = "g",
            Members = [new BulkMember(id, "k", 1, "f")],
            Reason = "r",
            Text = "t",
            Author = ana,
            ProposedAt =
            at,
            Stage = BulkStage.Done
        };
        ScheduleJudge.Judge(half, _ => stored, faults);
        Assert.Equal(1, faults.HalfBulks);
    }
}

using System.Diagnostics;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Subjects;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Standings;

/// <summary>What <c>evaluate standing</c> found; property names are the contract of its JSON.</summary>
/// <param name="Schedules">Schedules run.</param>
/// <param name="Wrong">Standings, points or next changes that differ from the naive reading.</param>
/// <param name="Forbidden">Decisions by somebody who may not decide them.</param>
/// <param name="Standings">Standings compared.</param>
/// <param name="Decisions">Commands accepted.</param>
/// <param name="Refused">Commands refused.</param>
/// <param name="P99Microseconds">99th percentile of the time one standing takes, over a sample.</param>
internal sealed record StandingSummary(int Schedules, int Wrong, int Forbidden, long Standings, long Decisions, long Refused,
    double P99Microseconds)
{
    /// <summary>The first faults, in words.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<string> Examples { get; init; } = [];
}

/// <summary>Random schedules against the naive reading.</summary>
internal static class StandingEvaluation
{
    private const int Questions = 4;
    private const int ShownFaults = 20;

    public static StandingSummary Run(int schedules, int seed, Action onCase, CancellationToken cancellation)
    {
        var (wrong, forbidden, standings, decisions, refused) = (0, 0, 0L, 0L, 0L);
        var examples = new List<string>();
        var times = new List<double>();
        for (var number = 0; number < schedules; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var schedule = new StandingSchedule(unchecked(seed + number));
            schedule.Run();
            var oracle = new StandingOracle(schedule.Happened);
            var random = new Random(unchecked(seed + number));
            foreach (var find in new[] { schedule.Find, schedule.Retold() })
            {
                for (var question = 0; question < Questions; question++)
                {
                    var (subjects, at) = Question(random, schedule.Now);
                    var started = Stopwatch.GetTimestamp();
                    var answer = StandingFold.At(subjects, at, find);
                    Note(times, started, number);
                    standings++;
                    if (Fault(oracle, find, subjects, at, answer.Standing) is { } fault)
                    {
                        wrong++;
                        Say(examples, $"schedule {seed + number}: {fault}");
                    }
                }
            }

            foreach (var fault in StandingRights.Faults(schedule.Happened))
            {
                forbidden++;
                Say(examples, $"schedule {seed + number}: {fault}");
            }

            decisions += schedule.Happened.Count;
            refused += schedule.Refused;
            onCase();
        }

        return new StandingSummary(schedules, wrong, forbidden, standings, decisions, refused, Percentiles.At(times, 0.99))
        { Examples = examples };
    }

    private static (SubjectRef[] Subjects, DateTimeOffset At) Question(Random random, DateTimeOffset now)
    {
        var one = StandingWorld.Subjects[random.Next(StandingWorld.Subjects.Length)];
        var both = random.Next(3) == 0;
        return (both ? [SubjectRef.Parse("api_key:k1"), SubjectRef.Parse("end_user:a1/u")] : [one],
            now.AddMinutes(random.Next(-60 * 24 * 60, 60 * 24 * 60)));
    }

    private static string? Fault(StandingOracle oracle, Func<SubjectRef, SubjectFile> find, SubjectRef[] subjects, DateTimeOffset at,
        Standing standing)
    {
        var (ours, naive) = (StandingOracle.Written(standing), oracle.At(subjects, at));
        var (change, naiveChange) = (standing.ChangesAt, oracle.NextChange(subjects, at));
        var (points, naivePoints) = (find(subjects[0]).Actions.PointsAt(at), oracle.Points(subjects[0], at));
        return ours != naive ? $"{subjects[0]} at {at:O}: {ours}, naive {naive}"
            : change != naiveChange ? $"{subjects[0]} at {at:O} changes at {change:O}, naive {naiveChange:O}"
            : points != naivePoints || points < 0 ? $"{subjects[0]} at {at:O} has {points} points, naive {naivePoints}"
            : null;
    }

    private static void Note(List<double> times, long started, int number)
    {
        if (number % 16 == 0)
        {
            times.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }
    }

    private static void Say(List<string> examples, string text)
    {
        if (examples.Count < ShownFaults)
        {
            examples.Add(text);
        }
    }
}

/// <summary>Who may not have decided what, read from the events alone.</summary>
internal static class StandingRights
{
    public const string KeyOfBen = "key.of-ben";
    public const string KeyOfNobody = "key.of-nobody";

    private static readonly HashSet<string> Approvers = ["ben", "eve", "zoe"];

    public static IEnumerable<string> Faults(IReadOnlyList<StandingFact> facts)
    {
        var decided = new Dictionary<string, ActionDecided>(StringComparer.Ordinal);
        foreach (var happened in facts.Select(fact => fact.OfActions))
        {
            if (happened is ActionDecided one)
            {
                decided.TryAdd(one.Action.Id, one);
                var machine = one.By == OfficerId.System;
                var high = one.Action.Measure.Freeze || one.Action.Measure.Rung == Rung.Terminate;
                if (one.By.Value is "aud" || (machine && one.Maker != OfficerId.System)
                    || (machine && one.Action.Measure is { Freeze: true } or { Rung: > Rung.CapabilityLimit }
                        && one.Action.Origin != ActionOrigin.Law)
                    || (machine && one.Action.Measure.Rung == Rung.Terminate)
                    || (one.By != one.Maker && MayBeOne(one.By, one.Maker))
                    || (!machine && high && (one.By == one.Maker || !Approvers.Contains(one.By.Value))))
                {
                    yield return $"{one.By} decided rung {(int)one.Action.Measure.Rung} that {one.Maker} made";
                }
            }
            else if (happened is ActionEnded ended && decided.TryGetValue(ended.Action, out var action))
            {
                var two = action.By != action.Maker || action.Action.Measure.Freeze;
                if ((two && (MayBeOne(ended.By, ended.Maker) || !Approvers.Contains(ended.By.Value)))
                    || (ended.By == OfficerId.System && action.By != OfficerId.System) || ended.By.Value is "aud"
                    || (ended.Reason == EndReason.Overturned && ended.By != OfficerId.System
                        && new[] { ended.By, ended.Maker }.Any(who => MayBeOne(who, action.By) || MayBeOne(who, action.Maker))))
                {
                    yield return $"{ended.By} ended what {action.Maker} and {action.By} decided";
                }
            }
        }
    }

    /// <summary>True where two who acted may be one person: a key may be anybody behind it, and one that nobody holds anybody at
    /// all.</summary>
    private static bool MayBeOne(OfficerId one, OfficerId other) => one == other
        || (one != OfficerId.System && other != OfficerId.System && (one.Value == KeyOfNobody || other.Value == KeyOfNobody))
        || (one.Value == KeyOfBen && other.Value is "ben" or "zoe") || (other.Value == KeyOfBen && one.Value is "ben" or "zoe");
}

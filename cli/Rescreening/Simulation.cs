using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Rescreening;

/// <summary>
/// Rescreens synthetic subjects after a change of the lists, as the service does and in full, and compares the two. Work is spread over the
/// processors; a difference would be named by the subject's number, so that it can be made again.
/// </summary>
internal sealed class Simulation(SyntheticSubjects subjects, int count, ScreeningContext before, ScreeningContext after,
    RescreeningPlan plan)
{
    private const int Batch = 2_000;

    /// <summary>What the service remembers of each subject's last screening: how close a name counts as a namesake's, and what is
    /// near.</summary>
    public SearchMemory[] Memories()
    {
        var memories = new SearchMemory[count];
        Over(count, number => memories[number] = RescreeningPlan.Remember(RequestOf(number), before));
        return memories;
    }

    /// <summary>Rescreens everybody by the plan.</summary>
    public SimulatedRun Rescreen(SearchMemory[] memories)
    {
        var changed = RescreeningPlan.ChangedIn(after.Corpus, plan.Deltas);
        var (concerned, looking, screening, remembering) = (new ConcurrentDictionary<int, ScreeningOutcome>(), 0L, 0L, 0L);
        var (wall, compute) = Measured(() => Over(count, number =>
        {
            var request = RequestOf(number);
            if (Counted(ref looking, () => plan.Judge(request, memories[number].Floors)).IsConcerned)
            {
                var context = after with { Earlier = memories[number].Near is { } near ? new EarlierSearch(near, changed) : null };
                concerned[number] = Counted(ref screening, () => ScreeningEngine.Decide(request, context));
                Counted(ref remembering, () => RescreeningPlan.Remember(request, context));
            }
        }));
        return new SimulatedRun(concerned, looking, screening, remembering, wall, compute);
    }

    /// <summary>Time to make the subjects alone, which no service spends.</summary>
    public double GeneratingSeconds() => Measured(() => Over(count, number => RequestOf(number))).Compute;

    /// <summary>Screens some subjects in full before and after, and compares with what the run said of them.</summary>
    public FullComparison Compare(SimulatedRun run, int checkedCount)
    {
        var (changed, comparisons, remembering, candidates) = (0, 0L, 0L, 0L);
        var differences = new ConcurrentBag<int>();
        var step = Math.Max(1, count / checkedCount);
        var numbers = Enumerable.Range(0, count).Where(number => number % step == 0).ToArray();
        var (wall, compute) = Measured(() => Over(numbers.Length, at =>
        {
            var request = RequestOf(numbers[at]);
            var (old, now) =
                (OutcomeSignature.Of(ScreeningEngine.Decide(request, before)),
                OutcomeSignature.Of(Counted(ref comparisons, () => ScreeningEngine.Decide(request, after))));
            Interlocked.Add(ref changed, old == now ? 0 : 1);
            Counted(ref remembering, () => RescreeningPlan.Remember(request, after));
            Interlocked.Add(ref candidates, new PartyMatcher(after.Corpus.Index, after.Profile).CountCandidates(request.Subject));
            var said = run.Outcomes.TryGetValue(numbers[at], out var outcome) ? OutcomeSignature.Of(outcome) : old;
            if (said != now)
            {
                differences.Add(numbers[at]);
            }
        }));
        return new FullComparison(numbers.Length, changed, comparisons, remembering, candidates, [.. differences.Order()], wall, compute);
    }

    /// <summary>Screens everybody who was screened again in full too; the numbers of those of whom anything differs, hits, near misses and
    /// explanations to the letter.</summary>
    public int[] DifferingInEvidence(SimulatedRun run)
    {
        var differences = new ConcurrentBag<int>();
        var numbers = run.Outcomes.Keys.ToArray();
        Over(numbers.Length, at =>
        {
            var full = ScreeningEngine.Decide(RequestOf(numbers[at]), after);
            if (JsonSerializer.Serialize(full, EvidenceCodec.Options)
                != JsonSerializer.Serialize(run.Outcomes[numbers[at]], EvidenceCodec.Options))
            {
                differences.Add(numbers[at]);
            }
        });
        return [.. differences.Order()];
    }

    // Whatever compares two names counts: searching, aligning for the explanation, looking the same party up on other lists.
    private static T Counted<T>(ref long counter, Func<T> work)
    {
        var before = PartyMatcher.ComparedOnThisThread;
        var result = work();
        Interlocked.Add(ref counter, PartyMatcher.ComparedOnThisThread - before);
        return result;
    }

    private ScreeningRequest RequestOf(int number)
        => new() { Channel = Channel.Rescreening, Subject = subjects.At(number), Monitor = true };

    private static void Over(int count, Action<int> work) => Parallel.For(0, (count + Batch - 1) / Batch, batch =>
    {
        for (var number = batch * Batch; number < Math.Min(count, (batch + 1) * Batch); number++)
        {
            work(number);
        }
    });

    private static (double Wall, double Compute) Measured(Action work)
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var (start, used) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        work();
        process.Refresh();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (process.TotalProcessorTime - used).TotalSeconds);
    }
}

/// <summary>A simulated rescreening.</summary>
/// <param name="Outcomes">Outcomes of the subjects that were screened again, by number.</param>
/// <param name="Looking">Names compared to find out whom the change concerns.</param>
/// <param name="Screening">Names compared while screening those again.</param>
/// <param name="Remembering">Names compared for what those subjects remember for the next change.</param>
/// <param name="Wall">Seconds it took.</param>
/// <param name="Compute">Seconds of processor time it took, of all processors together.</param>
internal sealed record SimulatedRun(IReadOnlyDictionary<int, ScreeningOutcome> Outcomes, long Looking, long Screening, long Remembering,
    double Wall, double Compute)
{
    /// <summary>Names compared to look and to screen.</summary>
    public long Comparisons => Looking + Screening;
}

/// <summary>The same subjects screened in full.</summary>
/// <param name="Checked">Subjects that were screened in full before and after.</param>
/// <param name="Changed">Those whose outcome changed.</param>
/// <param name="Comparisons">Names that a full rescreening compares for them.</param>
/// <param name="Remembering">Names that it compares for what they remember for the next change.</param>
/// <param name="Candidates">Names that the look-ups propose for them, of which it compares those that could matter.</param>
/// <param name="Differences">Numbers of subjects on which the run says something else than the full rescreening.</param>
/// <param name="Wall">Seconds both screenings took.</param>
/// <param name="Compute">Seconds of processor time both screenings took.</param>
internal sealed record FullComparison(int Checked, int Changed, long Comparisons, long Remembering, long Candidates, int[] Differences,
    double Wall, double Compute);

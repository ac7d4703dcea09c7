using System.Diagnostics;
using System.Text;
using Compliance.Cli.Evaluation.Events;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Events;

namespace Compliance.Cli.Evaluation.Stored;

/// <summary>What <c>evaluate stored</c> found; property names are the contract of its JSON.</summary>
/// <param name="Events">Events taken in durably, each with its shares at account and end user.</param>
/// <param name="Refused">Events that were refused; every one of them is good.</param>
/// <param name="EventsPerSecond">Events stored in a second of wall time.</param>
/// <param name="EventsPerProcessorSecond">The same, in a second of processor time of this process.</param>
/// <param name="HotEventsPerSecond">Events of one single key stored in a second while others came too.</param>
/// <param name="OthersP99Ms">99th percentile of the time an event of another account took meanwhile.</param>
/// <param name="Subjects">Subjects that were folded anew from their rows.</param>
/// <param name="RebuildSeconds">How long that took.</param>
/// <param name="RebuildGrownMegabytes">How much the managed heap had grown by it.</param>
/// <param name="Differences">Subjects whose standing differs from the one that is answered; the same rows, folded twice.</param>
internal sealed record StoredSummary(int Events, int Refused, double EventsPerSecond, double EventsPerProcessorSecond,
    double HotEventsPerSecond, double OthersP99Ms, int Subjects, double RebuildSeconds, double RebuildGrownMegabytes, int Differences);

/// <summary>Takes events in on an embedded store of its own, measures it, and folds every subject anew.</summary>
internal static class StoredEvaluation
{
    private const int Batch = 1000;
    private const int Senders = 4;
    private const int HotEvents = 10_000;
    private const int EventsPerAccount = 2_000;

    public static async Task<StoredSummary> RunAsync(IServiceProvider services, int events, int accounts, int seed,
        CancellationToken cancellation)
    {
        var reading = services.GetRequiredService<EventReading>();
        // The first events would measure the compiler.
        await TakeAsync(reading, EventWorld.Make(Batch * 4, seed + 1, 40, TimeSpan.FromDays(9)), cancellation);
        var written = EventWorld.Make(events, seed, accounts > 0 ? accounts : Math.Max(40, events / EventsPerAccount),
            TimeSpan.FromDays(30)).ToList();
        var (watch, before) = (Stopwatch.StartNew(), Processor());
        var refused = await TakeAsync(reading, written, cancellation);
        var (wall, processor) = (watch.Elapsed.TotalSeconds, Processor() - before);
        var (hot, others) = await HotAsync(reading, seed, cancellation);
        var (subjects, seconds, grown, differences) = await RebuildAsync(services, cancellation);
        return new StoredSummary(events, refused, Math.Round(events / wall), Math.Round(events / processor), hot, others, subjects,
            Math.Round(seconds, 2), Math.Round(grown, 1), differences);
    }

    private static async Task<int> TakeAsync(EventReading reading, IEnumerable<string> events, CancellationToken cancellation)
    {
        var refused = 0;
        await Parallel.ForEachAsync(events.Chunk(Batch),
            new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellation },
            async (chunk, stop) =>
            {
                var (answer, _) = await reading.TakeAsync(Encoding.UTF8.GetBytes("[" + string.Join(',', chunk) + "]"), stop);
                Interlocked.Add(ref refused, answer!.Refused.Length);
            });
        return refused;
    }

    /// <summary>One key sends as fast as it can; another account's events come one by one.</summary>
    private static async Task<(double PerSecond, double OthersP99Ms)> HotAsync(EventReading reading, int seed,
        CancellationToken cancellation)
    {
        var hot = Task.Run(async () =>
        {
            var watch = Stopwatch.StartNew();
            await TakeAsync(reading, Enumerable.Range(0, HotEvents)
                .Select(number => EventWorld.Usage($"h{seed}-{number}", "hot", "hot-k", number)), cancellation);
            return HotEvents / watch.Elapsed.TotalSeconds;
        }, cancellation);
        var times = new List<double>();
        for (var number = 0; !hot.IsCompleted; number++)
        {
            var watch = Stopwatch.StartNew();
            var other = $"calm{number % 50}";
            await reading.TakeAsync(Encoding.UTF8.GetBytes(EventWorld.Usage($"c{seed}-{number}", other, other + "-k", number)),
                cancellation);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return (Math.Round(await hot), Percentiles.At(times, 0.99));
    }

    private static async Task<(int Subjects, double Seconds, double GrownMegabytes, int Differences)> RebuildAsync(
        IServiceProvider services, CancellationToken cancellation)
    {
        var (index, streams) = (services.GetRequiredService<EnforcementIndex>(), services.GetRequiredService<SubjectStreamStore>());
        var (subjects, differences, at) = (0, 0, EventWorld.Now);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, EnforcementRows.Shards),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellation },
            async (shard, stop) =>
            {
                await foreach (var subject in index.AllAsync(shard, stop))
                {
                    var anew = (await streams.FindAsync(subject, stop)).File;
                    var answered = (await streams.FoldedAsync(subject, stop)).File;
                    var differs = !Standing.At(anew.Actions.Actions.Values, at).Equals(Standing.At(answered.Actions.Actions.Values, at))
                        || anew.Subject.Parent != answered.Subject.Parent;
                    Interlocked.Increment(ref subjects);
                    Interlocked.Add(ref differences, differs ? 1 : 0);
                }
            });
        var seconds = watch.Elapsed.TotalSeconds;
        return (subjects, seconds, (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0, differences);
    }

    private static double Processor() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
}

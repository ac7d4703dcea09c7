using System.Diagnostics;
using System.Text.Json;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Cli.Evaluation.Events;

/// <summary>What <c>evaluate events</c> found; property names are the contract of its JSON.</summary>
/// <param name="Events">Events of one order.</param>
/// <param name="Orders">Orders of arrival that were tried; the first is by time.</param>
/// <param name="Differences">Subjects whose counters differ from those of the first order, over all orders.</param>
/// <param name="Subjects">Subjects with counters.</param>
/// <param name="Refused">Events that were refused; every one of them is good.</param>
/// <param name="Wrong">Windows whose sum or exact distinct count differs from a naive count over the events.</param>
/// <param name="EventsPerSecond">Events read and counted in a second of processor time, without storage.</param>
internal sealed record EventSummary(int Events, int Orders, int Differences, int Subjects, int Refused, int Wrong, double EventsPerSecond);

/// <summary>Whether the order in which events arrive, and how often each does, changes anything.</summary>
internal static class EventEvaluation
{
    private const int Accounts = 40;

    public static EventSummary Run(int events, int orders, int seed, Action onCase, CancellationToken cancellation)
    {
        var written = EventWorld.Make(events, seed, Accounts, TimeSpan.FromDays(100)).ToList();
        Count(Read(written.Take(events / 10), out _)); // The first events would measure the compiler.
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var read = Read(written, out var refused);
        var inOrder = Count(read.OrderBy(one => one.Time));
        var spent = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        var first = inOrder.ToDictionary(pair => pair.Key, pair => pair.Value.Write());
        var differences = 0;
        for (var order = 0; order < orders; order++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new Random(unchecked(seed + order + 1));
            var other = Count(read.OrderBy(_ => random.Next())).ToDictionary(pair => pair.Key, pair => pair.Value.Write());
            differences += first.Keys.Union(other.Keys).Count(subject
                => first.GetValueOrDefault(subject) != other.GetValueOrDefault(subject));
            onCase();
        }

        return new EventSummary(events, orders, differences, first.Count, refused, FeatureOracle.Wrong(read, inOrder, EventWorld.Now),
            spent <= 0 ? 0 : Math.Round(events / spent));
    }

    /// <summary>Reads events as a sender writes them.</summary>
    public static List<PlatformEvent> Read(IEnumerable<string> written, out int refused)
    {
        var read = new List<PlatformEvent>();
        refused = 0;
        foreach (var text in written)
        {
            using var json = JsonDocument.Parse(text);
            if (EventReader.Read(json.RootElement, "$", EventWorld.Now, []) is { } one)
            {
                read.Add(one);
            }
            else
            {
                refused++;
            }
        }

        return read;
    }

    private static Dictionary<SubjectRef, FeatureCounters> Count(IEnumerable<PlatformEvent> events)
    {
        var counters = new Dictionary<SubjectRef, FeatureCounters>();
        foreach (var happened in events)
        {
            foreach (var change in EventFeatures.Of(happened))
            {
                if (!counters.TryGetValue(change.Subject, out var one))
                {
                    counters[change.Subject] = one = new FeatureCounters();
                }

                one.Apply(change, happened.Time);
            }
        }

        return counters;
    }
}

/// <summary>A count over the events themselves, window by window.</summary>
internal static class FeatureOracle
{
    /// <summary>How many windows the counters get wrong. Distinct counts are compared while they are exact.</summary>
    public static int Wrong(IReadOnlyList<PlatformEvent> events, IReadOnlyDictionary<SubjectRef, FeatureCounters> counters,
        DateTimeOffset now)
    {
        var changes = events.SelectMany(one => EventFeatures.Of(one).Select(change => (one.Time, Change: change)))
            .GroupBy(pair => (pair.Change.Subject, pair.Change.Feature));
        var wrong = 0;
        foreach (var feature in changes)
        {
            var one = counters[feature.Key.Subject];
            foreach (var window in FeatureWindow.All)
            {
                var inside = Inside(feature, window, now);
                if (inside.Sum(change => change.Amount) != one.Sum(feature.Key.Feature, window.Name, now))
                {
                    wrong++;
                }

                var distinct = Inside(feature, window.OfDistinct, now).Select(change => change.Value).OfType<string>()
                    .Distinct(StringComparer.Ordinal).Count();
                if (distinct < DistinctSketch.Kept && distinct != one.Distinct(feature.Key.Feature, window.Name, now))
                {
                    wrong++;
                }
            }
        }

        return wrong;
    }

    private static List<FeatureChange> Inside(IEnumerable<(DateTimeOffset Time, FeatureChange Change)> changes, FeatureWindow window,
        DateTimeOffset now)
    {
        var width = window.Grain switch
        {
            FeatureGrain.Minute => TimeSpan.TicksPerMinute,
            FeatureGrain.Hour => TimeSpan.TicksPerHour,
            FeatureGrain.Day => TimeSpan.TicksPerDay,
            _ => throw new InvalidOperationException("Unknown grain."),
        };
        var last = now.UtcTicks / width;
        return [.. changes.Where(pair => pair.Time.UtcTicks / width > last - window.Buckets && pair.Time.UtcTicks / width <= last)
            .Select(pair => pair.Change)];
    }
}

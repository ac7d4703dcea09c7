using System.Globalization;
using System.Text;

namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>
/// Counts, sums and distinct counts of one subject by windows. Addition, union and the smallest hashes know no order, and what is too old
/// is measured from the latest moment ever seen; so the same events give the same counters in whatever order they arrive.
/// </summary>
public sealed class FeatureCounters
{
    private readonly Dictionary<(string Feature, FeatureGrain Grain, long Bucket), long> _sums = [];
    private readonly Dictionary<(string Feature, FeatureGrain Grain, long Bucket), List<ulong>> _distinct = [];
    private readonly SortedDictionary<string, SequenceRanges> _sequences = new(StringComparer.Ordinal);
    private DateTimeOffset _latest = DateTimeOffset.MinValue;

    /// <summary>The latest moment that was counted.</summary>
    public DateTimeOffset Latest => _latest;

    /// <summary>The names of the features, in order.</summary>
    public IEnumerable<string> Features => _sums.Keys.Concat(_distinct.Keys).Select(key
        => key.Feature).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Most senders whose numbers are kept; those of further ones are passed over.</summary>
    public const int MaxSources = 20;

    /// <summary>Numbers that are missing between those that came, by sender.</summary>
    public IEnumerable<SequenceGap> Gaps => _sequences.SelectMany(pair
        => pair.Value.Gaps.Select(gap => new SequenceGap(pair.Key, gap.First, gap.Last)));

    /// <summary>How much they hold: entries, each of some tens of bytes.</summary>
    public int Size => 1 + _sums.Count + (8 * _distinct.Count) + (8 * _sequences.Count);

    /// <summary>Adds all that other counters hold. Which of two comes first does not matter.</summary>
    public void Merge(FeatureCounters other)
    {
        _latest = other._latest > _latest ? other._latest : _latest;
        foreach (var (key, sum) in other._sums)
        {
            _sums[key] = unchecked(_sums.GetValueOrDefault(key) + sum);
        }

        foreach (var (key, hashes) in other._distinct)
        {
            if (!_distinct.TryGetValue(key, out var smallest))
            {
                _distinct[key] = smallest = [];
            }

            hashes.ForEach(hash => DistinctSketch.Add(smallest, hash));
        }

        foreach (var (source, ranges) in other._sequences)
        {
            SequencesOf(source)?.Add(ranges);
        }
    }

    /// <summary>Notes a sender's number.</summary>
    public void See(string source, long sequence) => SequencesOf(source)?.Add(sequence);

    /// <summary>Adds what an event changes.</summary>
    public void Apply(FeatureChange change, DateTimeOffset at)
    {
        if (change.Value is { } value)
        {
            AddDistinct(change.Feature, value, at);
        }
        else
        {
            Add(change.Feature, change.Amount, at);
        }
    }

    /// <summary>Adds an amount (1 for a count).</summary>
    public void Add(string feature, long amount, DateTimeOffset at)
    {
        foreach (var grain in Grains(at))
        {
            var key = (feature, grain, FeatureGrains.BucketOf(grain, at));
            _sums[key] = unchecked(_sums.GetValueOrDefault(key) + amount);
        }
    }

    /// <summary>Adds a value whose occurrences count once.</summary>
    public void AddDistinct(string feature, string value, DateTimeOffset at)
    {
        var hash = DistinctSketch.HashOf(value);
        foreach (var grain in Grains(at).Where(grain => grain == FeatureGrain.Day
            || (grain == FeatureGrain.Hour && FeatureGrains.BucketOf(grain, at) > OldestDistinctHour)))
        {
            var key = (feature, grain, FeatureGrains.BucketOf(grain, at));
            if (!_distinct.TryGetValue(key, out var smallest))
            {
                _distinct[key] = smallest = [];
            }

            DistinctSketch.Add(smallest, hash);
        }
    }

    /// <summary>The sum of a window that ends with a moment's bucket.</summary>
    public long Sum(string feature, string window, DateTimeOffset at)
    {
        var (grain, first, last) = Range(window, at);
        var sum = 0L;
        for (var bucket = first; bucket <= last; bucket++)
        {
            sum += _sums.GetValueOrDefault((feature, grain, bucket));
        }

        return sum;
    }

    /// <summary>How many different values a window holds. Windows shorter than an hour are counted by the hour, those longer than a day by
    /// the day.</summary>
    public long Distinct(string feature, string window, DateTimeOffset at)
    {
        var known = FeatureWindow.Of(window).OfDistinct;
        var (grain, last) = (known.Grain, FeatureGrains.BucketOf(known.Grain, at));
        var first = last - known.Buckets + 1;

        var all = new List<ulong>();
        for (var bucket = first; bucket <= last; bucket++)
        {
            foreach (var hash in _distinct.GetValueOrDefault((feature, grain, bucket)) ?? [])
            {
                DistinctSketch.Add(all, hash);
            }
        }

        return DistinctSketch.Estimate(all);
    }

    /// <summary>The stored form: equal counters are equal text.</summary>
    public string Write()
    {
        Forget();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"1 {_latest.UtcTicks}");
        foreach (var ((feature, grain, bucket), sum) in InOrder(_sums))
        {
            text.Append(CultureInfo.InvariantCulture, $"\ns {feature} {(int)grain} {bucket} {sum}");
        }

        foreach (var ((feature, grain, bucket), smallest) in InOrder(_distinct))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nd {feature} {(int)grain} {bucket} {DistinctSketch.Write(smallest)}");
        }

        foreach (var (source, ranges) in _sequences)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nq {Uri.EscapeDataString(source)} {ranges.Write()}");
        }

        return text.ToString();
    }

    /// <summary>Reads the stored form.</summary>
    /// <exception cref="FormatException">The text is not counters.</exception>
    public static FeatureCounters Read(string text)
    {
        var counters = new FeatureCounters();
        foreach (var line in text.Split('\n'))
        {
            var parts = line.Split(' ');
            if (parts is ["1", var ticks])
            {
                counters._latest = new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);
                continue;
            }

            if (parts is ["q", var source, var ranges])
            {
                counters._sequences[Uri.UnescapeDataString(source)] = SequenceRanges.Read(ranges);
                continue;
            }

            var key = (parts[1], (FeatureGrain)int.Parse(parts[2], CultureInfo.InvariantCulture),
                long.Parse(parts[3], CultureInfo.InvariantCulture));
            if (parts[0] == "s")
            {
                counters._sums[key] = long.Parse(parts[4], CultureInfo.InvariantCulture);
            }
            else
            {
                counters._distinct[key] = DistinctSketch.Read(parts[4]);
            }
        }

        return counters;
    }

    private SequenceRanges? SequencesOf(string source) => _sequences.TryGetValue(source, out var known) ? known
        : _sequences.Count >= MaxSources ? null
        : _sequences[source] = new SequenceRanges();

    private IEnumerable<FeatureGrain> Grains(DateTimeOffset at)
    {
        _latest = at > _latest ? at : _latest;
        return FeatureGrains.All.Where(grain => FeatureGrains.BucketOf(grain, at) > Oldest(grain));
    }

    private long Oldest(FeatureGrain grain) => FeatureGrains.BucketOf(grain, _latest) - FeatureGrains.LifeOf(grain);

    // Hashes take room: by the hour they are kept for a day only, so that the counters of any subject fit one row.
    private long OldestDistinctHour => FeatureGrains.BucketOf(FeatureGrain.Hour, _latest) - 25;

    private void Forget()
    {
        foreach (var key in _sums.Keys.Where(key => key.Bucket <= Oldest(key.Grain)).ToList())
        {
            _sums.Remove(key);
        }

        foreach (var key in _distinct.Keys.Where(key => key.Bucket <= (key.Grain == FeatureGrain.Hour ? OldestDistinctHour
            : Oldest(key.Grain)))
            .ToList())
        {
            _distinct.Remove(key);
        }
    }

    private static IOrderedEnumerable<KeyValuePair<(string Feature, FeatureGrain Grain, long Bucket), T>> InOrder<T>(
        Dictionary<(string Feature, FeatureGrain Grain, long Bucket), T> counters)
        => counters.OrderBy(pair => pair.Key.Feature, StringComparer.Ordinal).ThenBy(pair => pair.Key.Grain).ThenBy(pair
            => pair.Key.Bucket);

    private static (FeatureGrain Grain, long First, long Last) Range(string window, DateTimeOffset at)
    {
        var known = FeatureWindow.Of(window);
        var last = FeatureGrains.BucketOf(known.Grain, at);
        return (known.Grain, last - known.Buckets + 1, last);
    }
}

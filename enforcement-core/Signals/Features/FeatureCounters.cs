using System.Globalization;
using System.Text;

namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>
/// Counts, sums and distinct counts of one subject by windows. Addition, union and the smallest hashes know no order, and what is too old
/// is measured from the latest moment ever seen; so the same events give the same counters in whatever order they arrive.
/// </summary>
public sealed class FeatureCounters
{
    /// <summary>Most senders whose numbers are kept; those of further ones are passed over.</summary>
    public const int MaxSources = 20;

    private static readonly FeatureGrain[] AllGrains = [.. FeatureGrains.All];

    private readonly Dictionary<string, Feature> _features = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SequenceRanges> _sequences = new(StringComparer.Ordinal);
    private DateTimeOffset _latest = DateTimeOffset.MinValue;

    /// <summary>The latest moment that was counted.</summary>
    public DateTimeOffset Latest => _latest;

    /// <summary>The names of the features, in order.</summary>
    public IEnumerable<string> Features => _features.Where(pair => !pair.Value.IsEmpty).Select(pair => pair.Key)
        .Order(StringComparer.Ordinal);

    /// <summary>Numbers that are missing between those that came, by sender.</summary>
    public IEnumerable<SequenceGap> Gaps => _sequences.SelectMany(pair
        => pair.Value.Gaps.Select(gap => new SequenceGap(pair.Key, gap.First, gap.Last)));

    /// <summary>How much they hold: entries, each of some tens of bytes.</summary>
    public int Size => 1 + _features.Values.Sum(feature => feature.Size) + (8 * _sequences.Count);

    /// <summary>Adds all that other counters hold. Which of two comes first does not matter.</summary>
    public void Merge(FeatureCounters other)
    {
        _latest = other._latest > _latest ? other._latest : _latest;
        foreach (var (name, theirs) in other._features)
        {
            var ours = Of(name);
            foreach (var grain in AllGrains)
            {
                foreach (var (bucket, sum) in theirs.Sums[(int)grain].All)
                {
                    ours.Add(grain, bucket, sum);
                }

                foreach (var (bucket, hashes) in theirs.Hashes[(int)grain].All)
                {
                    hashes.ForEach(hash => ours.AddHash(grain, bucket, hash));
                }
            }
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
        _latest = at > _latest ? at : _latest;
        foreach (var grain in AllGrains)
        {
            if (FeatureGrains.BucketOf(grain, at) is var bucket && bucket > Oldest(grain))
            {
                Of(feature).Add(grain, bucket, amount);
            }
        }
    }

    /// <summary>Adds a value whose occurrences count once.</summary>
    public void AddDistinct(string feature, string value, DateTimeOffset at)
    {
        var hash = DistinctSketch.HashOf(value);
        _latest = at > _latest ? at : _latest;
        foreach (var grain in AllGrains)
        {
            if (grain != FeatureGrain.Minute && FeatureGrains.BucketOf(grain, at) is var bucket && bucket > OldestHash(grain))
            {
                Of(feature).AddHash(grain, bucket, hash);
            }
        }
    }

    /// <summary>The sum of a window that ends with a moment's bucket.</summary>
    public long Sum(string feature, string window, DateTimeOffset at)
    {
        if (!_features.TryGetValue(feature, out var known))
        {
            return 0;
        }

        var asked = FeatureWindow.Of(window);
        var last = FeatureGrains.BucketOf(asked.Grain, at);
        return known.Sums[(int)asked.Grain].Between(last - asked.Buckets + 1, last).Sum();
    }

    /// <summary>The sums of the hours that are kept, oldest first: eight days at most, without hours of nothing.</summary>
    public IEnumerable<(DateTimeOffset Hour, long Sum)> Hours(string feature) => _features.TryGetValue(feature, out var known)
        ? known.Sums[(int)FeatureGrain.Hour].All.Where(one => one.Bucket > Oldest(FeatureGrain.Hour))
            .Select(one => (new DateTimeOffset(one.Bucket * TimeSpan.TicksPerHour, TimeSpan.Zero), one.Value)) : [];

    /// <summary>How many different values a window holds. Windows shorter than an hour are counted by the hour, those longer than a day by
    /// the day.</summary>
    public long Distinct(string feature, string window, DateTimeOffset at)
    {
        if (!_features.TryGetValue(feature, out var known))
        {
            return 0;
        }

        var asked = FeatureWindow.Of(window).OfDistinct;
        var last = FeatureGrains.BucketOf(asked.Grain, at);
        var all = new List<ulong>();
        foreach (var hashes in known.Hashes[(int)asked.Grain].Between(last - asked.Buckets + 1, last))
        {
            hashes.ForEach(hash => DistinctSketch.Add(all, hash));
        }

        return DistinctSketch.Estimate(all);
    }

    /// <summary>The stored form: equal counters are equal text.</summary>
    public string Write()
    {
        Forget();
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"1 {_latest.UtcTicks}");
        var inOrder = _features.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        foreach (var (name, feature) in inOrder)
        {
            foreach (var grain in AllGrains)
            {
                foreach (var (bucket, sum) in feature.Sums[(int)grain].All)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\ns {name} {(int)grain} {bucket} {sum}");
                }
            }
        }

        foreach (var (name, feature) in inOrder)
        {
            foreach (var grain in AllGrains)
            {
                foreach (var (bucket, hashes) in feature.Hashes[(int)grain].All)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\nd {name} {(int)grain} {bucket} {DistinctSketch.Write(hashes)}");
                }
            }
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

            var (grain, bucket) = ((FeatureGrain)int.Parse(parts[2], CultureInfo.InvariantCulture),
                long.Parse(parts[3], CultureInfo.InvariantCulture));
            if (parts[0] == "s")
            {
                counters.Of(parts[1]).Add(grain, bucket, long.Parse(parts[4], CultureInfo.InvariantCulture));
            }
            else
            {
                DistinctSketch.Read(parts[4]).ForEach(hash => counters.Of(parts[1]).AddHash(grain, bucket, hash));
            }
        }

        return counters;
    }

    private Feature Of(string name) => _features.TryGetValue(name, out var known) ? known : _features[name] = new Feature();

    private SequenceRanges? SequencesOf(string source) => _sequences.TryGetValue(source, out var known) ? known
        : _sequences.Count >= MaxSources ? null
        : _sequences[source] = new SequenceRanges();

    private long Oldest(FeatureGrain grain) => FeatureGrains.BucketOf(grain, _latest) - FeatureGrains.LifeOf(grain);

    // Hashes take room: by the hour they are kept for a day only, so that the counters of any subject fit one row.
    private long OldestHash(FeatureGrain grain)
        => grain == FeatureGrain.Hour ? FeatureGrains.BucketOf(FeatureGrain.Hour, _latest) - 25 : Oldest(grain);

    private void Forget()
    {
        foreach (var (name, feature) in _features)
        {
            foreach (var grain in AllGrains)
            {
                feature.Sums[(int)grain].ForgetUpTo(Oldest(grain));
                feature.Hashes[(int)grain].ForgetUpTo(OldestHash(grain));
            }

            if (feature.IsEmpty)
            {
                _features.Remove(name);
            }
        }
    }

    /// <summary>One feature: sums and smallest hashes, by grain.</summary>
    private sealed class Feature
    {
        public FeatureSeries<long>[] Sums { get; } = [.. AllGrains.Select(_ => new FeatureSeries<long>())];

        public FeatureSeries<List<ulong>>[] Hashes { get; } = [.. AllGrains.Select(_ => new FeatureSeries<List<ulong>>())];

        public bool IsEmpty => Size == 0;

        public int Size => Sums.Sum(series => series.Count) + (8 * Hashes.Sum(series => series.Count));

        public void Add(FeatureGrain grain, long bucket, long amount)
            => Sums[(int)grain].Change(bucket, static () => 0, sum => unchecked(sum + amount));

        public void AddHash(FeatureGrain grain, long bucket, ulong hash)
            => Hashes[(int)grain].Change(bucket, static () => [], hashes =>
            {
                DistinctSketch.Add(hashes, hash);
                return hashes;
            });
    }
}

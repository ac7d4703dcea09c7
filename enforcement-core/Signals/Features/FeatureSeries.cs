namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>Values by bucket, ascending. Most are added at the end, and a window reads only the buckets that are there.</summary>
/// <typeparam name="T">A sum, or the smallest hashes.</typeparam>
internal sealed class FeatureSeries<T>
{
    private readonly List<(long Bucket, T Value)> _buckets = [];

    /// <summary>How many buckets there are.</summary>
    public int Count => _buckets.Count;

    /// <summary>All buckets, ascending.</summary>
    public IReadOnlyList<(long Bucket, T Value)> All => _buckets;

    /// <summary>Changes the value of a bucket; one that is not there begins with what is given.</summary>
    public void Change(long bucket, Func<T> first, Func<T, T> change)
    {
        var place = PlaceOf(bucket);
        if (place < _buckets.Count && _buckets[place].Bucket == bucket)
        {
            _buckets[place] = (bucket, change(_buckets[place].Value));
        }
        else
        {
            _buckets.Insert(place, (bucket, change(first())));
        }
    }

    /// <summary>The values of a range of buckets, both ends included.</summary>
    public IEnumerable<T> Between(long first, long last)
    {
        for (var place = PlaceOf(first); place < _buckets.Count && _buckets[place].Bucket <= last; place++)
        {
            yield return _buckets[place].Value;
        }
    }

    /// <summary>Forgets the buckets up to one.</summary>
    public void ForgetUpTo(long bucket) => _buckets.RemoveRange(0, PlaceOf(bucket + 1));

    /// <summary>The place of the first bucket that is not before one.</summary>
    private int PlaceOf(long bucket)
    {
        if (_buckets.Count == 0 || _buckets[^1].Bucket < bucket)
        {
            return _buckets.Count;
        }

        var (low, high) = (0, _buckets.Count - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _buckets[middle].Bucket < bucket ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

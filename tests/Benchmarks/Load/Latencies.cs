namespace Compliance.Benchmarks.Load;

/// <summary>Latencies of one run, kept whole: percentiles are those of all answers, not of samples.</summary>
internal sealed class Latencies
{
    private readonly Lock _gate = new();
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public void Add(IEnumerable<double> milliseconds)
    {
        lock (_gate)
        {
            _milliseconds.AddRange(milliseconds);
        }
    }

    public double Percentile(double share)
    {
        lock (_gate)
        {
            _milliseconds.Sort();
            return _milliseconds.Count == 0 ? 0
                : Math.Round(_milliseconds[Math.Min(_milliseconds.Count - 1, (int)(share * _milliseconds.Count))], 2);
        }
    }
}

using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Events;

/// <summary>The counters of the subjects of one question, each read once however many counts are asked for.</summary>
internal sealed class SubjectCounts(CounterStore counters, IReadOnlyCollection<SubjectRef> subjects, DateTimeOffset now)
{
    private List<FeatureCounters>? _read;

    /// <summary>The largest count that any of the subjects has in a window: a sum, or how many different values there were; null where none
    /// of them counted it.</summary>
    public async ValueTask<long?> MostAsync(string feature, string window, CancellationToken cancellation)
    {
        var most = (long?)null;
        foreach (var counted in await ReadAsync(cancellation))
        {
            if (counted.Features.Contains(feature))
            {
                most = Math.Max(most ?? 0, Math.Max(counted.Sum(feature, window, now), counted.Distinct(feature, window, now)));
            }
        }

        return most;
    }

    /// <summary>True where something was counted for any of the subjects, whatever it was.</summary>
    public async ValueTask<bool> AnyAsync(CancellationToken cancellation)
        => (await ReadAsync(cancellation)).Any(counted => counted.Features.Any());

    private async ValueTask<List<FeatureCounters>> ReadAsync(CancellationToken cancellation)
    {
        if (_read is null)
        {
            var read = new List<FeatureCounters>();
            foreach (var subject in subjects)
            {
                read.Add((await counters.ReadAsync(subject, cancellation)).All);
            }

            _read = read;
        }

        return _read;
    }
}

using System.Collections.Concurrent;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Events;

/// <summary>
/// Counters of subjects that were busy lately. Each goes with the state of the subject's head at which it was right, so one that somebody
/// else wrote past is not used. Bounded by what they hold, not by how many there are.
/// </summary>
internal sealed class CounterCache
{
    /// <summary>Entries of counters of one generation, each some tens of bytes.</summary>
    private const long MostOfAGeneration = 2_000_000;

    private readonly Lock _gate = new();
    private ConcurrentDictionary<SubjectRef, Entry> _young = new();
    private ConcurrentDictionary<SubjectRef, Entry> _old = new();
    private long _size;

    /// <summary>Takes the counters of a subject out, to change them; null where they are not known at this state.</summary>
    public SubjectCounters? Take(SubjectStream stream)
    {
        var key = stream.Subject.Ref;
        if (_young.TryRemove(key, out var found))
        {
            Interlocked.Add(ref _size, -found.Size);
        }
        else
        {
            _old.TryRemove(key, out found);
        }

        return found?.ETag == stream.ETag ? found?.Counters : null;
    }

    /// <summary>Keeps counters that are right at the state of the subject.</summary>
    public void Keep(SubjectStream stream, SubjectCounters counters)
    {
        if (stream.ETag is not { } etag)
        {
            return;
        }

        var entry = new Entry(etag, counters, counters.All.Size);
        if (Interlocked.Add(ref _size, entry.Size) > MostOfAGeneration)
        {
            lock (_gate)
            {
                if (Interlocked.Read(ref _size) > MostOfAGeneration)
                {
                    (_old, _young) = (_young, new());
                    Interlocked.Exchange(ref _size, 0);
                }
            }
        }

        _young[stream.Subject.Ref] = entry;
    }

    private sealed record Entry(string ETag, SubjectCounters Counters, long Size);
}

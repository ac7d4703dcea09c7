using System.Collections.Concurrent;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Enforcement;

/// <summary>
/// Subjects that were folded before, without their stories. What is in it is what the store holds, or older; whoever writes says so
/// before and after, so that nothing that was read during a write is kept. It is bounded: of two generations the older goes when the
/// younger is full.
/// </summary>
internal sealed class SubjectCache
{
    private const int Stripes = 1024;
    private const int MostOfAGeneration = 50_000;
    private readonly long[] _writes = new long[Stripes];
    private readonly Lock _gate = new();
    private int _kept;
    private ConcurrentDictionary<SubjectRef, SubjectStream> _young = new();
    private ConcurrentDictionary<SubjectRef, SubjectStream> _old = new();

    /// <summary>The subject as it was last folded here; null where it was not, or not lately.</summary>
    public SubjectStream? Find(SubjectRef key) => _young.TryGetValue(key, out var found) ? found
        : _old.ContainsKey(key) ? Promote(key) : null;

    /// <summary>What a reader takes before it reads, and gives back with what it read.</summary>
    public long Ticket(SubjectRef key) => Volatile.Read(ref _writes[StripeOf(key)]);

    /// <summary>A write begins or has ended: what others read so far is not kept. The ticket of what was written.</summary>
    public long Written(SubjectRef key) => Interlocked.Increment(ref _writes[StripeOf(key)]);

    /// <summary>Keeps a subject, unless something was written since the ticket was taken. Then what is in it goes: a ticket is shared by
    /// many subjects, and where another one was written meanwhile, what was kept of this one may be older than its last write.</summary>
    public void Keep(SubjectRef key, SubjectStream stream, long ticket)
    {
        lock (_gate)
        {
            if (Ticket(key) != ticket)
            {
                _young.TryRemove(key, out _);
                _old.TryRemove(key, out _);
                return;
            }

            if (!_young.ContainsKey(key) && ++_kept > MostOfAGeneration)
            {
                (_old, _young, _kept) = (_young, new ConcurrentDictionary<SubjectRef, SubjectStream>(), 1);
            }

            _young[key] = stream;
            _old.TryRemove(key, out _);
        }
    }

    /// <summary>Forgets a subject.</summary>
    public void Forget(SubjectRef key)
    {
        lock (_gate)
        {
            Written(key);
            _young.TryRemove(key, out _);
            _old.TryRemove(key, out _);
        }
    }

    private SubjectStream? Promote(SubjectRef key)
    {
        lock (_gate)
        {
            return _young.TryGetValue(key, out var found) ? found
                : _old.TryRemove(key, out found) ? _young[key] = found : null;
        }
    }

    private static int StripeOf(SubjectRef key) => (key.GetHashCode() & int.MaxValue) % Stripes;
}

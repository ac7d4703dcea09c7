using System.Collections.Concurrent;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.Functions.Events;

/// <summary>One at a time for each subject, and no subject waits for another.</summary>
internal sealed class SubjectGates
{
    private readonly ConcurrentDictionary<SubjectRef, Gate> _gates = new();

    /// <summary>Waits until nobody else works on the subject; whoever disposes of the answer lets the next one in.</summary>
    public async Task<IDisposable> EnterAsync(SubjectRef subject, CancellationToken cancellation)
    {
        var gate = Join(subject);
        try
        {
            await gate.Turn.WaitAsync(cancellation);
        }
        catch
        {
            Leave(subject, gate);
            throw;
        }

        return new Entry(this, subject, gate);
    }

    private Gate Join(SubjectRef subject)
    {
        while (true)
        {
            var gate = _gates.GetOrAdd(subject, static _ => new Gate());
            lock (gate)
            {
                if (gate.Waiting >= 0)
                {
                    gate.Waiting++;
                    return gate;
                }
            }
        }
    }

    private void Leave(SubjectRef subject, Gate gate)
    {
        lock (gate)
        {
            if (--gate.Waiting == 0)
            {
                gate.Waiting = -1; // Nobody joins it any more; the next one makes another.
                _gates.TryRemove(KeyValuePair.Create(subject, gate));
                gate.Turn.Dispose();
            }
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public int Waiting { get; set; }
    }

    private sealed class Entry(SubjectGates gates, SubjectRef subject, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Turn.Release();
            gates.Leave(subject, gate);
        }
    }
}

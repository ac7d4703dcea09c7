using System.Threading.Channels;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Tells the dispatcher which shards have new outbox rows. Losing a signal costs seconds, never a message: the dispatcher also
/// looks by timer.</summary>
internal sealed class OutboxSignal
{
    private readonly Channel<Shard> _shards =
        Channel.CreateBounded<Shard>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A row was committed in the shard.</summary>
    public void Raise(Shard shard) => _shards.Writer.TryWrite(shard);

    /// <summary>Waits for a signal, at most the given time, and returns the shards that were raised meanwhile; empty after the
    /// time.</summary>
    public async Task<IReadOnlySet<Shard>> WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _shards.Reader.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HashSet<Shard>();
        }

        var raised = new HashSet<Shard>();
        while (_shards.Reader.TryRead(out var shard))
        {
            raised.Add(shard);
        }

        return raised;
    }
}

namespace Compliance.Functions.Alerts.Opening;

/// <summary>Wakes the queue pump when messages were sent in this process; without it the pump looks by timer.</summary>
internal sealed class QueueSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        lock (_raised)
        {
            if (_raised.CurrentCount == 0)
            {
                _raised.Release();
            }
        }
    }

    public Task<bool> WaitAsync(TimeSpan most, CancellationToken cancellation) => _raised.WaitAsync(most, cancellation);

    public void Dispose() => _raised.Dispose();
}

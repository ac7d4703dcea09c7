namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>
/// Holds the current corpus. A screening takes it once and finishes on what it took; a swap is one write of a reference, so no screening
/// ever sees half of an old and half of a new list.
/// </summary>
internal sealed class CorpusHost
{
    // How long the first answers after a start have the processors to themselves.
    private static readonly TimeSpan FirstAnswers = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile LoadedCorpus? _current;

    /// <summary>The current corpus; null until the first is loaded.</summary>
    public LoadedCorpus? Current => _current;

    /// <summary>Replaces the corpus.</summary>
    public void Swap(LoadedCorpus next)
    {
        _current = next;
        _first.TrySetResult();
    }

    /// <summary>Waits until the first corpus is loaded, at most the given time; false after the time.</summary>
    public async Task<bool> WaitForFirstAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await _first.Task.WaitAsync(most, time, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Waits as <see cref="WaitForFirstAsync"/> and then for a little: work that no caller waits for begins after the first
    /// answers of a start.</summary>
    public async Task WaitForFirstAnswersAsync(TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        await WaitForFirstAsync(most, time, cancellation);
        await Task.Delay(FirstAnswers, time, cancellation);
    }
}

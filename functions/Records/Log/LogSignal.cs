namespace Compliance.Functions.Records.Log;

/// <summary>Wakes what waits for acts and for the log within this process, so that nobody waits out a pause. It carries nothing: whoever
/// is woken reads what there is, and looks by itself now and then, because other instances write too.</summary>
internal sealed class LogSignal
{
    private TaskCompletionSource _acted = Make();
    private TaskCompletionSource _grown = Make();

    /// <summary>Ends when an act waits that others are told of.</summary>
    public Task Acted => Volatile.Read(ref _acted).Task;

    /// <summary>Ends when the log has grown.</summary>
    public Task Grown => Volatile.Read(ref _grown).Task;

    /// <summary>An act waits that others are told of.</summary>
    public void Act() => Interlocked.Exchange(ref _acted, Make()).TrySetResult();

    /// <summary>The log has grown.</summary>
    public void Grow() => Interlocked.Exchange(ref _grown, Make()).TrySetResult();

    private static TaskCompletionSource Make() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

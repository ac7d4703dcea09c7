using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Compliance.Functions.Hosting.Worker;

/// <summary>Counts the invocations under way; when the worker is asked to stop it waits for them, and only then do the parts stop that they
/// use.</summary>
internal sealed class InvocationDrain(TimeProvider time, ILogger<InvocationDrain> log) : IFunctionsWorkerMiddleware, IHostedLifecycleService
{
    /// <summary>An answer leaves for the host after the last middleware has ended: nothing tells when, so a moment is left for
    /// it.</summary>
    private static readonly TimeSpan ForAnswers = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private int _underWay;

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>Waits until nothing is under way, or until the time for stopping is over.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        while (Volatile.Read(ref _underWay) > 0 && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(Look, time, CancellationToken.None);
        }

        if (Volatile.Read(ref _underWay) is > 0 and var left)
        {
            log.LogWarning("The worker stops with {Count} invocations under way; their messages come again.", left);
        }

        await Task.Delay(ForAnswers, time, CancellationToken.None);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

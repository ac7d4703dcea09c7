using Compliance.Functions.Storage;
using Polly;
using Polly.Retry;

namespace Compliance.Functions.Hosting;

/// <summary>
/// Tries again while the storage is away. A bus delivers an abandoned message again at once and lays it with the dead letters after ten
/// deliveries: without waits an outage of seconds would end there. So one delivery waits, within the lock that the host renews for five
/// minutes.
/// </summary>
internal static class TransientRetries
{
    /// <summary>How long one delivery of a message goes on trying; ten deliveries outlast an outage of half an hour.</summary>
    public static readonly TimeSpan OfMessages = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    /// <summary>Works, and again after growing waits where the storage failed and the time is not over.</summary>
    public static async Task<T> TryAsync<T>(Func<Task<T>> work, TimeSpan most, TimeProvider time, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } error && StoreFailure.Is(error)
                && time.GetElapsedTime(began) + WaitAfter(args.AttemptNumber) < most),
            MaxRetryAttempts = int.MaxValue,
            DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(WaitAfter(args.AttemptNumber)),
        }).Build();
        return await pipeline.ExecuteAsync(async _ => await work(), cancellation);
    }

    private static TimeSpan WaitAfter(int attempt) =>
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(attempt, 16)));
}

using System.Collections.Concurrent;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Records.Log;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>Sends the deliveries whose time has come. A failed one waits longer each time, and after the last attempt lies dead where an
/// operator sees it.</summary>
internal sealed class WebhookDispatch(WebhookOutbox outbox, WebhookSender sender, StandingDeliveries deliveries, RecordsOptions options,
    TimeProvider time, ILogger<WebhookDispatch> log)
{
    /// <summary>With the waits below: about three days.</summary>
    public const int MostAttempts = 22;

    private const int AtATime = 32;

    /// <summary>Failures in a row after which a receiver is left alone for a while.</summary>
    private const int BreakAfter = 3;

    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Breaker> _breakers = new(StringComparer.Ordinal);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>Sends what is due of every endpoint, each on its own and within its own time; how many were accepted.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        var accepted = await Task.WhenAll(options.Webhooks.Select(endpoint => SendDueAsync(endpoint, cancellation)));
        return accepted.Sum();
    }

    /// <summary>Sends what is due of one endpoint, for a bounded time; how many were accepted. One that fails again and again is left
    /// alone, longer each time, then tried with one delivery.</summary>
    public async Task<int> SendDueAsync(WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        await outbox.ExtendAsync(endpoint, cancellation);
        var breaker = _breakers.GetOrAdd(endpoint.Name, _ => new Breaker());
        var began = time.GetTimestamp();
        var accepted = 0;
        while (time.GetElapsedTime(began) < Budget)
        {
            var now = time.GetUtcNow();
            var due = (await outbox.ReadAsync(DeliveryState.Waiting, endpoint.Name, 1000, cancellation))
                .Where(one => one.Delivery.NextAt <= now || one.Delivery.NextAt > now + (LongestWait * 2)).Take(AtATime).ToList();
            if (due.Count == 0)
            {
                return accepted;
            }

            foreach (var (delivery, etag) in due)
            {
                if (breaker.IsOpen(time) || time.GetElapsedTime(began) >= Budget)
                {
                    return accepted;
                }

                var isAccepted = await SendAsync(endpoint, delivery, etag, cancellation);
                breaker.Note(isAccepted, time);
                accepted += isAccepted == true ? 1 : 0;
            }
        }

        return accepted;
    }

    /// <summary>The wait after so many failed attempts: twice as long each time, and up to a fifth longer by chance, so that receivers are
    /// not hit all at once.</summary>
    public static TimeSpan WaitAfter(int attempts, double chance)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 20));
        return (doubled < LongestWait ? doubled : LongestWait) * (1 + (chance / 5));
    }

    /// <summary>True where the receiver took it, null where there was nothing to send, false where it failed.</summary>
    private async Task<bool?> SendAsync(WebhookEndpoint endpoint, WebhookDelivery delivery, string etag, CancellationToken cancellation)
    {
        var (body, standing) = await outbox.BodyAsync(delivery, cancellation);
        var failure = body is null ? null : await sender.SendAsync(endpoint, delivery.Id, body, cancellation);
        await deliveries.NoteAsync(endpoint.Name, standing, failure is null, cancellation);
        if (failure is null)
        {
            await outbox.AcceptedAsync(delivery, cancellation);
            return body is null ? null : true;
        }

        var attempts = delivery.Attempts + 1;
        var isDead = attempts >= MostAttempts;
        var after = delivery with
        {
            Attempts = attempts,
            NextAt = time.GetUtcNow() + WaitAfter(attempts, Random.Shared.NextDouble()),
            State = isDead ? DeliveryState.Dead : DeliveryState.Waiting,
            LastError = failure,
        };
        await outbox.FailedAsync(delivery, etag, after, cancellation);
        log.Log(isDead ? LogLevel.Error
            : LogLevel.Warning, "Delivery {Delivery} failed at attempt {Attempt}: {Reason}", delivery.Id, attempts, failure);
        return false;
    }

    /// <summary>Leaves a receiver alone that fails in a row.</summary>
    private sealed class Breaker
    {
        private int _failures;
        private long? _openSince;

        public bool IsOpen(TimeProvider time) => _openSince is { } since && time.GetElapsedTime(since) < Pause;

        public void Note(bool? accepted, TimeProvider time)
        {
            if (accepted is null)
            {
                return;
            }

            _failures = accepted.Value ? 0 : _failures + 1;
            _openSince = _failures >= BreakAfter ? time.GetTimestamp() : null;
        }

        private TimeSpan Pause
        {
            get
            {
                var doubled = FirstBreak * Math.Pow(2, Math.Min(_failures - BreakAfter, 10));
                return doubled < LongestBreak ? doubled : LongestBreak;
            }
        }
    }
}

/// <summary>Delivers webhooks every few seconds, a loop for each receiver: a slow one slows itself alone. Runs in every mode that
/// serves.</summary>
internal sealed class WebhookLoop(WebhookDispatch dispatch, RecordsOptions options, LogSignal signal, TimeProvider time,
    ILogger<WebhookLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(options.Webhooks.Select(endpoint => DeliverAsync(endpoint, stoppingToken)));

    private async Task DeliverAsync(WebhookEndpoint endpoint, CancellationToken stoppingToken)
    {
        var grown = signal.Grown;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAny(grown, Task.Delay(Every, time, stoppingToken));
            stoppingToken.ThrowIfCancellationRequested();
            grown = signal.Grown;
            try
            {
                await dispatch.SendDueAsync(endpoint, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Reading the deliveries to {Endpoint} failed; they stay.", endpoint.Name);
            }
        }
    }
}

/// <summary>Adds webhooks to a host.</summary>
internal static class WebhooksSetup
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
        => services.AddSingleton<WebhookOutbox>().AddSingleton<WebhookSender>().AddSingleton<WebhookDispatch>();
}

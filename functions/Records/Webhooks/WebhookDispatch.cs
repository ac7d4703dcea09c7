using Compliance.Functions.Storage;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>Sends the deliveries whose time has come. A failed one waits longer each time, and after the last attempt lies dead where an
/// operator sees it.</summary>
internal sealed class WebhookDispatch(WebhookOutbox outbox, WebhookSender sender, RecordsOptions options, TimeProvider time,
    ILogger<WebhookDispatch> log)
{
    /// <summary>With the waits below: about three days.</summary>
    public const int MostAttempts = 22;

    private const int AtATime = 32;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);

    /// <summary>Sends what is due of every endpoint; how many were accepted.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        await outbox.ExtendAsync(cancellation);
        var accepted = await Task.WhenAll(options.Webhooks.Select(endpoint => SendDueAsync(endpoint, cancellation)));
        return accepted.Sum();
    }

    /// <summary>The wait after so many failed attempts: twice as long each time, and up to a fifth longer by chance, so that receivers are
    /// not hit all at once.</summary>
    public static TimeSpan WaitAfter(int attempts, double chance)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 20));
        return (doubled < LongestWait ? doubled : LongestWait) * (1 + (chance / 5));
    }

    private async Task<int> SendDueAsync(WebhookEndpoint endpoint, CancellationToken cancellation)
    {
        var accepted = 0;
        while (true)
        {
            var now = time.GetUtcNow();
            var due = (await outbox.ReadAsync(DeliveryState.Waiting, endpoint.Name, 1000, cancellation)).Where(one => one.Delivery.NextAt
                <= now).Take(AtATime).ToList();
            if (due.Count == 0)
            {
                return accepted;
            }

            foreach (var (delivery, etag) in due)
            {
                accepted += await SendAsync(endpoint, delivery, etag, cancellation) ? 1 : 0;
            }
        }
    }

    private async Task<bool> SendAsync(WebhookEndpoint endpoint, WebhookDelivery delivery, string etag, CancellationToken cancellation)
    {
        var body = await outbox.BodyAsync(delivery, cancellation);
        var failure = body is null ? null : await sender.SendAsync(endpoint, delivery.Id, body, cancellation);
        if (failure is null)
        {
            await outbox.AcceptedAsync(delivery, cancellation);
            return body is not null;
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
}

/// <summary>Delivers webhooks every few seconds. Runs in every mode that serves.</summary>
internal sealed class WebhookLoop(WebhookDispatch dispatch, RecordsOptions options, TimeProvider time, ILogger<WebhookLoop> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!options.Webhooks.IsEmpty && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken);
            try
            {
                await dispatch.SendDueAsync(stoppingToken);
            }
            catch (Exception error) when (StoreFailure.Is(error))
            {
                log.LogError(error, "Reading the webhook deliveries failed; they stay.");
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

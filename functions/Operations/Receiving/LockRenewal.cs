using Azure.Messaging.ServiceBus;
using Compliance.Functions.Storage.ServiceBus;

namespace Compliance.Functions.Operations.Receiving;

/// <summary>Holds a message's lock while it is handled, by renewing it at half of what is left. A receiver, unlike a processor, does not do
/// that itself. A lock that is lost is found out where the message is settled.</summary>
internal sealed class LockRenewal : IAsyncDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stopping = new();
    private readonly Task renewing;

    public LockRenewal(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, TimeProvider time)
        => renewing = RenewAsync(receiver, message, time, stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await renewing;
        stopping.Dispose();
    }

    private static async Task RenewAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, TimeProvider time,
        CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                var half = (message.LockedUntil - time.GetUtcNow()) / 2;
                await Task.Delay(half > Shortest ? half : Shortest, time, stopping);
                await receiver.RenewMessageLockAsync(message, stopping);
            }
        }
        catch (Exception error) when (ServiceBusConnection.IsUnavailable(error))
        {
            // Handled (the delay was cancelled), or lost.
        }
    }
}

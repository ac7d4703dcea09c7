using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The listener of a queue trigger on a real queue: leases messages, undoes the base64 of <c>messageEncoding</c>, deletes what succeeded,
/// gives back what failed, and after <c>maxDequeueCount</c> deliveries copies the message to <c>QUEUE-poison</c>.
/// </summary>
internal sealed class QueueListener(string queue, QueueServiceClient queues, int maxDequeueCount,
    Func<byte[], Task<InvocationVerdict>> invoke)
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(50);

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var messages = await ReceiveAsync(cancellation);
            await Task.WhenAll(messages.Select(message => DeliverAsync(message, cancellation)));
            if (messages.Count == 0)
            {
                await Task.Delay(PollEvery, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(CancellationToken cancellation)
    {
        var client = queues.GetQueueClient(queue);
        return await client.ExistsAsync(cancellation)
            ? (await client.ReceiveMessagesAsync(16, TimeSpan.FromSeconds(600), cancellation)).Value : [];
    }

    private async Task DeliverAsync(QueueMessage message, CancellationToken cancellation)
    {
        var verdict = await invoke(Convert.FromBase64String(message.MessageText));
        var client = queues.GetQueueClient(queue);
        if (!verdict.Succeeded && message.DequeueCount < maxDequeueCount)
        {
            await client.UpdateMessageAsync(message.MessageId, message.PopReceipt, (string?)null, TimeSpan.Zero, cancellation);
            return;
        }

        if (!verdict.Succeeded)
        {
            var poison = queues.GetQueueClient(queue + "-poison");
            await poison.CreateIfNotExistsAsync(cancellationToken: cancellation);
            await poison.SendMessageAsync(message.MessageText, timeToLive: TimeSpan.FromSeconds(-1), cancellationToken: cancellation);
        }

        await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
    }
}

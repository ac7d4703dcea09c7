using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Azure.Core;
using Compliance.Functions.Storage.Azure;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The listener of a queue trigger on a real queue: leases messages, undoes the base64 of <c>messageEncoding</c>, deletes what succeeded,
/// gives back what failed, and after <c>maxDequeueCount</c> deliveries copies the message to <c>QUEUE-poison</c>.
/// </summary>
internal sealed class QueueListener(FunctionFile function, string queue, StorageClient queues, int maxDequeueCount, Func<FunctionFile,
    string, Task<InvocationVerdict>> invoke)
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

    private async Task<List<XElement>> ReceiveAsync(CancellationToken cancellation)
    {
        using var message = queues.Request(RequestMethod.Get, $"/{queue}/messages?numofmessages=16&visibilitytimeout=600");
        var answer = await queues.SendAsync(message, cancellation);
        return answer.Status == 200 ? [.. XDocument.Load(answer.Content.ToStream()).Descendants("QueueMessage")] : [];
    }

    private async Task DeliverAsync(XElement message, CancellationToken cancellation)
    {
        var text = message.Element("MessageText")!.Value;
        var deliveries = int.Parse(message.Element("DequeueCount")!.Value, CultureInfo.InvariantCulture);
        var metadata = InvocationText.System(function.Name, DateTimeOffset.UtcNow);
        metadata["DequeueCount"] = deliveries.ToString(CultureInfo.InvariantCulture);
        metadata["Id"] = InvocationText.Quoted(message.Element("MessageId")!.Value);
        metadata["PopReceipt"] = InvocationText.Quoted(message.Element("PopReceipt")!.Value);
        metadata["ExpirationTime"] = "9999-12-31T23:59:59+00:00";
        var verdict = await invoke(function, InvocationText.OfPayload(function, Convert.FromBase64String(text), metadata));
        if (!verdict.Succeeded && deliveries < maxDequeueCount)
        {
            await SendAsync(RequestMethod.Put, $"{Lease(message)}&visibilitytimeout=0", null, cancellation);
            return;
        }

        if (!verdict.Succeeded)
        {
            await SendAsync(RequestMethod.Put, $"/{queue}-poison", null, cancellation);
            await SendAsync(RequestMethod.Post, $"/{queue}-poison/messages?messagettl=-1",
                $"<QueueMessage><MessageText>{text}</MessageText></QueueMessage>", cancellation);
        }

        await SendAsync(RequestMethod.Delete, Lease(message), null, cancellation);
    }

    private string Lease(XElement message)
        => $"/{queue}/messages/{message.Element("MessageId")!.Value}?popreceipt={Uri.EscapeDataString(message.Element("PopReceipt")!.Value)}";

    private async Task SendAsync(RequestMethod method, string path, string? body, CancellationToken cancellation)
    {
        using var message = queues.Request(method, path);
        if (body is not null)
        {
            message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body));
        }

        await queues.SendAsync(message, cancellation);
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Hosting.ContractDouble;

/// <summary>
/// The REST face of Service Bus, as far as its documentation goes: one message per POST to <c>/QUEUE/messages</c>, 201 where it is taken.
/// Whatever departs from the documented table is kept as a breach and refused. It can be away: busy, or breaking connections.
/// </summary>
internal sealed class ServiceBusStub(ServiceBusModel bus, string token)
{
    private const int MaxBodyBytes = 256 * 1024;
    private static readonly HashSet<string> KnownProperties =
        ["MessageId", "SessionId", "CorrelationId", "Label", "TimeToLive", "ScheduledEnqueueTimeUtc", "PartitionKey", "ReplyTo", "To"];

    /// <summary>What was sent that the documentation does not know.</summary>
    public ConcurrentQueue<string> Breaches { get; } = new();

    /// <summary>Answers instead of taking messages: a status, or 0 to break the connection after the message was taken, -1
    /// before.</summary>
    public int? Away { get; set; }

    public async Task AnswerAsync(HttpContext http)
    {
        if (Away is -1)
        {
            http.Abort();
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (Away is > 0)
        {
            http.Response.StatusCode = Away.Value;
            http.Response.Headers.RetryAfter = "1";
            return;
        }

        http.Response.StatusCode = Take(http.Request, body.ToArray());
        if (Away is 0)
        {
            http.Abort();
        }
    }

    private int Take(HttpRequest request, byte[] body)
    {
        var path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (request.Method != HttpMethods.Post || path is not [var queue, "messages"])
        {
            return Breach($"{request.Method} {request.Path} is not Send Message", 400);
        }

        if (request.Headers.Authorization.ToString() is not ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var sent] || sent != token)
        {
            return Breach("no bearer token for https://servicebus.azure.net", 401);
        }

        if (body.Length > MaxBodyBytes)
        {
            return Breach($"{body.Length} bytes are more than {MaxBodyBytes}", 403);
        }

        if (request.ContentLength is null)
        {
            return Breach("no Content-Length", 400);
        }

        using var properties = JsonDocument.Parse(request.Headers["BrokerProperties"].ToString());
        if (properties.RootElement.EnumerateObject().Select(property => property.Name)
            .FirstOrDefault(name => !KnownProperties.Contains(name)) is { } unknown)
        {
            return Breach($"{unknown} is not a broker property", 400);
        }

        if (!properties.RootElement.TryGetProperty("MessageId", out var id) || id.GetString() is not { Length: > 0 and <= 128 } messageId)
        {
            return Breach("without a MessageId of 1 to 128 characters nothing detects a duplicate", 400);
        }

        bus.Send(queue, messageId, body, DateTimeOffset.UtcNow);
        return 201;
    }

    private int Breach(string what, int status)
    {
        Breaches.Enqueue(what);
        return status;
    }
}

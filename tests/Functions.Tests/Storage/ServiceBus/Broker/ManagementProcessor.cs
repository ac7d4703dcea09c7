using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace Compliance.Functions.Tests.Storage.ServiceBus.Broker;

/// <summary>The management node of a queue: renews locks, and settles messages whose link is gone. Source: learn.microsoft.com, "AMQP 1.0
/// in Azure Service Bus: request-response-based operations", "Message Renew Lock", "Update disposition status".</summary>
internal sealed class ManagementProcessor(BrokerQueue queue) : IRequestProcessor
{
    public int Credit => 100;

    public void Process(RequestContext requestContext)
    {
        var body = requestContext.Message.Body as Map ?? [];
        var tokens = ((body["lock-tokens"] as Guid[]) ?? []).ToList();
        requestContext.Complete(requestContext.Message.ApplicationProperties["operation"] switch
        {
            "com.microsoft:renew-lock" => Renewed([.. tokens.Select(queue.Renew)]),
            "com.microsoft:update-disposition" => Answer(tokens.All(token => Settle(token, body)) ? 200 : 410, null),
            _ => Answer(501, null),
        });
    }

    private bool Settle(Guid token, Map body) => (body["disposition-status"] as string) switch
    {
        "completed" => queue.Settle(token, Settling.Complete),
        "abandoned" => queue.Settle(token, Settling.Abandon),
        "suspended" => queue.Settle(token, Settling.DeadLetter, body["deadletter-reason"] as string ?? "",
            body["deadletter-description"] as string ?? ""),
        _ => false,
    };

    private static Message Renewed(DateTime?[] ends) => ends.All(end => end is not null)
        ? Answer(200, new Map { ["expirations"] = ends.Select(end => end!.Value).ToArray() }) : Answer(410, null);

    private static Message Answer(int status, Map? body)
    {
        var answer = new Message(body ?? [])
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["statusCode"] = status,
                ["statusDescription"] = status == 200 ? "OK" : "The lock supplied is invalid.",
            },
        };
        if (status == 410)
        {
            answer.ApplicationProperties["errorCondition"] = new Symbol("com.microsoft:message-lock-lost");
        }

        return answer;
    }
}

using System.Text;

namespace Compliance.Functions.Events;

/// <summary>Handles one message of the queue <c>events</c>, however it arrived: the body is one CloudEvent or a batch, as over
/// HTTP.</summary>
internal sealed class EventQueueHandler(EventReading reading)
{
    /// <summary>The queue.</summary>
    public const string Queue = "events";

    /// <summary>Stores what can be stored; null where all was, else what was refused for good. Failures that may pass throw, and the
    /// message comes again.</summary>
    public async Task<string?> HandleAsync(string body, CancellationToken cancellation)
    {
        var (answer, problem) = await reading.TakeAsync(Encoding.UTF8.GetBytes(body), cancellation);
        return problem is not null ? problem.Detail ?? problem.Title
            : answer!.Refused.Length == 0 ? null
            : string.Join(" ", answer.Refused.SelectMany(one => one.Errors).Take(5).Select(error => $"{error.Path}: {error.Message}"));
    }

    /// <summary>The same, told as true where all was stored; what was refused for good is set aside whole by whoever delivers.</summary>
    public async Task<bool> TakesAsync(string body, CancellationToken cancellation) => await HandleAsync(body, cancellation) is null;
}

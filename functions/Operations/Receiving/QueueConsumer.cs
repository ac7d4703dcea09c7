namespace Compliance.Functions.Operations.Receiving;

/// <summary>A queue and what handles its messages, however they arrive.</summary>
/// <param name="Queue">Name of the queue.</param>
/// <param name="HandleAsync">Handles a message's text: true when it is done, false where it can never be; it throws where it may succeed
/// when the message comes again. The same message may come more than once.</param>
internal sealed record QueueConsumer(string Queue, Func<string, CancellationToken, Task<bool>> HandleAsync);

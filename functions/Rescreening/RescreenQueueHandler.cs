using System.Text.Json;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Rescreening;

/// <summary>Handles one message of the queue <c>rescreenings</c>, however it arrived: works for a while, and sends what is left as a new
/// message.</summary>
internal sealed class RescreenQueueHandler(RescreenWorker worker, RescreenCoordinator director)
{
    /// <summary>Works; false where the message can never be handled. Failures that may pass throw, and the message comes again.</summary>
    public async Task<bool> HandleAsync(string body, CancellationToken cancellation)
    {
        if (Read(body) is not { } work)
        {
            return false;
        }

        switch (await worker.WorkAsync(work, cancellation))
        {
            case WorkResult.Done:
                await director.FollowAsync(work, cancellation);
                break;
            case WorkResult.More:
                await director.SendAsync(work, cancellation);
                break;
            case WorkResult.Waits:
                break;
            default:
                throw new InvalidOperationException("Work is done, has more, or waits.");
        }

        return true;
    }

    private static RescreenWork? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<RescreenWork>(body, EvidenceCodec.Options)
                is { Run: > 0, Part: >= 0 and < RescreenWork.Parts } work ? work : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

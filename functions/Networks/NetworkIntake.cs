using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Networks;

/// <summary>Takes facts for the networks out of events that were stored. An event of an erased account that comes again brings nothing
/// back.</summary>
internal sealed class NetworkIntake(NetworkFactStore facts, NetworkFingerprints fingerprints, SubjectStreamStore streams)
{
    /// <summary>Takes facts.</summary>
    /// <param name="events">Events that are stored, and whether each came before.</param>
    /// <param name="cancellation">Cancels.</param>
    public async Task TakeAsync(IEnumerable<(PlatformEvent Happened, bool Again)> events, CancellationToken cancellation)
    {
        if (!fingerprints.IsKeyed)
        {
            return;
        }

        var observed = new List<ObservedFacts>();
        foreach (var (happened, again) in events)
        {
            if (EventFacts.Of(happened) is { } found
                && !(again && (await streams.FoldedAsync(found.Account, cancellation)).Subject.ErasedAt is not null))
            {
                observed.Add(found);
            }
        }

        await (observed.Count == 0 ? Task.CompletedTask : facts.TakeAsync(observed, fingerprints.Of, cancellation));
    }
}

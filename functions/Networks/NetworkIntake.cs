using Compliance.EnforcementCore.Networks;
using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;

namespace Compliance.Functions.Networks;

/// <summary>Takes facts for the networks out of events that were stored. What happened before its account was erased brings nothing
/// back, also where the erasure comes while it is taken in.</summary>
internal sealed class NetworkIntake(NetworkFactStore facts, NetworkFingerprints fingerprints, SubjectStreamStore streams,
    NetworkErasure erasure, ReturnWatch returns)
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

        var (observed, earliest) = (new List<ObservedFacts>(), new Dictionary<SubjectRef, DateTimeOffset>());
        var erasures = new Dictionary<SubjectRef, DateTimeOffset?>();
        foreach (var (happened, again) in events)
        {
            // One that came before was of the account that was erased, whatever its moment.
            var at = again ? DateTimeOffset.MinValue : happened.Time;
            if (EventFacts.Of(happened) is not { } found)
            {
                continue;
            }

            if (!erasures.TryGetValue(found.Account, out var erased))
            {
                erasures[found.Account] = erased = await ErasedAtAsync(found.Account, cancellation);
            }

            if (!(at <= erased))
            {
                observed.Add(found);
                earliest[found.Account] = earliest.TryGetValue(found.Account, out var known) && known < at ? known : at;
            }
        }

        var joined = observed.Count == 0 ? [] : await facts.TakeAsync(observed, fingerprints.Of, cancellation);
        await returns.LookAsync(joined, cancellation);
        foreach (var (account, at) in earliest)
        {
            await (at <= await ErasedAtAsync(account, cancellation) ? erasure.ForgetAsync([account], cancellation)
                : Task.CompletedTask);
        }
    }

    private async Task<DateTimeOffset?> ErasedAtAsync(SubjectRef account, CancellationToken cancellation)
        => (await streams.FoldedAsync(account, cancellation)).Subject.ErasedAt;
}

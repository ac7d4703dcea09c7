using System.Collections.Immutable;
using Compliance.Functions.Alerts.Queue;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Alerts;

/// <summary>Saves what was decided on an alert: announces it to the queue, appends by compare-and-set, brings the queue up to
/// date.</summary>
internal sealed class AlertWriter(AlertStore store, AlertQueue queue, TimeProvider clock)
{
    /// <summary>Saves; false where somebody else came first.</summary>
    public async Task<bool> SaveAsync(AlertId id, AlertFile? before, ImmutableArray<AlertEvent> events, CancellationToken cancellation)
    {
        var ticket = await queue.MarkAsync(id, clock.GetUtcNow(), cancellation);
        var saved = await store.AppendAsync(id, before, events, cancellation);
        await queue.SettleAsync(ticket, CancellationToken.None);
        return saved;
    }
}

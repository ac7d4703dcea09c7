using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.History;

/// <summary>
/// Is told when the content of a list in use changed, after the new corpus answers screenings. It is a nudge: only the instance that
/// brought the version into use is told, and a crash may swallow it. A receiver keeps the number of the last event it dealt with and reads
/// <see cref="ListHistory.EventsAsync"/> from there.
/// </summary>
internal interface IListChangeSink
{
    /// <summary>A list changed. Must not throw for expected failures; what it throws is logged and stops nothing.</summary>
    Task ChangedAsync(ListCode list, ListEvent change, CancellationToken cancellation);
}

using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists;

/// <summary>A list in use, or about to be.</summary>
/// <param name="Version">Its version.</param>
internal sealed record ActiveList(ListVersion Version)
{
    /// <summary>Its parties until they are compiled; null from then on, the corpus holds them.</summary>
    public WatchlistSnapshot? Snapshot { get; private init; }

    public static ActiveList Of(WatchlistSnapshot snapshot) => new(snapshot.Version) { Snapshot = snapshot };

    /// <summary>The same content, confirmed at a later moment.</summary>
    public ActiveList ConfirmedAt(DateTimeOffset moment) =>
        new(Version with { RetrievedAt = moment }) { Snapshot = Snapshot?.ConfirmedAt(moment) };
}

using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>A source of lists that a test changes while the service runs.</summary>
internal sealed class InventedSupply(Func<WatchlistSnapshot?> newest, TimeSpan? pollEvery = null) : IListSupply
{
    private string? _given;

    public ImmutableArray<ListCode> Required => [InventedLists.Code];

    public TimeSpan PollEvery => pollEvery ?? TimeSpan.FromMilliseconds(20);

    public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        if (newest() is not { } snapshot)
        {
            return Task.FromResult(new SupplyFindings([], [], [new ListFailure(InventedLists.Code, "the publisher answered 503")]));
        }

        var isNew = snapshot.Version.ContentHash != _given;
        _given = snapshot.Version.ContentHash;
        return Task.FromResult(isNew ? new SupplyFindings([new FreshList(snapshot, [])], [], []) : SupplyFindings.None);
    }
}

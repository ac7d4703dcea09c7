using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>No source at all: only what was stored before, or the sample list.</summary>
internal sealed class OfflineSupply : IListSupply
{
    public ImmutableArray<ListCode> Required => [];

    public TimeSpan PollEvery => TimeSpan.FromHours(1);

    public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation) => Task.FromResult(
        new SupplyFindings([], [],
            [.. stored.Keys.Where(code => only is null || code == only).Order()
            .Select(code => new ListFailure(code, "COMPLIANCE_OFFLINE is set: nothing is fetched."))]));
}

using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>No source at all: only what was stored before, or the sample list.</summary>
/// <param name="named">Lists that the operator names.</param>
internal sealed class OfflineSupply(ImmutableArray<ListCode> named = default) : IListSupply
{
    public ImmutableArray<ListCode> Required => named.IsDefault ? [] : named;

    public TimeSpan PollEvery => TimeSpan.FromHours(1);

    public Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation) => Task.FromResult(
        new SupplyFindings([], [],
            [.. stored.Keys.Where(code => only is null || code == only).Order()
            .Select(code => new ListFailure(code, "COMPLIANCE_OFFLINE is set: nothing is fetched."))]));
}

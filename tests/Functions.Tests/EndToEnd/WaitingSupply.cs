using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Functions.Tests.EndToEnd;

/// <summary>A publisher that does not answer until the test lets it.</summary>
internal sealed class WaitingSupply(Task answered) : IListSupply
{
    public ImmutableArray<ListCode> Required => [];

    public TimeSpan PollEvery => TimeSpan.FromHours(1);

    public async Task<SupplyFindings> LookAsync(ListCode? only, IReadOnlyDictionary<ListCode, ListManifest> stored,
        CancellationToken cancellation)
    {
        await answered.WaitAsync(cancellation);
        return SupplyFindings.None;
    }
}

using Compliance.EnforcementCore.Networks;

namespace Compliance.EnforcementCore.Tests.Networks;

/// <summary>Clusters of transfers.</summary>
public sealed class TransferNetworkTests
{
    [Fact]
    public void A_purse_that_pays_one_actors_accounts_joins_them_and_an_exchange_joins_nobody()
    {
        // 0 pays 1..20, which also pay each other in a ring; 30 is an exchange for 31..130.
        var transfers = Enumerable.Range(1, 20).Select(i => new AccountPair(0, i))
            .Concat(Enumerable.Range(1, 19).Select(i => new AccountPair(i, i + 1)))
            .Concat(Enumerable.Range(31, 100).Select(i => new AccountPair(30, i))).ToList();
        var clusters = TransferNetwork.Run(140, transfers);
        Assert.All(Enumerable.Range(0, 21), address => Assert.Equal(0, clusters[address]));
        Assert.All(Enumerable.Range(30, 101), address => Assert.Equal(address, clusters[address]));
        Assert.NotEqual(0, TransferNetwork.Plain(140, transfers, 10)[0] == TransferNetwork.Plain(140, transfers, 10)[20] ? 0 : 1);
    }

    [Fact]
    public void The_order_of_transfers_does_not_show()
    {
        var transfers = Enumerable.Range(0, 400).Select(i => AccountPair.Of(i * 7 % 131, i * 13 % 127)).ToList();
        var clusters = TransferNetwork.Run(131, transfers);
        transfers.Reverse();
        transfers.AddRange(transfers.Take(50).ToList());
        Assert.True(clusters.AsSpan().SequenceEqual(TransferNetwork.Run(131, transfers).AsSpan()));
    }
}

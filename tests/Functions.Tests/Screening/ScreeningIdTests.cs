using Compliance.Functions.Screening;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Tests.Screening;

public sealed class ScreeningIdTests
{
    [Fact]
    public void Ids_sort_by_time_and_lead_to_their_shard()
    {
        var start = new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 500)
            .Select(i => (Shard: Shard.OfNumber(i * 7), Id: ScreeningId.Create(start.AddMilliseconds(i), Shard.OfNumber(i * 7)))).ToList();

        Assert.Equal(ids.Select(one => one.Id), ids.Select(one => one.Id).Order(StringComparer.Ordinal));
        foreach (var (shard, id) in ids)
        {
            Assert.True(ScreeningId.TryReadShard(id, out var read));
            Assert.Equal(shard, read);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("scr_")]
    [InlineData("scr_01m80qfym4t2vsvsrnspsez")]
    [InlineData("scr_01m80qfym4t2vsvsrnsps/9")]
    [InlineData("SCR_01m80qfym4t2vsvsrnspse9")]
    public void What_is_no_id_leads_nowhere(string? text) => Assert.False(ScreeningId.TryReadShard(text, out _));

    [Fact]
    public void Keys_spread_over_all_shards()
    {
        var counts = Enumerable.Range(0, 16_000).GroupBy(i => Shard.OfKey($"key-{i}"))
            .ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(Shard.Count, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }
}

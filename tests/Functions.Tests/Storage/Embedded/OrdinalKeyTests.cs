using Compliance.Functions.Storage.Embedded;

namespace Compliance.Functions.Tests.Storage.Embedded;

public sealed class OrdinalKeyTests
{
    [Fact]
    public void Order_of_bytes_is_ordinal_order_of_text_Invariant()
    {
        var random = new Random(20261122);
        char[] units = ['a', 'z', '~', '\u0080', '\u07FF', '\u0800', '\uD7FF', '\uD83D', '\uDE00', '\uE000', '\uFFFF'];
        for (var round = 0; round < 5000; round++)
        {
            var left = Text(random, units);
            var right = Text(random, units);
            Assert.Equal(Math.Sign(string.CompareOrdinal(left, right)),
                Math.Sign(OrdinalKey.Encode(left).AsSpan().SequenceCompareTo(OrdinalKey.Encode(right))));
        }
    }

    [Fact]
    public void Every_unit_survives_RoundTrip()
    {
        var all = new string([.. Enumerable.Range(0, 0x10000).Select(unit => (char)unit)]);
        Assert.Equal(all, OrdinalKey.Decode(OrdinalKey.Encode(all)));
        Assert.Equal("plain-ascii_1"u8.ToArray(), OrdinalKey.Encode("plain-ascii_1"));
    }

    private static string Text(Random random, char[] units)
        => new([.. Enumerable.Range(0, random.Next(4)).Select(_ => units[random.Next(units.Length)])]);
}

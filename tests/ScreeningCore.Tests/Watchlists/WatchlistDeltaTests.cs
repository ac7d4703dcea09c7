using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Watchlists;

public sealed class WatchlistDeltaTests
{
    private static readonly ListCode List = ListCode.Parse("test-list");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Equal_states_differ_in_nothing()
    {
        var delta = WatchlistDelta.Between(Snapshot(Party("a"), Party("b")), Snapshot(Party("b"), Party("a")));
        Assert.True(delta.IsEmpty);
        Assert.Equal(delta.FromHash, delta.ToHash);
    }

    [Fact]
    public void Added_amended_and_delisted_parties_are_told_apart()
    {
        var delta = WatchlistDelta.Between(Snapshot(Party("a"), Party("b"), Party("c")),
            Snapshot(Party("b", "1960"), Party("c"), Party("d")));
        Assert.Equal("a", Assert.Single(delta.Delisted).Entry.Key);
        Assert.Equal("d", Assert.Single(delta.Added).Entry.Key);
        var amended = Assert.Single(delta.Amended);
        Assert.Equal("b", amended.After.Entry.Key);
        Assert.Equal(new FieldChange("birthDates", null, "[\"1960\"]"), Assert.Single(amended.Changes));
        Assert.Equal(["d", "b"], delta.ToRescreen.Select(party => party.Entry.Key));
    }

    [Fact]
    public void Without_an_earlier_state_every_party_is_added()
    => Assert.Equal(2, WatchlistDelta.Between(null, Snapshot(Party("a"), Party("b"))).Added.Length);

    [Fact]
    public void A_delta_applied_to_the_earlier_state_gives_the_later_one_Invariant()
    {
        var random = new Random(20260302);
        for (var round = 0; round < 50; round++)
        {
            var (before, after) = (RandomSnapshot(random), RandomSnapshot(random));
            var delta = WatchlistDelta.Between(before, after);
            var gone = delta.Delisted.Select(party => party.Entry).Concat(delta.Amended.Select(one => one.Before.Entry)).ToHashSet();
            var applied =
                WatchlistSnapshot.Of(after.Version, before.Parties.Where(party => !gone.Contains(party.Entry)).Concat(delta.ToRescreen));
            Assert.Equal(after.Version.ContentHash, applied.Version.ContentHash);
            var back = WatchlistDelta.Between(after, before);
            Assert.Equal(delta.Added.Select(party => party.Entry), back.Delisted.Select(party => party.Entry));
            Assert.Equal(delta.Amended.Length, back.Amended.Length);
        }
    }

    [Fact]
    public void A_stored_delta_is_read_back_as_it_was_and_equal_deltas_have_equal_bytes_Invariant()
    {
        var random = new Random(20260303);
        for (var round = 0; round < 30; round++)
        {
            var delta = WatchlistDelta.Between(round == 0 ? null : RandomSnapshot(random), RandomSnapshot(random));
            var bytes = Bytes(delta);
            var read = WatchlistDeltaCodec.Read(new MemoryStream(bytes));
            Assert.Equal(bytes, Bytes(read));
            Assert.Equal((delta.List, delta.FromHash, delta.ToHash), (read.List, read.FromHash, read.ToHash));
            Assert.Equal(delta.Changes.Select(change => (change.Kind, change.Entry, change.Fields.Length)),
                read.Changes.Select(change => (change.Kind, change.Entry, change.Fields.Length)));
        }
    }

    [Fact]
    public void A_stored_delta_that_was_cut_off_or_is_something_else_is_refused()
    {
        var bytes = Bytes(WatchlistDelta.Between(Snapshot(Party("a"), Party("b")), Snapshot(Party("b", "1960"), Party("d"))));
        var lines = System.Text.Encoding.UTF8.GetString(bytes).Split('\n');
        Assert.Throws<InvalidDataException>(() => WatchlistDeltaCodec.Read(new MemoryStream(bytes[..^20])));
        Assert.Throws<InvalidDataException>(() =>
            WatchlistDeltaCodec.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines[..2])))));
        Assert.Throws<InvalidDataException>(() => WatchlistDeltaCodec.Read(new MemoryStream("<html>"u8.ToArray())));
        Assert.Throws<InvalidDataException>(() => WatchlistDeltaCodec.Read(new MemoryStream([])));
    }

    private static byte[] Bytes(WatchlistDelta delta)
    {
        using var stream = new MemoryStream();
        WatchlistDeltaCodec.Write(delta, stream);
        return stream.ToArray();
    }

    [Fact]
    public void States_of_different_lists_cannot_be_compared() =>
        Assert.Throws<ArgumentException>(() =>
        WatchlistDelta.Between(WatchlistSnapshot.Of(new ListVersion(ListCode.Parse("other"), Now), []), Snapshot(Party("a"))));

    private static WatchlistSnapshot RandomSnapshot(Random random) =>
        Snapshot([.. Enumerable.Range(0, 12).Where(_ => random.Next(3) > 0)
        .Select(i => Party($"k{i}", random.Next(2) == 0 ? null : "1960"))]);

    private static WatchlistSnapshot Snapshot(params ListedParty[] parties) => WatchlistSnapshot.Of(new ListVersion(List, Now), parties);

    private static ListedParty Party(string key, string? born = null) =>
        new(ListEntryId.Of(List, key), PartyKind.Individual, [new ListedName("Person " + key)])
        {
            BirthDates = born is null ? []
        : [PartialDate.Parse(born)]
        };
}

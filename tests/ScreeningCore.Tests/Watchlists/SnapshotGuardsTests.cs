using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.ScreeningCore.Tests.Watchlists;

public sealed class SnapshotGuardsTests
{
    private static readonly ListCode List = ListCode.Parse("test-list");
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    private static readonly SnapshotLimits Limits = new()
    {
        Counts = [new KindLimit(PartyKind.Individual, 90, 200)],
        FillRates = [new FillLimit("birthDate", 0.5)],
    };

    [Fact]
    public void A_complete_list_keeps_all_guards() => Assert.Empty(SnapshotGuards.Check(Snapshot(100), Snapshot(100), Limits));

    [Fact]
    public void An_empty_list_is_refused() => Assert.Contains("empty", Broken(Snapshot(0), null));

    [Theory]
    [InlineData(89, true)]
    [InlineData(90, false)]
    [InlineData(200, false)]
    [InlineData(201, true)]
    public void A_count_outside_its_range_is_refused(int count, bool refused)
    => Assert.Equal(refused, Broken(Snapshot(count), null).Contains("count"));

    [Fact]
    public void A_field_that_most_lost_is_refused() =>
        Assert.Equal(["fill-rate"], Broken(Snapshot(100, party => party with { BirthDates = [] }), null));

    [Theory]
    [InlineData(90, false)]
    [InlineData(89, true)]
    public void Losing_more_than_the_limit_at_once_is_refused(int left, bool refused)
    {
        var limits = new SnapshotLimits();
        var breaches = SnapshotGuards.Check(Snapshot(left), Snapshot(100), limits).Select(breach => breach.Guard);
        Assert.Equal(refused, breaches.Contains("shrink"));
    }

    [Fact]
    public void A_programme_that_vanishes_is_refused_though_the_list_hardly_shrinks()
    {
        var previous = Snapshot(1000, party => party.Entry.Key.EndsWith("00", StringComparison.Ordinal) || party.Entry.Key[^2] == '0'
            ? party with { Designations = [new Designation("OTHER")] } : party);
        var next = WatchlistSnapshot.Of(previous.Version, previous.Parties.Where(party => party.Designations[0].Programme != "OTHER"));
        Assert.Equal(["programme-shrink"], SnapshotGuards.Check(next, previous, new SnapshotLimits()).Select(breach => breach.Guard));
    }

    [Fact]
    public void A_programme_that_is_a_hundredth_of_the_list_may_end_and_one_whose_parties_move_to_another_is_no_loss()
    {
        var previous = Snapshot(6000, party => int.Parse(party.Entry.Key, System.Globalization.CultureInfo.InvariantCulture) < 1060
            ? party with { Designations = [new Designation("ENDED")] } : party);
        var next = WatchlistSnapshot.Of(previous.Version, previous.Parties.Where(party => party.Designations[0].Programme != "ENDED"));
        Assert.Empty(SnapshotGuards.Check(next, previous, new SnapshotLimits()));
        Assert.Equal(["programme-shrink"], SnapshotGuards.Check(next, previous, new SnapshotLimits { MinProgrammeShare = 0.009 })
            .Select(breach => breach.Guard));

        var moved = Snapshot(100, party => party with { Designations = [new Designation("NEW")] });
        Assert.DoesNotContain("programme-shrink",
            Broken(moved, Snapshot(100, party => party with { Designations = [new Designation("OLD")] })));
    }

    [Fact]
    public void A_change_of_nearly_every_party_is_refused()
    {
        var next = Snapshot(100, party => party with { Remarks = ["a new column"] });
        Assert.Equal(["changed"], Broken(next, Snapshot(100)));
    }

    [Fact]
    public void Too_many_quarantined_rows_are_refused()
    {
        var next = Snapshot(100, version: version => version with { QuarantinedCount = 2 });
        Assert.Equal(["quarantined"], Broken(next, null));
    }

    [Fact]
    public void A_list_of_the_future_or_older_than_the_last_is_refused()
    {
        Assert.Equal(["future"], Broken(Snapshot(100, version: version => version with { PublishedAt = Monday.AddDays(2) }), null));
        Assert.Equal(["older"],
            Broken(Snapshot(100, version: version => version with { PublishedAt = Monday.AddDays(-9) }), Snapshot(100)));
    }

    [Fact]
    public void An_unknown_field_or_another_list_is_a_bug()
    {
        Assert.Throws<ArgumentException>(() =>
            SnapshotGuards.Check(Snapshot(100), null, new SnapshotLimits { FillRates = [new FillLimit("shoeSize", 0.5)] }));
        var other = WatchlistSnapshot.Of(new ListVersion(ListCode.Parse("other"), Monday), []);
        Assert.Throws<ArgumentException>(() => SnapshotGuards.Check(Snapshot(100), other, Limits));
    }

    private static string[] Broken(WatchlistSnapshot next, WatchlistSnapshot? previous) =>
        [.. SnapshotGuards.Check(next, previous, Limits).Select(breach => breach.Guard)];

    private static WatchlistSnapshot Snapshot(int count, Func<ListedParty, ListedParty>? change = null, Func<ListVersion,
        ListVersion>? version = null)
    {
        var first = new ListVersion(List, Monday) { PublishedAt = Monday.AddDays(-1) };
        return WatchlistSnapshot.Of(version?.Invoke(first) ?? first, Enumerable.Range(1000, count).Select(i => Party(i))
            .Select(change ?? (party => party)));
    }

    private static ListedParty Party(int key) =>
        new(ListEntryId.Of(List, key.ToString(System.Globalization.CultureInfo.InvariantCulture)), PartyKind.Individual,
        [new ListedName($"Person {key}")])
        {
            BirthDates = [PartialDate.OfYear(1950)],
            Designations = [new Designation("MAIN")],
        };
}

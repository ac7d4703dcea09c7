using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

/// <summary>The two real copies of the UN list, in its two variants.</summary>
public sealed class RealUnTests(ITestOutputHelper output)
{
    [FactWithData("real-lists/un-sc")]
    public void Both_copies_hold_as_many_parties_as_the_README_states_and_keep_the_guards()
    {
        Assert.Equal([(730, 273), (733, 272)], new[] { "2026-02-27", "2026-04-17" }.Select(folder => Read(folder).Parties).Select(parties =>
            (parties.Count(party => party.Kind == PartyKind.Individual), parties.Count(party => party.Kind == PartyKind.Organization))));
        var limits = ListLibrary.DescriptorOf(ListCode.Parse("un-sc"))!.Guards.ToLimits();
        Assert.Empty(SnapshotGuards.Check(Read("2026-04-17"), null, limits));
    }

    [FactWithData("real-lists/un-sc")]
    public void Names_and_dates_are_as_many_as_were_counted()
    {
        var parties = Read("2026-02-27").Parties;
        var names = parties.Where(party => party.Kind == PartyKind.Individual).SelectMany(party => party.Names).ToArray();
        output.WriteLine(
            $"strong {names.Count(name => name.Strength == AliasStrength.Strong)}, weak "
                + $"{names.Count(name => name.Strength == AliasStrength.Weak)}, dates {parties.Sum(party => party.BirthDates.Length)}");
        Assert.InRange(names.Count(name => name.Strength == AliasStrength.Weak), 600, 640);
        // 1,529 elements say "Good"; some hold several names, and some repeat the primary name.
        Assert.InRange(names.Count(name => name.Strength == AliasStrength.Strong), 1_500, 1_600);
        var unread = parties.SelectMany(party => party.Remarks).Where(remark => remark.StartsWith("Nationality", StringComparison.Ordinal))
            .ToArray();
        Assert.Empty(unread);
    }

    [FactWithData("real-lists/un-sc")]
    public void The_delta_between_the_copies_counts_the_records_that_came_and_went()
    {
        var delta = WatchlistDelta.Between(Read("2026-02-27"), Read("2026-04-17"));
        output.WriteLine($"added {delta.Added.Length}, delisted {delta.Delisted.Length}, amended {delta.Amended.Length}: "
            + string.Join(", ", delta.Amended.SelectMany(one => one.Changes).GroupBy(change => change.Field)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}")));
        Assert.Equal(733 + 272 - 730 - 273, delta.Added.Length - delta.Delisted.Length);
        Assert.InRange(delta.Added.Length, 1, 20);
        Assert.True(delta.Amended.Length < 500, "a new element in every record must not amend every record");
    }

    private static WatchlistSnapshot Read(string folder) =>
        Assert.Single(ListLibrary.ReadNewest(RealFiles.Under("real-lists/un-sc/" + folder), RealFiles.RetrievedAt).Snapshots);
}

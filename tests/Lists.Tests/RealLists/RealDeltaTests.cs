using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

/// <summary>Deltas and guards on three real days of the SDN list, against the counts of their README.</summary>
public sealed class RealDeltaTests(ITestOutputHelper output)
{
    [FactWithData("real-lists/us-ofac/sdn-csv/2024-05-03/sdn.csv.gz")]
    public void The_deltas_between_three_main_files_are_those_that_were_counted()
    {
        var (december, january, may) = (MainFile("2023-12-28"), MainFile("2024-01-11"), MainFile("2024-05-03"));
        Assert.Equal((6, 0, 2), Counts(december, january));
        var (added, delisted, amended) = Counts(january, may);
        output.WriteLine($"added {added}, delisted {delisted}, amended {amended}");
        Assert.Equal((1_250, 112), (added, delisted));
        // 46 raw rows differ; a change of white space or of a repeated fact alone changes no canonical record.
        Assert.InRange(amended, 40, 46);
    }

    [FactWithData("real-lists/us-ofac")]
    public void Complete_real_lists_keep_their_guards_and_excerpts_break_them()
    {
        foreach (var folder
            in new[] { "sdn-csv/2023-12-28", "sdn-csv/2024-05-03", "sdn-csv/2026-08_rebuilt", "cons-csv/2025-12", "cons-xml/2023-03-08",
            "cons-enhanced/2025-01-10" })
        {
            Assert.Empty(Breaches(folder));
        }

        Assert.Contains(Breaches("enhanced-filtered/2024-08-28"), breach => breach.Guard == "count");
        Assert.Contains(Breaches("sdn-advanced/2024-02-23"), breach => breach.Guard == "count");
    }

    private static (int Added, int Delisted, int Amended) Counts(WatchlistSnapshot before, WatchlistSnapshot after)
    {
        var delta = WatchlistDelta.Between(before, after);
        return (delta.Added.Length, delta.Delisted.Length, delta.Amended.Length);
    }

    private static WatchlistSnapshot MainFile(string day) => Assert.Single(ListLibrary.ReadNewest(
        RealFiles.Under("real-lists/us-ofac/sdn-csv/" + day).Where(file => file.Name.StartsWith("sdn.csv", StringComparison.Ordinal)),
            RealFiles.RetrievedAt).Snapshots);

    private static IEnumerable<GuardBreach> Breaches(string folder)
    {
        var snapshot = Assert.Single(ListLibrary.ReadNewest(RealFiles.Under("real-lists/us-ofac/" + folder), RealFiles.RetrievedAt)
            .Snapshots);
        return SnapshotGuards.Check(snapshot, previous: null, ListLibrary.DescriptorOf(snapshot.Version.Code)!.Guards.ToLimits());
    }
}

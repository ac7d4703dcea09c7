using System.Diagnostics;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

public sealed class RealLibraryTests(ITestOutputHelper output)
{
    [FactWithData("real-lists")]
    public void The_newest_versions_of_the_real_tree_are_read()
    {
        var watch = Stopwatch.StartNew();
        var reading = ListLibrary.ReadNewest(RealFiles.Under("real-lists"), RealFiles.RetrievedAt);
        output.WriteLine($"read in {watch.ElapsedMilliseconds} ms");
        foreach (var snapshot in reading.Snapshots)
        {
            var kinds = string.Join(", ", snapshot.Parties.GroupBy(party => party.Kind).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"));
            output.WriteLine($"{snapshot.Version.Code} {snapshot.Version.PublishedAt:yyyy-MM-dd} parties {snapshot.Version.PartyCount} names {snapshot.Version.NameCount} quarantined {snapshot.Version.QuarantinedCount}: {kinds}");
        }

        foreach (var problem in reading.Problems)
        {
            output.WriteLine($"problem {problem}");
        }

        foreach (var note in reading.Notes)
        {
            output.WriteLine($"note {note}");
        }

        foreach (var row in reading.Quarantined.Take(10))
        {
            output.WriteLine($"quarantined {row}");
        }

        Assert.Equal(19_181, Count(reading, "us-ofac-sdn"));
        Assert.Equal(442, Count(reading, "us-ofac-cons"));
        Assert.Equal(733 + 272, Count(reading, "un-sc"));
        Assert.Empty(reading.Problems);
    }

    /// <summary>Prints how long the parsing takes; the figure is for the eye, the bound only for a broken reader.</summary>
    [FactWithData("real-lists/us-ofac/sdn-csv/2026-08_rebuilt")]
    public void The_OFAC_and_UN_files_are_parsed_in_a_few_seconds()
    {
        foreach (var folder in new[] { "us-ofac/sdn-csv/2026-08_rebuilt", "us-ofac/cons-csv/2025-12", "us-ofac/cons-enhanced/2025-01-10", "us-ofac/enhanced-filtered/2024-08-28", "us-ofac/sdn-advanced/2024-02-23", "un-sc/2026-04-17" })
        {
            var files = RealFiles.Under("real-lists/" + folder);
            var best = TimeSpan.MaxValue;
            for (var round = 0; round < 3; round++)
            {
                var watch = Stopwatch.StartNew();
                var reading = ListLibrary.ReadNewest(files, RealFiles.RetrievedAt);
                best = watch.Elapsed < best ? watch.Elapsed : best;
                Assert.NotEmpty(reading.Snapshots);
            }

            output.WriteLine($"{folder}: {best.TotalMilliseconds:F0} ms, best of three");
            Assert.True(best < TimeSpan.FromSeconds(20), $"{folder} took {best}");
        }
    }

    private static int Count(LibraryReading reading, string code) =>
        reading.Snapshots.Single(snapshot => snapshot.Version.Code == ListCode.Parse(code)).Version.PartyCount;
}

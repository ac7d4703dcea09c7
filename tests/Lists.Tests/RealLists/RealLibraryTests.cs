using System.Diagnostics;
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
            var kinds =
                string.Join(", ", snapshot.Parties.GroupBy(party => party.Kind).OrderBy(group => group.Key)
                .Select(group => $"{group.Key} {group.Count()}"));
            output.WriteLine(
                $"{snapshot.Version.Code} {snapshot.Version.PublishedAt:yyyy-MM-dd} parties "
                    + $"{snapshot.Version.PartyCount} names {snapshot.Version.NameCount} quarantined "
                    + $"{snapshot.Version.QuarantinedCount}: {kinds}");
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

        Assert.Equal(Counts, reading.Snapshots.Select(snapshot => (snapshot.Version.Code.Value, snapshot.Version.PartyCount)));
        Assert.Contains(reading.Notes, note => note.StartsWith("uk-sl: ", StringComparison.Ordinal)
            && note.Contains("has only 5 parties and is no complete list", StringComparison.Ordinal));
        Assert.Empty(reading.Quarantined);
        Assert.Empty(reading.Problems);
    }

    /// <summary>Prints how long the parsing takes; the figure is for the eye, the bound only for a broken reader.</summary>
    [FactWithData("real-lists/us-ofac/sdn-csv/2026-08_rebuilt")]
    public void The_OFAC_and_UN_files_are_parsed_in_a_few_seconds()
    {
        foreach (var folder
            in new[] { "us-ofac/sdn-csv/2026-08_rebuilt", "us-ofac/cons-csv/2025-12", "us-ofac/cons-enhanced/2025-01-10",
            "us-ofac/enhanced-filtered/2024-08-28", "us-ofac/sdn-advanced/2024-02-23", "un-sc/2026-04-17" })
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

    /// <summary>What <c>lists status</c> shows of the tree. Where a count is not that of the files' own notes, the README of the lists says
    /// why, and <see cref="RealOtherListsTests"/> counts the rows.</summary>
    private static readonly (string List, int Parties)[] Counts =
    [
        ("au-dfat", 3_846), ("ca-sema", 4_759), ("eu-fsf", 3), ("jp-meti-eul", 835), ("jp-mof", 2_862), ("uk-sl", 4_686),
            ("un-sc", 733 + 272), ("us-bis-dpl", 1_523), ("us-bis-el", 3_400), ("us-bis-meu", 70),
        ("us-bis-uvl", 222), ("us-ofac-cons", 442), ("us-ofac-sdn", 19_181), ("us-state-dtc", 787), ("us-state-isn", 161),
            ("world-bank", 1_370),
    ];
}

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

    private static int Count(LibraryReading reading, string code) =>
        reading.Snapshots.Single(snapshot => snapshot.Version.Code == ListCode.Parse(code)).Version.PartyCount;
}

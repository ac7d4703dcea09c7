using System.Globalization;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Lists.Tests.RealLists;

/// <summary>Counts of the real files: those of the files' own notes, or the reason why not.</summary>
public sealed class RealOtherListsTests(ITestOutputHelper output)
{
    /// <summary>Rows of one name and first notice are one party, so parties are fewer than rows.</summary>
    [FactWithData("real-lists/us-csl/2022-05")]
    public void The_rows_of_the_screening_list_of_2022_are_all_there() =>
        AssertRows(Read("real-lists/us-csl/2022-05"), ("us-bis-el", 2_001), ("us-state-dtc", 727), ("us-bis-dpl", 462),
        ("us-bis-uvl", 201), ("us-state-isn", 163), ("us-bis-meu", 71));

    [FactWithData("real-lists/us-csl/2026-07-31_rebuilt")]
    public void The_rows_of_the_screening_list_of_2026_are_all_there() =>
        AssertRows(Read("real-lists/us-csl/2026-07-31_rebuilt"), ("us-bis-el", 3_420), ("us-bis-dpl", 1_596), ("us-state-dtc", 787),
        ("us-bis-uvl", 222), ("us-state-isn", 161), ("us-bis-meu", 70));

    [FactWithData("real-lists/us-bis")]
    public void The_rows_of_denied_persons_are_all_there() => AssertRows(Read("real-lists/us-bis"), ("us-bis-dpl", 665));

    [FactWithData("real-lists/eu-fsf")]
    public void The_excerpts_of_the_EU_list_give_their_entities()
    {
        Assert.Equal(3, Count(Read("real-lists/eu-fsf/xml-1_1_excerpt_2026-08-05"), "eu-fsf"));
        Assert.Equal(4, Count(Read("real-lists/eu-fsf/csv-1_1_excerpt_2024-10-02"), "eu-fsf"));
    }

    [FactWithData("real-lists/uk")]
    public void The_UK_lists_give_their_designations()
    {
        Assert.Equal(5, Count(Read("real-lists/uk/uk-sanctions-list_2026-09-10"), "uk-sl"));
        var ofsi = Read("real-lists/uk/ofsi-2022format_2025-04-10");
        Assert.Equal(4_686, Count(ofsi, "uk-sl"));
        Assert.Equal(new DateTimeOffset(2025, 4, 10, 0, 0, 0, TimeSpan.Zero), ofsi.Snapshots[0].Version.PublishedAt);
    }

    [FactWithData("real-lists/ca-sema")]
    public void The_Canadian_list_gives_its_records() => Assert.Equal(4_759, Count(Read("real-lists/ca-sema"), "ca-sema"));

    [FactWithData("real-lists/au-dfat")]
    public void The_Australian_list_gives_its_references()
    {
        var reading = Read("real-lists/au-dfat");
        Assert.Equal(3_846, Count(reading, "au-dfat"));
        Assert.Equal((2_543, 1_041, 262),
            (Kind(reading, PartyKind.Individual), Kind(reading, PartyKind.Organization), Kind(reading, PartyKind.Vessel)));
    }

    [FactWithData("real-lists/jp/meti-eul_2025-09-29")]
    public void The_Japanese_end_users_are_all_there() => AssertRows(Read("real-lists/jp/meti-eul_2025-09-29"), ("jp-meti-eul", 835));

    [FactWithData("real-lists/world-bank")]
    public void The_debarred_firms_are_all_there() => Assert.Equal(1_370, Count(Read("real-lists/world-bank"), "world-bank"));

    [FactWithData("real-lists/jp/mof_2026-03-05")]
    public void The_Japanese_frozen_parties_are_read_from_all_sheets_that_hold_any()
    {
        var reading = Read("real-lists/jp/mof_2026-03-05");
        Assert.Contains(reading.Notes, note => note.Contains("sheets with entries", StringComparison.Ordinal));
        Assert.Equal(2_862, Count(reading, "jp-mof"));
    }

    /// <summary>The example document is a list of amendments, which is no list: it is left alone. As a whole list it gives its three
    /// targets.</summary>
    [FactWithData("real-lists/ch-seco")]
    public void The_Swiss_example_gives_its_targets_only_as_a_whole_list()
    {
        Assert.Empty(ListLibrary.ReadNewest(RealFiles.Under("real-lists/ch-seco"), RealFiles.RetrievedAt).Snapshots);
        using var stream = RealFiles.Under("real-lists/ch-seco").Single(file => file.Name.EndsWith(".xml", StringComparison.Ordinal))
            .Open();
        using var reader = new StreamReader(stream);
        var whole = FixtureFiles.TextFile("consolidated-list.xml", reader.ReadToEnd()
            .Replace("list-type=\"amendment\"", "list-type=\"whole-list\"", StringComparison.Ordinal));
        Assert.Equal(3, Count(ListLibrary.ReadNewest([whole], RealFiles.RetrievedAt), "ch-seco"));
    }

    [FactWithData("real-lists")]
    public void Every_complete_list_passes_its_own_guards()
    {
        var complete = new[]
            { "us-csl/2022-05", "us-csl/2026-07-31_rebuilt", "us-bis", "uk/ofsi-2022format_2025-04-10", "ca-sema", "au-dfat", "jp",
            "world-bank" };
        foreach (var snapshot in complete.SelectMany(folder => Read("real-lists/" + folder).Snapshots))
        {
            var guards = ListLibrary.DescriptorOf(snapshot.Version.Code)!.Guards;
            Assert.Equal([], SnapshotGuards.Check(snapshot, previous: null, guards.ToLimits())
                .Select(breach => $"{snapshot.Version.Code}: {breach}"));
        }
    }

    [FactWithData("real-lists")]
    public void Only_lists_of_asset_freezes_freeze()
    {
        var others = new[] { "us-csl/2026-07-31_rebuilt", "us-bis", "jp/meti-eul_2025-09-29", "world-bank" };
        Assert.All(others.SelectMany(folder => Read("real-lists/" + folder).Snapshots).SelectMany(snapshot => snapshot.Parties),
            party => Assert.False(party.Measures.HasFlag(Measures.Freeze)));
    }

    private LibraryReading Read(string folder)
    {
        var reading = ListLibrary.ReadNewest(RealFiles.Under(folder), RealFiles.RetrievedAt);
        foreach (var snapshot in reading.Snapshots)
        {
            output.WriteLine(
                $"{snapshot.Version.Code} parties {snapshot.Version.PartyCount} names {snapshot.Version.NameCount} quarantined "
                    + $"{snapshot.Version.QuarantinedCount}: "
                    + $"{string.Join(", ", snapshot.Parties.GroupBy(party => party.Kind).OrderBy(group => group.Key).Select(group => $"{group.Key} {group.Count()}"))}");
        }

        foreach (var line in reading.Notes.Concat(reading.Quarantined.Take(8).Select(one => one.ToString()))
            .Concat(reading.Problems.Select(one => one.ToString())))
        {
            output.WriteLine(line);
        }

        Assert.Empty(reading.Problems);
        Assert.Empty(reading.Quarantined);
        return reading;
    }

    private static void AssertRows(LibraryReading reading, params (string Code, int Rows)[] expected)
    {
        Assert.Equal(expected.Select(one => one.Code)
            .Order(StringComparer.Ordinal), reading.Snapshots.Select(snapshot => snapshot.Version.Code.Value));
        foreach (var (code, rows) in expected)
        {
            Assert.Contains(reading.Notes, note => note.StartsWith(code + ": ", StringComparison.Ordinal)
                && note.Contains(string.Create(CultureInfo.InvariantCulture, $": {rows} rows, {Count(reading, code)} parties"),
                StringComparison.Ordinal));
        }
    }

    private static int Count(LibraryReading reading, string code)
        => reading.Snapshots.Single(snapshot => snapshot.Version.Code.Value == code).Version.PartyCount;

    private static int Kind(LibraryReading reading, PartyKind kind)
        => reading.Snapshots.Single().Parties.Count(party => party.Kind == kind);
}

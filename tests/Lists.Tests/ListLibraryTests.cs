using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests;

public sealed class ListLibraryTests
{
    [Fact]
    public void Every_descriptor_is_complete_and_its_files_are_recognised_by_a_form()
    {
        Assert.Equal(["us-ofac-cons", "us-ofac-sdn", "un-sc"],
            new[] { "us-ofac-cons", "us-ofac-sdn", "un-sc" }.Where(code => ListLibrary.DescriptorOf(ListCode.Parse(code)) is not null));
        Assert.All(ListLibrary.Descriptors, descriptor =>
        {
            Assert.Contains(ListLibrary.Formats, format => format.Lists.Contains(descriptor.Code));
            Assert.True(descriptor.Code == ListCode.Parse("open-sanctions") || !descriptor.Guards.Counts.IsEmpty); // Any dataset of it may be given.
            Assert.InRange(descriptor.StaleAfter.TotalHours, 24, 24 * 366);
            Assert.True(descriptor.Cadence < descriptor.StaleAfter);
            Assert.All(descriptor.Sources, source => Assert.Equal("https", new Uri(source.Url).Scheme));
        });
    }

    /// <summary>Their publishers date the file's name or ask for a key; operators hand the files in.</summary>
    [Fact]
    public void Only_four_lists_have_no_address_to_fetch_from() => Assert.Equal(
        ["jp-meti-eul", "jp-mof", "open-sanctions", "world-bank"],
        ListLibrary.Descriptors.Where(descriptor => descriptor.Sources.IsEmpty).Select(descriptor => descriptor.Code.Value));

    [Fact]
    public void Codes_of_descriptors_and_names_of_forms_are_unique()
    {
        Assert.Equal(ListLibrary.Descriptors.Length, ListLibrary.Descriptors.Select(descriptor => descriptor.Code).Distinct().Count());
        Assert.Equal(ListLibrary.Formats.Length, ListLibrary.Formats.Select(format => format.Name).Distinct().Count());
    }

    [Fact]
    public void The_newest_folder_is_read()
    {
        var text = FixtureFiles.Text("un-sc/2026-02-01/consolidated.xml");
        var reading = FixtureFiles.Read(
            FixtureFiles.TextFile("un-sc/2026-03/consolidated.xml", text.Replace("IMAGINARY", "NEWER", StringComparison.Ordinal)),
            FixtureFiles.TextFile("un-sc/2026-02-01/consolidated.xml", text),
            FixtureFiles.TextFile("un-sc/2025-12/consolidated.xml", text.Replace("IMAGINARY", "OLDER", StringComparison.Ordinal)));
        Assert.Equal("NEWER LIBERATION FRONT", Assert.Single(reading.Snapshots).Parties[0].PrimaryName.Text);
    }

    [Fact]
    public void Without_dated_folders_the_date_of_the_content_decides()
    {
        var text = FixtureFiles.Text("un-sc/2026-02-01/consolidated.xml");
        var reading = FixtureFiles.Read(
            FixtureFiles.TextFile("a/consolidated.xml", text),
            FixtureFiles.TextFile("b/consolidated.xml", text.Replace("2026-02-01T", "2026-01-31T", StringComparison.Ordinal)
                .Replace("IMAGINARY", "OLDER", StringComparison.Ordinal)));
        var snapshot = Assert.Single(reading.Snapshots);
        Assert.Equal("IMAGINARY LIBERATION FRONT", snapshot.Parties[0].PrimaryName.Text);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 23, 0, 9, 554, TimeSpan.Zero), snapshot.Version.PublishedAt);
    }

    [Fact]
    public void A_newer_excerpt_does_not_displace_a_complete_list()
    {
        var complete = string.Concat(Enumerable.Range(1, 600)
            .Select(i =>
                $"<INDIVIDUAL><FIRST_NAME>PERSON {i}</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDi.{i}</REFERENCE_NUMBER></INDIVIDUAL>"))
            + string.Concat(Enumerable.Range(1, 210)
            .Select(i =>
                $"<ENTITY><FIRST_NAME>BODY {i}</FIRST_NAME><UN_LIST_TYPE>DRC</UN_LIST_TYPE><REFERENCE_NUMBER>CDe.{i}</REFERENCE_NUMBER></ENTITY>"));
        var reading = FixtureFiles.Read(
            FixtureFiles.TextFile("2026-02-01/consolidated.xml", FixtureFiles.Text("un-sc/2026-02-01/consolidated.xml")),
            FixtureFiles.TextFile("2025-01-01/consolidated.xml",
                $"<CONSOLIDATED_LIST dateGenerated=\"2025-01-01T00:00:00Z\">{complete}</CONSOLIDATED_LIST>"));
        Assert.Equal(810, Assert.Single(reading.Snapshots).Parties.Length);
        Assert.Contains(reading.Notes, note => note.Contains("2026-02-01/consolidated.xml has only 2 parties", StringComparison.Ordinal));
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        var files = FixtureFiles.Under("us-ofac").Concat(FixtureFiles.Under("un-sc")).ToList();
        var forward = FixtureFiles.Read(files).Snapshots.Select(snapshot => snapshot.Version.ContentHash);
        files.Reverse();
        Assert.Equal(forward, FixtureFiles.Read(files).Snapshots.Select(snapshot => snapshot.Version.ContentHash));
    }

    [Fact]
    public void A_cancelled_reading_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            ListLibrary.ReadNewest(FixtureFiles.Under("un-sc"), FixtureFiles.RetrievedAt, source.Token));
    }
}

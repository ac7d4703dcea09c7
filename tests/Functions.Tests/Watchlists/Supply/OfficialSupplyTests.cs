using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Watchlists.Supply;

public sealed class OfficialSupplyTests
{
    private static readonly ListDescriptor Un = ListLibrary.Descriptors.Single(descriptor => descriptor.Code == ListCode.Parse("un-sc"));

    [Fact]
    public async Task A_list_is_fetched_read_confirmed_by_304_and_asked_for_again_at_its_cadence()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        var time = new ManualTime(DateTimeOffset.Parse("2026-03-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        stub.Answers = StubPublisher.Serving(await File.ReadAllBytesAsync(Fixture()), "\"v1\"");
        var supply = SupplyOf(stub, storage, time);
        var nothing = new Dictionary<ListCode, ListManifest>();

        var first = await supply.LookAsync(null, nothing, CancellationToken.None);
        var fresh = Assert.Single(first.Fresh);
        var stored = new Dictionary<ListCode,
            ListManifest>
        { [Un.Code] = new() { Version = fresh.Snapshot.Version, Sources = fresh.Sources } };
        var early = await supply.LookAsync(null, stored, CancellationToken.None);
        time.Advance(Un.Cadence);
        var due = await supply.LookAsync(null, stored, CancellationToken.None);

        Assert.NotEmpty(fresh.Snapshot.Parties);
        Assert.Empty(early.Confirmed);
        Assert.Equal(Un.Code, Assert.Single(due.Confirmed));
        Assert.Equal(2, stub.Asked.Count);
    }

    [Theory]
    [InlineData("<html><body>Down for maintenance</body></html>")]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\"?><CONSOLIDATED_LIST dateGenerated=\"2026-02-01\"><INDIVIDUALS>")]
    public async Task An_answer_of_200_that_is_no_list_is_a_failure(string body)
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        stub.Answers = http => http.Response.WriteAsync(body);

        var found = await SupplyOf(stub, storage, TimeProvider.System)
            .LookAsync(null, new Dictionary<ListCode, ListManifest>(), CancellationToken.None);

        Assert.Empty(found.Fresh);
        Assert.Equal(Un.Code, Assert.Single(found.Failed).List);
        Assert.NotEmpty(found.Failed[0].Reason);
    }

    [Fact]
    public async Task Lists_that_share_a_file_share_its_download_and_a_list_that_is_missing_from_it_fails_alone()
    {
        await using var stub = await StubPublisher.StartAsync();
        using var folder = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(folder.Path, TimeProvider.System);
        using var http = ListHttp.Create(ServiceOptions.DefaultUserAgent);
        var time = new ManualTime(DateTimeOffset.Parse("2026-03-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        var csl = ListLibrary.Descriptors.Where(descriptor =>
            descriptor.Sources.Any(source => source.Url.Contains("consolidated_screening_list", StringComparison.Ordinal)))
            .ToImmutableArray();
        Assert.Equal(6, csl.Length);
        var addresses =
            new ListAddresses(csl.ToFrozenDictionary(descriptor => $"{descriptor.Code}/consolidated.json",
            _ => new Uri(stub.Address, "/consolidated.json")));
        var supply = new OfficialSupply(csl, addresses, new ListDownload(http, storage.Blobs, TimeProvider.System), storage.Blobs, time);
        var text = await File.ReadAllTextAsync(
            Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "tests", "Lists.Tests", "Fixtures", "us-csl"),
            "consolidated.json", SearchOption.AllDirectories).First());

        stub.Answers = StubPublisher.Serving(System.Text.Encoding.UTF8.GetBytes(text), "\"v1\"");
        var first = await supply.LookAsync(null, new Dictionary<ListCode, ListManifest>(), CancellationToken.None);
        Assert.Single(stub.Asked);
        Assert.Equal(csl.Select(descriptor => descriptor.Code), first.Fresh.Select(fresh => fresh.Snapshot.Version.Code));
        Assert.Single(first.Fresh.SelectMany(fresh => fresh.Sources).Select(source => source.Sha256).Distinct());

        var stored = first.Fresh.ToDictionary(fresh => fresh.Snapshot.Version.Code,
            fresh => new ListManifest { Version = fresh.Snapshot.Version, Sources = fresh.Sources });
        time.Advance(TimeSpan.FromHours(2));
        var same = await supply.LookAsync(null, stored, CancellationToken.None);
        Assert.Equal(csl.Select(descriptor => descriptor.Code), same.Confirmed);
        Assert.Equal(2, stub.Asked.Count);

        stub.Answers = StubPublisher.Serving(
            System.Text.Encoding.UTF8.GetBytes(text.Replace("Unverified List (UVL)", "A New List (XYZ)", StringComparison.Ordinal)),
            "\"v2\"");
        var lost = await supply.LookAsync(ListCode.Parse("us-bis-uvl"), stored, CancellationToken.None);
        Assert.Equal(3, stub.Asked.Count);
        Assert.Equal(csl.Length - 1, lost.Fresh.Length);
        Assert.DoesNotContain(lost.Fresh, fresh => fresh.Snapshot.Version.Code.Value == "us-bis-uvl");
        Assert.Equal("us-bis-uvl", Assert.Single(lost.Failed).List.Value);
    }

    private static string Fixture()
        => Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "tests", "Lists.Tests", "Fixtures", "un-sc"), "*.xml",
        SearchOption.AllDirectories).First();

    private static OfficialSupply SupplyOf(StubPublisher stub, EmbeddedStorage storage, TimeProvider time)
    {
        var addresses =
            new ListAddresses(Un.Sources.ToFrozenDictionary(source => $"{Un.Code}/{source.File}",
            source => new Uri(stub.Address, "/" + source.File)));
        return new OfficialSupply(ImmutableArray.Create(Un), addresses,
            new ListDownload(ListHttp.Create(ServiceOptions.DefaultUserAgent), storage.Blobs, TimeProvider.System), storage.Blobs, time);
    }
}

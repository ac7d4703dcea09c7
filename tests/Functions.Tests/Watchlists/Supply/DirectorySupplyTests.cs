using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Watchlists.Supply;

public sealed class DirectorySupplyTests
{
    private static readonly ListCode Un = ListCode.Parse("un-sc");
    private static readonly Dictionary<ListCode, ListManifest> Nothing = [];

    [Fact]
    public async Task A_change_is_read_once_it_stands_still_only_what_is_in_use_is_confirmed_and_lists_that_vanish_are_failures()
    {
        using var folder = new TemporaryDirectory();
        using var data = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(data.Path, TimeProvider.System);
        var supply = new DirectorySupply(folder.Path, TimeSpan.FromSeconds(1), new RawFiles(storage.Blobs), TimeProvider.System);
        var fixture = Directory.EnumerateFiles(Path.Combine(TestData.RepositoryRoot(), "tests", "Lists.Tests", "Fixtures", "un-sc"),
            "*.xml", SearchOption.AllDirectories).First();
        var file = Path.Combine(folder.Path, Path.GetFileName(fixture));
        File.Copy(fixture, file);

        var first = await supply.LookAsync(null, Nothing, CancellationToken.None);
        var refused = await supply.LookAsync(null, Nothing, CancellationToken.None);
        var version = Assert.Single(first.Fresh).Snapshot.Version;
        var same = await supply.LookAsync(null, new Dictionary<ListCode, ListManifest> { [Un] = new() { Version = version } },
            CancellationToken.None);
        var other = await supply.LookAsync(null, new Dictionary<ListCode,
            ListManifest>
        { [Un] = new() { Version = version with { ContentHash = new string('0', 64) } } }, CancellationToken.None);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        var unsettled = await supply.LookAsync(null, Nothing, CancellationToken.None);
        var settled = await supply.LookAsync(null, Nothing, CancellationToken.None);

        var fresh = Assert.Single(first.Fresh);
        Assert.Equal(new FileInfo(fixture).Length, Assert.Single(fresh.Sources).Length);
        Assert.NotNull(await storage.Blobs.OpenAsync(RawFiles.Container, fresh.Sources[0].Sha256, CancellationToken.None));
        Assert.Equal(Un, Assert.Single(same.Confirmed));
        Assert.Empty(refused.Confirmed); // Nothing is in use: the first version was not admitted.
        Assert.Empty(other.Confirmed); // An older version is in use: this one was not admitted.
        Assert.Equal(SupplyFindings.None, unsettled);
        Assert.Single(settled.Fresh);

        var stored = new Dictionary<ListCode, ListManifest> { [Un] = new() { Version = fresh.Snapshot.Version, Sources = fresh.Sources } };
        File.Delete(file);
        await supply.LookAsync(null, stored, CancellationToken.None);
        var gone = await supply.LookAsync(null, stored, CancellationToken.None);
        Assert.Equal(Un, Assert.Single(gone.Failed).List);
        Assert.Empty(gone.Confirmed);
    }
}

using System.Diagnostics;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;
using Xunit.Abstractions;

namespace Compliance.Functions.Tests.Watchlists.Supply;

/// <summary>One list exchanged among all real ones: what the directory gives, and how long it takes, for the eye.</summary>
public sealed class RealDirectoryTests(ITestOutputHelper output)
{
    [FactWithData("real-lists")]
    public async Task One_real_list_that_is_exchanged_is_read_alone_and_gives_what_reading_all_gives()
    {
        using var folder = new TemporaryDirectory();
        using var data = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(data.Path, TimeProvider.System);
        var root = TestData.PathOf("real-lists")!;
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(path => !path.Contains("un-sc", StringComparison.Ordinal)))
        {
            Copy(path, Path.GetRelativePath(root, path));
        }

        var (older, newer) = ("un-sc/2026-02-27/consolidated.xml.gz", "un-sc/2026-04-17/consolidated.xml.gz");
        Copy(Path.Combine(root, older), older);
        var stored = new Dictionary<ListCode, ListManifest>();
        var supply = Supply();
        var (first, all) = await TimedAsync(supply);
        Take(first);
        var (still, quiet) = await TimedAsync(supply);
        Copy(Path.Combine(root, newer), newer);
        await supply.LookAsync(null, stored, default);
        var (changed, one) = await TimedAsync(supply);
        var (anew, everything) = await TimedAsync(Supply());
        output.WriteLine(
            $"all files {all} ms; nothing changed {quiet} ms; one list exchanged {one} ms; the same read by a directory without memory "
                + $"{everything} ms");

        Assert.Empty(still.Fresh);
        Assert.Equal(ListCode.Parse("un-sc"), Assert.Single(changed.Fresh).Snapshot.Version.Code);
        Assert.Equal(first.Fresh.Length - 1, changed.Confirmed.Length);
        Take(changed);
        Assert.Equal(anew.Fresh.Select(fresh => (fresh.Snapshot.Version.Code, fresh.Snapshot.Version.ContentHash))
            .Order(), stored.Values.Select(manifest => (manifest.Version.Code, manifest.Version.ContentHash)).Order());
        Assert.Equal(anew.Failed.AsEnumerable(), changed.Failed);

        DirectorySupply Supply() => new(folder.Path, TimeSpan.FromSeconds(1), new RawFiles(storage.Blobs), TimeProvider.System);

        async Task<(SupplyFindings Found, long Milliseconds)> TimedAsync(DirectorySupply from)
        {
            var watch = Stopwatch.StartNew();
            return (await from.LookAsync(null, stored, default), watch.ElapsedMilliseconds);
        }

        void Take(SupplyFindings found)
        {
            foreach (var fresh in found.Fresh)
            {
                stored[fresh.Snapshot.Version.Code] = new ListManifest { Version = fresh.Snapshot.Version, Sources = fresh.Sources };
            }
        }

        void Copy(string from, string to)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(to))!);
            File.Copy(from, folder.File(to));
        }
    }
}

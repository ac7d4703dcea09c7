using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.Tests.Shared;

namespace Compliance.Functions.Tests.Watchlists.Supply;

/// <summary>Of a watched directory only files with new bytes are read, and never a file that is written meanwhile.</summary>
public sealed class DirectorySupplyReadingTests : IDisposable
{
    private static readonly ListCode Un = ListCode.Parse("un-sc");
    private static readonly ListCode Canada = ListCode.Parse("ca-sema");
    private const string Front = "IMAGINARY LIBERATION FRONT";
    private readonly TemporaryDirectory _folder = new();
    private readonly TemporaryDirectory _data = new();
    private readonly EmbeddedStorage _storage;
    private readonly MeddlingTime _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly DirectorySupply _supply;
    private readonly Dictionary<ListCode, ListManifest> _stored = [];

    public DirectorySupplyReadingTests()
    {
        _storage = EmbeddedStorage.Open(_data.Path, TimeProvider.System);
        _supply = new DirectorySupply(_folder.Path, TimeSpan.FromSeconds(1), new RawFiles(_storage.Blobs), _time);
        foreach (var path in new[] { "un-sc/2026-02-01/consolidated.xml", "ca-sema/since/2026-02-05/sema-lmes.xml" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(FileOf(path))!);
            File.Copy(Path.Combine(TestData.RepositoryRoot(), "tests", "Lists.Tests", "Fixtures", path), FileOf(path));
        }
    }

    public void Dispose()
    {
        _storage.Dispose();
        _folder.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_change_of_one_file_gives_its_list_anew_and_confirms_the_others()
    {
        Assert.Equal([Canada, Un], await TakeAsync());
        Rename(Front + " OF NOWHERE");
        Assert.Equal(SupplyFindings.None, await LookAsync());
        var found = await LookAsync();
        Assert.Equal(Un, Assert.Single(found.Fresh).Snapshot.Version.Code);
        Assert.Equal(Canada, Assert.Single(found.Confirmed));
        Assert.Empty(found.Failed);
    }

    [Fact]
    public async Task A_file_with_other_bytes_and_the_same_content_confirms_its_list_by_reading_it()
    {
        await TakeAsync();
        File.AppendAllText(UnFile, "\n");
        await LookAsync();
        var found = await LookAsync();
        Assert.Equal(_stored[Un].Version.ContentHash, Assert.Single(found.Fresh).Snapshot.Version.ContentHash);
    }

    [Fact]
    public async Task A_version_that_is_not_in_use_comes_again_with_every_change_so_that_the_guards_judge_it_as_before()
    {
        Assert.Equal([Canada, Un], await TakeAsync());
        _stored.Remove(Canada); // Refused, or rolled back to another.
        Rename(Front + " OF NOWHERE");
        await LookAsync();
        Assert.Equal([Canada, Un], (await LookAsync()).Fresh.Select(fresh => fresh.Snapshot.Version.Code).Order());
    }

    [Fact]
    public async Task A_list_that_an_operator_asks_for_is_read_though_its_bytes_are_the_same()
    {
        await TakeAsync();
        Assert.Equal(Un, Assert.Single((await _supply.LookAsync(Un, _stored, default)).Fresh).Snapshot.Version.Code);
    }

    [Fact]
    public async Task Other_bytes_under_the_old_length_and_time_are_found_within_ten_minutes()
    {
        await TakeAsync();
        var written = File.GetLastWriteTimeUtc(UnFile);
        Rename(Front[..^1] + "X");
        File.SetLastWriteTimeUtc(UnFile, written);
        Assert.Equal([Canada, Un], (await LookAsync()).Confirmed.Order());
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(Un, Assert.Single((await LookAsync()).Fresh).Snapshot.Version.Code);
    }

    [Fact]
    public async Task A_file_that_is_written_while_it_is_read_is_not_taken_and_is_taken_whole_once_it_stands_still()
    {
        await TakeAsync();
        var whole = File.ReadAllText(UnFile).Replace(Front, Front + " OF NOWHERE", StringComparison.Ordinal);
        File.WriteAllText(UnFile, whole[..(whole.Length / 2)]);
        await LookAsync();
        _time.Meddle = () => File.WriteAllText(UnFile, whole); // Between the hashing and the reading.
        Assert.Equal(SupplyFindings.None, await LookAsync());
        Assert.Equal(SupplyFindings.None, await LookAsync());
        var found = await LookAsync();
        Assert.Contains(Assert.Single(found.Fresh, fresh => fresh.Snapshot.Version.Code == Un)
            .Snapshot.Parties, party => party.Names.Any(name => name.Text == Front + " OF NOWHERE"));
        Assert.Empty(found.Failed);
    }

    [Fact]
    public async Task A_file_that_was_cut_off_and_stands_still_is_a_failure_of_its_list_alone()
    {
        await TakeAsync();
        var whole = File.ReadAllText(UnFile);
        File.WriteAllText(UnFile, whole[..(whole.Length / 2)]);
        await LookAsync();
        var found = await LookAsync();
        Assert.Equal(Un, Assert.Single(found.Failed).List);
        Assert.Empty(found.Fresh);
        Assert.Equal(Canada, Assert.Single(found.Confirmed));
        Assert.Equal(Un, Assert.Single((await LookAsync()).Failed).List);
        File.WriteAllText(UnFile, whole);
        await LookAsync();
        Assert.Equal([Canada, Un], (await TakeAsync()).Union((await LookAsync()).Confirmed).Order());
    }

    private string UnFile => FileOf("un-sc/2026-02-01/consolidated.xml");

    private string FileOf(string path) => Path.Combine(_folder.Path, path);

    private void Rename(string to) => File.WriteAllText(UnFile, File.ReadAllText(UnFile).Replace(Front, to, StringComparison.Ordinal));

    private Task<SupplyFindings> LookAsync() => _supply.LookAsync(null, _stored, default);

    /// <summary>Looks, and brings what is fresh into use; its codes.</summary>
    private async Task<IEnumerable<ListCode>> TakeAsync()
    {
        var found = await LookAsync();
        foreach (var fresh in found.Fresh)
        {
            _stored[fresh.Snapshot.Version.Code] = new ListManifest { Version = fresh.Snapshot.Version, Sources = fresh.Sources };
        }

        return found.Fresh.Select(fresh => fresh.Snapshot.Version.Code).Order();
    }

    /// <summary>A clock that stands still, and does something once when it is asked.</summary>
    private sealed class MeddlingTime(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public Action? Meddle { get; set; }

        public void Advance(TimeSpan step) => _now += step;

        public override DateTimeOffset GetUtcNow()
        {
            var meddle = Meddle;
            Meddle = null;
            meddle?.Invoke();
            return _now;
        }
    }
}

using System.Security.Cryptography;
using Compliance.Lists.Reading;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.Tests;

/// <summary>Files whose bytes are those of the last reading are left unread, and nothing else is different.</summary>
public sealed class ReadingMemoryTests
{
    private static readonly DateTimeOffset At = new(2026, 9, 15, 6, 0, 0, TimeSpan.Zero);
    private readonly ReadingMemory memory = new();
    private readonly Dictionary<ListCode, string> held = [];
    private readonly List<string> opened = [];

    [Fact]
    public void One_list_that_changes_among_all_forms_of_all_lists_gives_what_reading_everything_gives()
    {
        var files = AllFixtures();
        foreach (var folder in files.Keys.Select(path => path.Split('/')[0]).Distinct().ToList())
        {
            foreach (var state
                in new[] { Changed(files, folder, bytes => [.. bytes, (byte)'\n']),
                Changed(files, folder, bytes => bytes[..(bytes.Length / 2)]), Changed(files, folder, _ => null), files })
            {
                AssertSame(ListLibrary.ReadNewest(Of(state), At), Read(state));
            }
        }
    }

    [Fact]
    public void Nothing_but_the_heads_of_files_is_read_where_no_byte_changed()
    {
        var files = AllFixtures();
        Read(files);
        opened.Clear();
        var again = Read(files);
        Assert.Empty(again.Snapshots);
        Assert.NotEmpty(again.Unchanged);
        Assert.All(opened.CountBy(path => path), one => Assert.Equal(1, one.Value));
    }

    [Fact]
    public void Sets_that_are_read_side_by_side_give_what_they_give_one_by_one()
    {
        var files = AllFixtures();
        foreach (var folder in files.Keys.Select(path => path.Split('/')[0]).Distinct().ToList())
        {
            foreach (var state in new[] { Changed(files, folder, bytes => bytes[..(bytes.Length / 2)]), Changed(files, folder, _ => null) })
            {
                var one = ListLibrary.ReadNewest(Of(state), At);
                opened.Clear();
                AssertSame(one, ListLibrary.ReadNewest(Of(state), At, progress: null, parallelism: 4, default));
            }
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_is_the_same_failure_side_by_side()
    {
        var files = Of(AllFixtures())
            .Select(file => file.Path.StartsWith("un-sc/", StringComparison.Ordinal) ? file with { Open = OnlyOnce(file.Open) } : file)
            .ToList();
        await Assert.ThrowsAsync<IOException>(() =>
            Task.Run(() => ListLibrary.ReadNewest(files, At, progress: null, parallelism: 4, default)));
    }

    [Fact]
    public void A_list_that_the_caller_does_not_have_is_read_again_though_its_bytes_are_the_same()
    {
        var files = AllFixtures();
        var first = Read(files);
        var un = first.Snapshots.Single(snapshot => snapshot.Version.Code.Value == "un-sc").Version;
        held[un.Code] = new string('0', 64);
        var again = Read(files);
        Assert.Equal(un.ContentHash, Assert.Single(again.Snapshots).Version.ContentHash);
        Assert.DoesNotContain(again.Unchanged, one => one.List == un.Code);
    }

    [Fact]
    public void A_file_that_could_not_be_read_is_a_problem_again_without_being_read_again()
    {
        var files = AllFixtures();
        var path = files.Keys.First(key => key.StartsWith("un-sc/", StringComparison.Ordinal));
        var broken = files.Where(file => !file.Key.StartsWith("un-sc/", StringComparison.Ordinal))
            .Append(KeyValuePair.Create(path, files[path][..(files[path].Length / 2)])).ToDictionary(StringComparer.Ordinal);
        var first = Read(broken);
        Assert.Contains(first.Problems, problem => problem.List.Value == "un-sc");
        opened.Clear();
        Assert.Equal(first.Problems.AsEnumerable(), Read(broken).Problems);
        Assert.Equal(1, opened.Count(one => one == path));
    }

    [Fact]
    public void A_file_without_a_digest_is_always_read()
    {
        var files = AllFixtures();
        var first = ListLibrary.ReadChanged(Of(files).Select(file => file with { Digest = null }), At, memory, IsHeld);
        Hold(first);
        var again = ListLibrary.ReadChanged(Of(files).Select(file => file with { Digest = null }), At, memory, IsHeld);
        Assert.Empty(again.Unchanged);
        Assert.Equal(first.Snapshots.Length, again.Snapshots.Length);
    }

    [Fact]
    public void A_file_inside_an_archive_is_known_by_the_bytes_of_the_archive()
    {
        var files = AllFixtures().Where(file => file.Key.StartsWith("un-sc/", StringComparison.Ordinal)).Take(1);
        var (path, bytes) = files.Single();
        using var packed = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(packed, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(path.Split('/')[^1]).Open();
            entry.Write(bytes);
        }

        var zip = new Dictionary<string, byte[]> { ["lists.zip"] = packed.ToArray() };
        Assert.Single(Read(zip).Snapshots);
        var again = Read(zip);
        Assert.Empty(again.Snapshots);
        Assert.Single(again.Unchanged);
    }

    [Fact]
    public void What_was_forgotten_is_read()
    {
        var files = AllFixtures();
        var first = Read(files);
        memory.Forget();
        Assert.Equal(first.Snapshots.Length, Read(files).Snapshots.Length);
    }

    private LibraryReading Read(Dictionary<string, byte[]> files)
    {
        var reading = ListLibrary.ReadChanged(Of(files), At, memory, IsHeld);
        Hold(reading);
        return reading;
    }

    private bool IsHeld(ListCode list, string hash) => held.GetValueOrDefault(list) == hash;

    private void Hold(LibraryReading reading)
    {
        foreach (var snapshot in reading.Snapshots)
        {
            held[snapshot.Version.Code] = snapshot.Version.ContentHash;
        }
    }

    private IEnumerable<ListFile> Of(Dictionary<string, byte[]> files)
        => files.Select(file =>
        new ListFile(file.Key, () => Open(file.Key, file.Value)) { Digest = Convert.ToHexStringLower(SHA256.HashData(file.Value)) });

    private static Func<Stream> OnlyOnce(Func<Stream> open)
    {
        var times = 0;
        return () => times++ == 0 ? open() : throw new IOException("The disk broke.");
    }

    private MemoryStream Open(string path, byte[] bytes)
    {
        lock (opened)
        {
            opened.Add(path);
        }

        return new MemoryStream(bytes, writable: false);
    }

    private static Dictionary<string, byte[]> Changed(Dictionary<string, byte[]> files, string folder, Func<byte[], byte[]?> change)
        => files
        .Select(file => (file.Key, Value: file.Key.StartsWith(folder + "/", StringComparison.Ordinal) ? change(file.Value) : file.Value))
        .Where(file => file.Value is not null).ToDictionary(file => file.Key, file => file.Value!, StringComparer.Ordinal);

    private static Dictionary<string, byte[]> AllFixtures() => Directory.EnumerateFiles(FixtureFiles.Root, "*", SearchOption.AllDirectories)
        .Select(path => (Full: path, Path: Path.GetRelativePath(FixtureFiles.Root, path).Replace('\\', '/')))
        .Where(file => file.Path.Split('/')[0] is not ("golden" or "sheets"))
        .ToDictionary(file => file.Path, file => File.ReadAllBytes(file.Full), StringComparer.Ordinal);

    private static void AssertSame(LibraryReading whole, LibraryReading part)
    {
        Assert.Equal(
            whole.Snapshots.Select(snapshot => (snapshot.Version.Code, snapshot.Version.ContentHash)),
            part.Snapshots.Select(snapshot => (snapshot.Version.Code, snapshot.Version.ContentHash))
                .Concat(part.Unchanged.Select(one => (one.List, one.ContentHash))).OrderBy(one => one.Item1));
        foreach (var snapshot in part.Snapshots)
        {
            Assert.Equal(whole.Snapshots.Single(one => one.Version.Code == snapshot.Version.Code).Version, snapshot.Version);
        }

        Assert.Equal(whole.Problems.AsEnumerable(), part.Problems);
        Assert.Equal(whole.Notes.AsEnumerable(), part.Notes);
        Assert.Equal(whole.Quarantined.AsEnumerable(), part.Quarantined);
        Assert.Equal(whole.Files.Keys.Order(), part.Files.Keys.Order());
        Assert.All(whole.Files, pair => Assert.Equal(pair.Value.Select(file => file.Path), part.Files[pair.Key].Select(file => file.Path)));
    }
}

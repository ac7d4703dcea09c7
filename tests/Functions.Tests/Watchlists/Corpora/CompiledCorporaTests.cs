using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Tests.Watchlists.Supply;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Watchlists.Corpora;

public sealed class CompiledCorporaTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("compliance-compiled-").FullName;

    [Fact]
    public void A_kept_corpus_is_found_again_with_the_versions_asked_for()
    {
        var corpus = Invented(1, 40);
        Assert.Equal(corpus.Hash, Compiled().Keep(corpus).Hash);
        var later = corpus.Lists[0] with { RetrievedAt = Now.AddHours(3) };
        var found = Compiled().Find([later]);
        Assert.NotNull(found);
        Assert.Equal(later, Assert.Single(found.Lists));
        Assert.Equal("Invented Person 7 of 1", found.Index.PartyAt(found.Index.PositionOf(ListEntryId.Parse("un-sc:1007")))
            .PrimaryName.Text);
        Assert.Null(Compiled().Find([corpus.Lists[0] with { ContentHash = "00" }]));
    }

    [Fact]
    public void Only_the_newest_state_is_kept()
    {
        Compiled().Keep(Invented(1, 5));
        Compiled().Keep(Invented(2, 5));
        Assert.Equal(CorpusFile.NameOf(Invented(2, 5).Hash), Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_folder))));
    }

    [Fact]
    public void A_state_that_is_found_leaves_no_file_of_another_state()
    {
        foreach (var generation in new[] { 2, 1 })
        {
            MappedCorpusFile.Save(Invented(generation, 5), Path.Combine(_folder, CorpusFile.NameOf(Invented(generation, 5).Hash)));
        }

        Assert.NotNull(Compiled().Find(Invented(1, 5).Lists));
        Assert.Equal(CorpusFile.NameOf(Invented(1, 5).Hash), Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_folder))));
    }

    [Fact]
    public void What_a_dead_process_left_half_written_goes_after_an_hour_and_what_is_being_written_stays()
    {
        var (dead, alive) = (Path.Combine(_folder, "a.corpus.x.new"), Path.Combine(_folder, "b.corpus.y.fetched"));
        File.WriteAllText(dead, "half");
        File.WriteAllText(alive, "half");
        File.SetLastWriteTimeUtc(dead, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2));
        Compiled().Keep(Invented(1, 5));
        Assert.False(File.Exists(dead));
        Assert.True(File.Exists(alive));
    }

    [Fact]
    public void A_damaged_file_is_not_used()
    {
        var corpus = Invented(1, 40);
        Compiled().Keep(corpus);
        var path = Assert.Single(Directory.EnumerateFiles(_folder));
        var bytes = File.ReadAllBytes(path);
        bytes[^1000] ^= 1;
        File.WriteAllBytes(path + ".damaged", bytes);
        File.Move(path + ".damaged", path, overwrite: true);
        Assert.Null(Compiled().Find(corpus.Lists));
        File.WriteAllText(path + ".cut", "");
        File.Move(path + ".cut", path, overwrite: true);
        Assert.Null(Compiled().Find(corpus.Lists));
    }

    [Fact]
    public void A_directory_that_cannot_be_written_costs_only_the_file()
    {
        var blocked = Path.Combine(_folder, "file");
        File.WriteAllText(blocked, "not a directory");
        var corpus = Invented(1, 5);
        Assert.Same(corpus, new CompiledCorpora(blocked, NullLogger<CompiledCorpora>.Instance).Keep(corpus));
    }

    [Fact]
    public async Task A_start_with_a_compiled_file_needs_no_snapshot()
    {
        using var data = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(data.Path, TimeProvider.System);
        var archive = new SnapshotArchive(storage.Records, storage.Blobs);
        var corpus = Invented(1, 40);
        Compiled().Keep(corpus);

        // The pointer is there, the snapshot it points to is not.
        await archive.PointAsync(new ListManifest { Version = corpus.Lists[0] with { RetrievedAt = Now.AddHours(1) } },
            CancellationToken.None);
        var (withFile, without) = (new CorpusHost(), new CorpusHost());
        await Refresh(withFile, storage, Compiled()).AdoptStoredAsync(CancellationToken.None);
        await Refresh(without, storage, null).AdoptStoredAsync(CancellationToken.None);
        Assert.Equal(corpus.Hash, withFile.Current?.Corpus.Hash);
        Assert.Equal(Now.AddHours(1), withFile.Current?.Corpus.Lists[0].RetrievedAt);
        Assert.Null(without.Current);
    }

    [Fact]
    public async Task A_list_that_changes_is_compiled_with_those_that_stayed()
    {
        using var data = new TemporaryDirectory();
        using var storage = EmbeddedStorage.Open(data.Path, TimeProvider.System);
        var archive = new SnapshotArchive(storage.Records, storage.Blobs);
        await KeepAsync(archive, Snapshot("un-sc", 1, 30));
        await KeepAsync(archive, Snapshot("zz-other", 1, 30));
        var host = new CorpusHost();
        using var refresh = Refresh(host, storage, Compiled());
        await refresh.AdoptStoredAsync(CancellationToken.None);
        await KeepAsync(archive, Snapshot("un-sc", 2, 30));
        await refresh.AdoptStoredAsync(CancellationToken.None);
        var expected = ScreeningCorpus.Build([Snapshot("un-sc", 2, 30), Snapshot("zz-other", 1, 30)]);
        Assert.Equal(expected.Hash, host.Current?.Corpus.Hash);
        Assert.Equal(expected.Index.PartyCount, host.Current?.Corpus.Index.PartyCount);
        Assert.NotNull(Compiled().Find(expected.Lists));
    }

    [Fact]
    public void Screenings_finish_on_the_map_they_began_with()
    {
        var path = Path.Combine(_folder, "swapped.corpus");
        var profile = ScoringProfile.Named("onboarding");
        var subject = new ScreeningSubject { Name = "Invented Person 7 of 1", Kind = PartyKind.Individual };
        MappedCorpusFile.Save(Invented(1, 200), path);
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
        {
            var corpus = Assert.IsType<CorpusLoad.Loaded>(MappedCorpusFile.Load(path, verify: i % 8 == 0)).Corpus;
            Assert.NotEmpty(new PartyMatcher(corpus.Index, profile).Find(subject, 0.5));
            if (i % 20 == 0)
            {
                MappedCorpusFile.Save(Invented(1, 200), path);
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private CompiledCorpora Compiled() => new(_folder, NullLogger<CompiledCorpora>.Instance);

    private static ListRefresh Refresh(CorpusHost host, EmbeddedStorage storage, CompiledCorpora? compiled) =>
        new ListWorks(storage, TimeProvider.System).Refresh(host, new OfflineSupply(), compiled);

    private static Task KeepAsync(SnapshotArchive archive, WatchlistSnapshot snapshot) =>
        archive.KeepAsync(snapshot, new ListManifest { Version = snapshot.Version }, CancellationToken.None);

    private static ScreeningCorpus Invented(int generation, int parties) => ScreeningCorpus.Build([Snapshot("un-sc", generation, parties)]);

    private static WatchlistSnapshot Snapshot(string code, int generation, int parties) => WatchlistSnapshot.Of(
        new ListVersion(ListCode.Parse(code), Now),
        Enumerable.Range(0, parties).Select(i => new ListedParty(
            ListEntryId.Of(ListCode.Parse(code), $"{1000 + i}"), PartyKind.Individual,
                [new ListedName($"Invented Person {i} of {generation}")])));
}

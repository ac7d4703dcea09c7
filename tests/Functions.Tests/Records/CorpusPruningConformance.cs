using Compliance.Functions.Records.Retention;
using Compliance.Functions.Rescreening;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Tests.Watchlists.Supply;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;
using Microsoft.Extensions.Logging.Abstractions;

namespace Compliance.Functions.Tests.Records;

/// <summary>Links and compiled corpora of past states of the lists go once nothing has needed them for two weeks, on every store; those
/// that anything needs stay, however old they are.</summary>
public abstract class CorpusPruningConformance
{
    private const string Build = "1111111111111111-2222222222222222.corpus";
    private static readonly ListCode Watched = ListCode.Parse("watched-list");
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly CorpusHost _corpora = new();

    private IRecordStore _records = null!;
    private BrokenBlobs _blobs = null!;
    private ListWorks _works = null!;

    protected abstract (IRecordStore Records, IBlobStore Blobs) NewStore();

    [ConformanceFact]
    public async Task Files_of_a_past_state_go_two_weeks_after_it_was_first_seen_past_and_those_of_the_state_in_use_stay()
    {
        var (first, second) = (await PublishAsync("Amara Lindqvist"), await PublishAsync("Tomasz Moravec"));
        Assert.Empty((await PruneAsync()).Removed);
        _time.Advance(CorpusPruning.UnneededFor - TimeSpan.FromTicks(1));
        Assert.Equal((0, 1, 1), Counts(await PruneAsync()));
        _time.Advance(TimeSpan.FromTicks(1));
        var run = await PruneAsync();
        Assert.Equal((3, 0, 1), Counts(run));
        Assert.All(run.Removed, file => Assert.Contains(first, file, StringComparison.Ordinal));
        Assert.Equal(3 * 5, run.Bytes);
        Assert.Empty(await FilesAsync(first));
        Assert.Equal(3, (await FilesAsync(second)).Count);
        Assert.Equal((0, 0, 1), Counts(await PruneAsync()));
    }

    [ConformanceFact]
    public async Task A_trial_says_what_would_go_and_neither_removes_nor_notes_anything()
    {
        await PublishAsync("Amara Lindqvist");
        await PublishAsync("Tomasz Moravec");
        Assert.Equal((0, 1, 1), Counts(await LookAsync()));
        _time.Advance(CorpusPruning.UnneededFor);
        Assert.Equal((0, 1, 1), Counts(await LookAsync())); // A look notes nothing, so nothing is two weeks old.
        await PruneAsync();
        _time.Advance(CorpusPruning.UnneededFor);
        var looked = await LookAsync();
        Assert.Equal(looked.Removed.AsEnumerable(), (await LookAsync()).Removed);
        var pruned = await PruneAsync();
        Assert.Equal(3, pruned.Removed.Length);
        Assert.Equal(looked.Removed.AsEnumerable(), pruned.Removed);
        Assert.Equal((looked.Bytes, Counts(looked)), (pruned.Bytes, Counts(pruned)));
    }

    [ConformanceFact]
    public async Task A_rollback_keeps_the_state_it_came_from_for_as_long_as_it_is_in_force()
    {
        await PublishAsync("Amara Lindqvist");
        var hash = (await _works.Archive.FindAsync(Watched, default))!.Version.ContentHash;
        var withdrawn = await PublishAsync("Tomasz Moravec");
        Assert.IsType<OverrideResult.Done>(await _works.Overrides.RollBackAsync(Watched, hash, "ben", "The newer one is wrong.", default));
        await PruneTwiceAsync();
        Assert.Equal(3, (await FilesAsync(withdrawn)).Count);
        Assert.IsType<OverrideResult.Done>(await _works.Overrides.ReleaseAsync(Watched, "ben", "It was right.", default));
        await PruneTwiceAsync();
        Assert.Empty(await FilesAsync(withdrawn));
    }

    [ConformanceFact]
    public async Task A_rescreening_that_is_under_way_or_was_proved_keeps_the_states_it_compares_with()
    {
        var states = new[]
            { await PublishAsync("Amara Lindqvist"), await PublishAsync("Tomasz Moravec"), await PublishAsync("Pia Huxgar") };
        var store = new RescreenStore(_records, _blobs);
        RescreenState Of(string state) => new(state, [], "onboarding/5", "engine");
        Assert.True(await store.BeginAsync(Of(states[0]), default));
        await PruneTwiceAsync();
        Assert.Equal((3, 0), ((await FilesAsync(states[0])).Count, (await FilesAsync(states[1])).Count));

        var (head, etag) = await store.HeadAsync(default);
        var run = new RescreenRun
        {
            Number = 1,
            Cause = RescreenCause.ListsChanged,
            StartedAt = _time.GetUtcNow(),
            Before = Of(states[0]),
            After =
            Of(await PublishAsync("Ines Hoffmann")),
            InFull = false
        };
        Assert.True(await store.StartAsync(run, head, etag, default));
        await PublishAsync("Nils Okafor");
        await PruneTwiceAsync();
        Assert.Equal((3, 0, 3),
            ((await FilesAsync(states[0])).Count, (await FilesAsync(states[2])).Count, (await FilesAsync(run.After.Corpus)).Count));
    }

    [ConformanceFact]
    public async Task What_this_process_serves_stays_though_another_instance_brought_the_next_version_into_use()
    {
        var snapshot = Snapshot("Amara Lindqvist");
        var served = await PublishAsync("Amara Lindqvist");
        _corpora.Swap(new LoadedCorpus(ScreeningCorpus.Build([snapshot]), []));
        await PublishAsync("Tomasz Moravec");
        await PruneTwiceAsync();
        Assert.Equal(3, (await FilesAsync(served)).Count);
    }

    [ConformanceFact]
    public async Task A_state_that_comes_back_counts_anew_when_it_goes_again()
    {
        var first = await PublishAsync("Amara Lindqvist");
        await PublishAsync("Tomasz Moravec");
        await PruneAsync();
        _time.Advance(CorpusPruning.UnneededFor / 2);
        Assert.Equal(first, await PublishAsync("Amara Lindqvist"));
        await PruneAsync();
        await PublishAsync("Pia Huxgar");
        await PruneAsync();
        _time.Advance(CorpusPruning.UnneededFor - TimeSpan.FromDays(1));
        await PruneAsync();
        Assert.Equal(3, (await FilesAsync(first)).Count);
        _time.Advance(TimeSpan.FromDays(1));
        await PruneAsync();
        Assert.Empty(await FilesAsync(first));
    }

    [ConformanceFact]
    public async Task A_removal_that_breaks_off_is_gone_on_with_and_loses_nothing_that_is_needed()
    {
        var (first, second) = (await PublishAsync("Amara Lindqvist"), await PublishAsync("Tomasz Moravec"));
        await PruneAsync();
        _time.Advance(CorpusPruning.UnneededFor);
        for (var left = 2; left >= 0; left--)
        {
            _blobs.DeletionsUntilFailure = 1;
            if (left > 0)
            {
                await Assert.ThrowsAsync<StorageUnavailableException>(PruneAsync);
            }
            else
            {
                await PruneAsync();
            }

            Assert.Equal(left, (await FilesAsync(first)).Count);
            Assert.Equal(3, (await FilesAsync(second)).Count);
        }

        Assert.Equal((0, 0, 1), Counts(await PruneAsync()));
    }

    [ConformanceFact]
    public async Task A_file_that_is_not_named_by_a_state_of_the_lists_is_left_alone()
    {
        await PublishAsync("Amara Lindqvist");
        foreach (var name in new[] { "notes.txt", new string('g', 64) + "-links.json", "making/notes.txt", new string('a', 64) })
        {
            await PutAsync(PartyLinks.Container, name);
        }

        await PruneTwiceAsync();
        Assert.Equal(4 + 1, (await NamesAsync(PartyLinks.Container)).Count);
    }

    /// <summary>A version comes into use, and an instance leaves the state's links, its compiled corpus and the mark of who compiled; the
    /// state's hash.</summary>
    private async Task<string> PublishAsync(string name)
    {
        if (_works is null)
        {
            var store = NewStore();
            (_records, _blobs) = (store.Records, new BrokenBlobs(store.Blobs));
            _works = new ListWorks(_records, _blobs, _time);
        }

        _time.Advance(TimeSpan.FromMinutes(1));
        var snapshot = Snapshot(name);
        var before = await _works.Archive.FindAsync(Watched, default) is { } pointer
            ? await _works.Archive.RestoreAsync(pointer.Version, default) : null;
        var stored = new StoredVersion { Version = snapshot.Version, Sources = [], State = VersionState.Good };
        await _works.Intake.ActivateAsync(snapshot, WatchlistDelta.Between(before, snapshot),
            new ListAct(Watched, ListEventKind.Activated, ListAct.System) { Version = stored }, default);
        var state = ScreeningCorpus.HashOf([snapshot.Version]);
        await PutAsync(PartyLinks.Container, $"{state}-linking-1-0.1.0-abc.json");
        await PutAsync(SharedCorpora.Container, $"{state}-{Build}");
        await PutAsync(SharedCorpora.Container, $"{SharedCorpora.Making}{state}-{Build}");
        return state;
    }

    private WatchlistSnapshot Snapshot(string name) =>
        WatchlistSnapshot.Of(new ListVersion(Watched, _time.GetUtcNow()),
        [new ListedParty(ListEntryId.Of(Watched, "1"), PartyKind.Individual, [new ListedName(name)])]);

    private Task PutAsync(string container, string name)
        => _blobs.PutIfAbsentAsync(container, name, new MemoryStream("12345"u8.ToArray()), default);

    private async Task<List<string>> FilesAsync(string state) =>
        [.. (await NamesAsync(PartyLinks.Container)).Concat(await NamesAsync(SharedCorpora.Container))
        .Where(name => name.Contains(state, StringComparison.Ordinal))];

    private async Task<List<string>> NamesAsync(string container)
    {
        var names = new List<string>();
        await foreach (var blob in _blobs.ListAsync(container, "", default))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    private CorpusPruning Pruning
        => new(_records, _blobs, _works.History, _works.Archive, new RescreenStore(_records, _blobs), _corpora,
        _time, NullLogger<CorpusPruning>.Instance);

    private Task<CorpusPruningRun> PruneAsync() => Pruning.PruneAsync(onlyLook: false, default);

    private Task<CorpusPruningRun> LookAsync() => Pruning.PruneAsync(onlyLook: true, default);

    private async Task PruneTwiceAsync()
    {
        await PruneAsync();
        _time.Advance(CorpusPruning.UnneededFor);
        await PruneAsync();
    }

    private static (int Removed, int Waiting, int Needed) Counts(CorpusPruningRun run) => (run.Removed.Length, run.Waiting, run.Needed);
}

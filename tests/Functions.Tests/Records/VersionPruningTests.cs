using Compliance.Functions.Records.Retention;
using Compliance.Functions.Storage;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Review;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Records;

/// <summary>Old versions of lists go when nothing needs them; the one in use, one of a rollback and one that evidence rests on stay,
/// however old they are.</summary>
public sealed class VersionPruningTests : IDisposable
{
    private static readonly ListCode Aged = ListCode.Parse("aged-list");
    private static readonly TimeSpan ElevenYears = TimeSpan.FromDays(366 * 11);
    private readonly RecordHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_version_goes_ten_years_after_it_was_last_in_use_with_its_files_and_its_row_and_its_changes_stay()
    {
        var first = await PublishAsync("one", "Amara Lindqvist");
        _host.Time.Advance(ElevenYears);
        var second = await PublishAsync("two", "Amara Lindqvist", "Tomasz Moravec");
        Assert.Empty(await PruneAsync()); // In use until today.

        _host.Time.Advance(TimeSpan.FromDays(365 * 9));
        Assert.Empty(await PruneAsync());
        _host.Time.Advance(TimeSpan.FromDays(366 * 2));
        Assert.Equal(first.ContentHash, Assert.Single(await _host.Get<VersionPruning>().PruneAsync(onlyLook: true, default))
            .Version.ContentHash);
        Assert.NotNull(await OpenAsync(SnapshotArchive.Snapshots, first.ContentHash + ".jsonl.gz"));
        Assert.Equal(first.ContentHash, Assert.Single(await PruneAsync()).Version.ContentHash);

        Assert.Null(await OpenAsync(SnapshotArchive.Snapshots, first.ContentHash + ".jsonl.gz"));
        Assert.Null(await OpenAsync(RawFiles.Container, "one"));
        Assert.NotNull(await OpenAsync(SnapshotArchive.Snapshots, second.ContentHash + ".jsonl.gz"));
        Assert.NotNull(await OpenAsync(RawFiles.Container, "two"));
        var history = _host.Get<ListHistory>();
        Assert.Equal(_host.Time.GetUtcNow(), (await history.FindVersionAsync(Aged, first.ContentHash, default))!.PrunedAt);
        Assert.Equal(ListEventKind.Pruned, (await history.LatestAsync(Aged, default))!.Kind);
        Assert.Empty(await history.VerifyAsync(Aged, default));
        var feed = await new ListFeed(history, Deltas).ReadAsync(Aged, new FeedCursor(1, 0), 100, default);
        Assert.Equal("Tomasz Moravec", Assert.Single(feed.Items).Change.Latest.PrimaryName.Text);
        Assert.Empty(await PruneAsync());
    }

    [Fact]
    public async Task Evidence_that_is_still_kept_keeps_the_version_it_rests_on_and_lets_it_go_when_it_goes()
    {
        await _host.ScreenAsync("acct_1", InventedLists.Unlisted);
        var used = Assert.Single(_host.Get<CorpusHost>().Current!.Corpus.Lists);
        await PublishAsync("used", _host.Get<CorpusHost>().Current!.Corpus.SnapshotOf(used.Code)!);
        await PublishAsync("next", InventedLists.Snapshot(_host.Time.GetUtcNow(), null, "Amara Lindqvist"));
        await _host.Get<LegalHolds>().PlaceAsync("acct_1", "case 4711", RecordHost.Approver("ben"), default);
        await _host.LiveAsync(ElevenYears);

        Assert.Empty((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        Assert.Empty(await PruneAsync());

        var key = Compliance.ScreeningCore.Review.AlertId.FirstOfSubject("acct_1").SubjectKey;
        await _host.Get<LegalHolds>().ReleaseAsync(key, "settled", RecordHost.Approver("ben"), default);
        await _host.Get<LegalHolds>().ReleaseAsync(key, "settled", RecordHost.Approver("eve"), default);
        Assert.Single((await _host.Get<RetentionService>().PurgeAsync(onlyLook: false, default)).Erased);
        Assert.Equal(used.ContentHash, Assert.Single(await PruneAsync()).Version.ContentHash);
    }

    [Fact]
    public async Task A_rollback_in_force_keeps_both_versions_and_a_file_that_another_version_holds_too_stays()
    {
        var first = await PublishAsync("shared", "Amara Lindqvist");
        var second = await PublishAsync("shared", "Amara Lindqvist", "Tomasz Moravec");
        await _host.Get<ListHistory>().AppendAsync(
            new ListAct(Aged, ListEventKind.RolledBack, "ben")
            {
                Hash = first.ContentHash,
                FromHash = second.ContentHash,
                Hold =
                new ListHold
                {
                    Pinned = first.ContentHash,
                    Withdrawn = second.ContentHash,
                    By = "ben",
                    Reason = "wrong",
                    At = _host.Time.GetUtcNow()
                }
            }, default);
        _host.Time.Advance(ElevenYears);
        Assert.Empty(await PruneAsync());

        await _host.Get<ListHistory>()
            .AppendAsync(new ListAct(Aged, ListEventKind.Released, "ben") { Hash = second.ContentHash, EndsHold = true }, default);
        Assert.Equal(first.ContentHash, Assert.Single(await PruneAsync()).Version.ContentHash);
        Assert.NotNull(await OpenAsync(RawFiles.Container, "shared"));
    }

    [Fact]
    public async Task A_version_that_comes_back_after_it_was_pruned_is_kept_anew_and_one_that_was_pruned_cannot_be_rolled_back_to()
    {
        var first = await PublishAsync("one", "Amara Lindqvist");
        var second = await PublishAsync("two", "Tomasz Moravec");
        _host.Time.Advance(ElevenYears);
        Assert.Single(await PruneAsync());
        var overrides = new ListOverrides(_host.Get<ListHistory>(), Archive, Intake, _host.Time);
        var refused = await overrides.RollBackAsync(Aged, first.ContentHash, "ben", "The newer one is wrong.", default);
        Assert.Contains("pruned", Assert.IsType<OverrideResult.Refused>(refused).Reason, StringComparison.Ordinal);

        await PublishAsync("one", "Amara Lindqvist");
        Assert.Null((await _host.Get<ListHistory>().FindVersionAsync(Aged, first.ContentHash, default))!.PrunedAt);
        Assert.NotNull(await OpenAsync(SnapshotArchive.Snapshots, first.ContentHash + ".jsonl.gz"));
        Assert.Equal(second.ContentHash,
            (await _host.Get<ListHistory>().FindVersionAsync(Aged, second.ContentHash, default))!.Version.ContentHash);
    }

    private SnapshotArchive Archive => _host.Get<SnapshotArchive>();

    private DeltaArchive Deltas => new(_host.Get<IBlobStore>(), Archive, _host.Get<ListHistory>());

    private VersionIntake Intake
        => new(Archive, Deltas, _host.Get<ListHistory>(), new DelistedParties(_host.Get<IRecordStore>()), new SnapshotAdmission(),
        _host.Time);

    private async Task<IReadOnlyList<StoredVersion>> PruneAsync() => await _host.Get<VersionPruning>().PruneAsync(onlyLook: false, default);

    private Task<Stream?> OpenAsync(string container, string name) => _host.Get<IBlobStore>().OpenAsync(container, name, default);

    private Task<ListVersion> PublishAsync(string file, params string[] names) => PublishAsync(file, WatchlistSnapshot.Of(
        new ListVersion(Aged, _host.Time.GetUtcNow()),
            names.Select((name, i) =>
            new ListedParty(ListEntryId.Of(Aged, $"{i}-{name.Length}"), PartyKind.Individual, [new ListedName(name)]))));

    // A day passes, and a version comes into use, read from a file of the name.
    private async Task<ListVersion> PublishAsync(string file, WatchlistSnapshot snapshot)
    {
        _host.Time.Advance(TimeSpan.FromDays(1));
        await _host.Get<IBlobStore>().PutIfAbsentAsync(RawFiles.Container, file, new MemoryStream([1]), default);
        var before = await Archive.FindAsync(snapshot.Version.Code, default) is { } pointer
            ? await Archive.RestoreAsync(pointer.Version, default) : null;
        var stored = new StoredVersion
        { Version = snapshot.Version, Sources = [new SourceManifest(file, file, 1)], State = VersionState.Good };
        await Intake.ActivateAsync(snapshot, WatchlistDelta.Between(before, snapshot),
            new ListAct(snapshot.Version.Code, ListEventKind.Activated, ListAct.System) { Version = stored }, default);
        return snapshot.Version;
    }
}

using System.Collections.Immutable;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Watchlists.History;

public sealed class ListHistoryTests
{
    [Fact]
    public async Task Every_version_in_use_is_indexed_with_its_delta_and_the_deltas_lead_from_the_first_to_the_last()
    {
        using var life = new ListLife();
        WatchlistSnapshot[] versions = [Invented.Version(0, 100), Invented.Version(1, 103, touched: 2), Invented.Version(2, 99)];
        foreach (var version in versions)
        {
            await life.PublishAsync(version);
        }

        var events = await life.Works.History.EventsAsync(Invented.Code, 0, CancellationToken.None);
        Assert.Equal([1, 2, 3], events.Select(one => one.Sequence));
        Assert.Equal([new DeltaCounts(100, 0, 0), new DeltaCounts(3, 2, 0), new DeltaCounts(0, 2, 4)], events.Select(one => one.Delta));
        Assert.Equal(["", versions[0].Version.ContentHash, versions[1].Version.ContentHash], events.Select(one => one.FromHash));
        Assert.Equal(versions.Select(one => one.Version.ContentHash),
            (await life.Works.History.VersionsAsync(Invented.Code, CancellationToken.None)).Select(one => one.Version.ContentHash));
        foreach (var (change, i) in events.Select((one, i) => (one, i)))
        {
            var delta = await life.Works.Deltas.ReadAsync(Invented.Code, change, CancellationToken.None);
            var expected = WatchlistDelta.Between(i == 0 ? null : versions[i - 1], versions[i]);
            Assert.Equal(expected.Changes.Select(one => (one.Kind, one.Entry)), delta.Changes.Select(one => (one.Kind, one.Entry)));
        }
    }

    [Fact]
    public async Task A_delta_whose_file_is_gone_is_computed_from_the_two_versions()
    {
        using var life = new ListLife();
        await life.PublishAsync(Invented.Version(0, 100));
        await life.PublishAsync(Invented.Version(1, 95));
        await foreach (var blob in life.Storage.Blobs.ListAsync(DeltaArchive.Container, "", CancellationToken.None))
        {
            await life.Storage.Blobs.DeleteAsync(DeltaArchive.Container, blob.Name, CancellationToken.None);
        }

        var change = (await life.Works.History.LatestAsync(Invented.Code, CancellationToken.None))!;
        Assert.Equal(5, (await life.Works.Deltas.ReadAsync(Invented.Code, change, CancellationToken.None)).Delisted.Length);
    }

    [Fact]
    public async Task The_history_is_an_audit_chain_that_shows_what_was_changed_or_removed()
    {
        using var life = new ListLife();
        await life.PublishAsync(Invented.Version(0, 100));
        await life.PublishAsync(Invented.Version(1, 101));
        Assert.Empty(await life.Works.History.VerifyAsync(Invented.Code, CancellationToken.None));

        var row = (await life.Storage.Records.FindAsync(ListHistory.Table, Invented.Code.Value, "e0000000002", CancellationToken.None))!;
        await life.Storage.Records.CommitAsync(ListHistory.Table, Invented.Code.Value,
            [new RecordOperation.Put(row.Row, row.Json.Replace("system", "nobody", StringComparison.Ordinal))], CancellationToken.None);
        Assert.Equal(AuditFaultKind.ContentDiffers,
            Assert.Single(await life.Works.History.VerifyAsync(Invented.Code, CancellationToken.None)).Kind);
        await life.Storage.Records.CommitAsync(ListHistory.Table, Invented.Code.Value,
            [new RecordOperation.Delete("r0000000002", "*"), new RecordOperation.Delete(row.Row, "*")], CancellationToken.None);
        Assert.Equal(AuditFaultKind.Truncated, Assert.Single(await life.Works.History.VerifyAsync(Invented.Code, CancellationToken.None))
            .Kind);
    }

    [Fact]
    public async Task A_list_is_read_as_it_was_in_use_and_as_it_was_published()
    {
        using var life = new ListLife();
        for (var day = 0; day < 3; day++)
        {
            await life.PublishAsync(Invented.Version(day, 100 + day));
            life.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Null(await life.Works.AsOf.ReadAsync(Invented.Code, Invented.Start, ListClock.InUse, CancellationToken.None));
        Assert.Equal(101,
            (await life.Works.AsOf.ReadAsync(Invented.Code, Invented.Start.AddDays(1.5), ListClock.InUse,
            CancellationToken.None))!.Parties.Length);
        Assert.Equal(100,
            (await life.Works.AsOf.ReadAsync(Invented.Code, Invented.Start, ListClock.Published, CancellationToken.None))!.Parties.Length);
        Assert.Equal(102,
            Assert.Single(await life.Works.AsOf.ReadAllAsync(Invented.Start.AddDays(9), ListClock.Published, CancellationToken.None))
            .Parties.Length);
    }

    [Fact]
    public async Task A_party_that_left_is_found_with_the_day_it_left_until_it_comes_back()
    {
        using var life = new ListLife();
        await life.PublishAsync(Invented.Version(0, 100));
        await life.PublishAsync(Invented.Version(1, 98));
        var gone = (await life.Works.Delisted.FindAsync(Invented.Entry(99), CancellationToken.None))!;
        Assert.Equal("Invented Person 99", gone.Party.PrimaryName.Text);
        Assert.Equal(life.Clock.GetUtcNow(), gone.DelistedAt);
        Assert.Equal(Invented.Version(0, 100).Version.ContentHash, gone.LastVersion);
        Assert.Null(life.Host.Current!.Corpus.Find(Invented.Entry(99)));

        await life.PublishAsync(Invented.Version(2, 99));
        Assert.Equal([Invented.Entry(99)],
            (await life.Works.Delisted.OfListAsync(Invented.Code, CancellationToken.None)).Select(one => one.Party.Entry));
    }

    [Fact]
    public async Task A_crash_before_the_pointer_moved_is_repeated_by_the_next_look_and_recorded_once()
    {
        using var life = new ListLife();
        await life.PublishAsync(Invented.Version(0, 100));
        var pointer = (await life.Works.Archive.FindAsync(Invented.Code, CancellationToken.None))!;
        await life.PublishAsync(Invented.Version(1, 101));
        await life.Works.Archive.PointAsync(pointer, CancellationToken.None);
        await life.RestartAsync();
        Assert.Equal(100, life.InUse.PartyCount);

        await life.LookAsync();
        Assert.Equal(101, life.InUse.PartyCount);
        Assert.Equal([ListEventKind.Activated, ListEventKind.Activated], await life.KindsAsync());
    }

    [Fact]
    public async Task Whoever_follows_a_list_is_told_after_the_new_corpus_answers_and_can_catch_up_from_the_history()
    {
        using var life = new ListLife();
        await life.PublishAsync(Invented.Version(0, 100));
        var told = new Told(life);
        await life.RestartAsync(told);
        await life.PublishAsync(Invented.Version(1, 101));
        await life.LookAsync();
        Assert.Equal((2L, 101), Assert.Single(told.Seen));
        Assert.Equal([2L],
            (await life.Works.History.EventsAsync(Invented.Code, after: 1, CancellationToken.None)).Select(one => one.Sequence));
    }

    private sealed class Told(ListLife life) : IListChangeSink
    {
        public ImmutableArray<(long Sequence, int Parties)> Seen { get; private set; } = [];

        public Task ChangedAsync(ScreeningCore.Parties.ListCode list, ListEvent change, CancellationToken cancellation)
        {
            Seen = Seen.Add((change.Sequence, life.InUse.PartyCount));
            return Task.CompletedTask;
        }
    }
}

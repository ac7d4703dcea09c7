using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Tests.Watchlists.Supply;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Tests.Watchlists.History;

/// <summary>One list on a store of its own, with a clock and a publisher that the test moves.</summary>
internal sealed class ListLife : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly EmbeddedStorage _storage;
    private ListRefresh _refresh;

    public ListLife()
    {
        _storage = EmbeddedStorage.Open(_folder.Path, Clock);
        Works = new ListWorks(_storage, Clock);
        _refresh = Works.Refresh(Host, Supply);
    }

    public ManualTime Clock { get; } = new(Invented.Start);

    public ScriptedSupply Supply { get; } = new();

    public CorpusHost Host { get; private set; } = new();

    public ListWorks Works { get; private set; }

    public EmbeddedStorage Storage => _storage;

    public ListVersion InUse => Assert.Single(Host.Current!.Corpus.Lists);

    public ListStatus Status => Works.Statuses.Of(Invented.Code);

    /// <summary>A day passes, the publisher has this version, the service looks.</summary>
    public async Task PublishAsync(WatchlistSnapshot snapshot)
    {
        (Supply.Newest, Supply.Failure) = (snapshot, null);
        await LookAsync();
    }

    public async Task LookAsync()
    {
        Clock.Advance(TimeSpan.FromHours(1));
        await _refresh.LookAsync(null, CancellationToken.None);
    }

    public Task AdoptAsync() => _refresh.AdoptStoredAsync(CancellationToken.None);

    /// <summary>The process ends and another begins on the same store.</summary>
    public async Task RestartAsync(params IListChangeSink[] sinks)
    {
        _refresh.Dispose();
        (Host, Works) = (new CorpusHost(), new ListWorks(_storage, Clock));
        _refresh = Works.Refresh(Host, Supply, compiled: null, sinks);
        await AdoptAsync();
    }

    public async Task<IEnumerable<ListEventKind>> KindsAsync()
        => (await Works.History.EventsAsync(Invented.Code, 0, CancellationToken.None)).Select(one => one.Kind);

    public void Dispose()
    {
        _refresh.Dispose();
        _storage.Dispose();
        _folder.Dispose();
    }
}

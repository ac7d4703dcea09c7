using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using Compliance.Functions.Hosting;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Tests.EndToEnd;
using Compliance.Functions.Tests.Storage;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Supply;
using Compliance.Lists;
using Compliance.ScreeningCore.Parties;
using Microsoft.AspNetCore.Http;

namespace Compliance.Functions.Tests.Watchlists.Supply.Misbehaving;

/// <summary>A list that is fetched from a publisher of the test, with a good version in use before the publisher misbehaves.</summary>
internal sealed class ListUnderTest : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly EmbeddedStorage _storage;
    private readonly ImmutableArray<ListDescriptor> _descriptors;
    private readonly ListRefresh _refresh;
    private readonly HttpClient _http = ListHttp.Create(ServiceOptions.DefaultUserAgent);

    private ListUnderTest(StubPublisher publisher, string codes, DownloadLimits? limits)
    {
        Publisher = publisher;
        _storage = EmbeddedStorage.Open(_folder.Path, Clock);
        _descriptors = [.. ListLibrary.Descriptors.Where(descriptor => codes.Split(' ').Contains(descriptor.Code.Value))];
        var addresses = new ListAddresses(_descriptors.SelectMany(descriptor => descriptor.Sources.Select(source => (descriptor, source)))
            .ToFrozenDictionary(pair => $"{pair.descriptor.Code}/{pair.source.File}",
                pair => new Uri(publisher.Address, "/" + pair.source.File + "?key=a-secret-token")));
        var download = new ListDownload(_http, _storage.Blobs, TimeProvider.System, limits
            ?? new DownloadLimits { Pause = TimeSpan.FromMilliseconds(5), Retries = 1 });
        Works = new ListWorks(_storage, Clock);
        _refresh = Works.Refresh(Host, new OfficialSupply(_descriptors, addresses, download, _storage.Blobs, Clock));
    }

    public StubPublisher Publisher { get; }

    public ManualTime Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero));

    public CorpusHost Host { get; } = new();

    public ListWorks Works { get; }

    public string? ErrorOf(string code) => Works.Statuses.Of(ListCode.Parse(code)).Error;

    /// <summary>A list with a good version of 950 invented parties in use.</summary>
    public static async Task<ListUnderTest> WithGoodVersionAsync(DownloadLimits? limits = null)
    {
        var list = await StartAsync("un-sc", limits);
        list.Publisher.Answers = Serving(InventedUnList.Xml("2026-03-01"));
        await list.LookAsync();
        Assert.Equal(950, list.Host.Current!.Corpus.Index.PartyCount);
        return list;
    }

    public static async Task<ListUnderTest> StartAsync(string codes, DownloadLimits? limits = null)
        => new(await StubPublisher.StartAsync(), codes, limits);

    public static Func<HttpContext, Task> Serving(string text) => Serving(Encoding.UTF8.GetBytes(text));

    public static Func<HttpContext, Task> Serving(byte[] bytes) => http => http.Response.Body.WriteAsync(bytes).AsTask();

    /// <summary>The list falls due and is looked for.</summary>
    public async Task LookAsync()
    {
        Clock.Advance(TimeSpan.FromHours(5));
        await _refresh.LookAsync(null, CancellationToken.None);
    }

    /// <summary>
    /// What must hold whatever a publisher does: the last good version stays and its age goes on, the error names the reason, the incident
    /// is open and recorded, no secret of an address is told, and the next good version comes in and closes the incident.
    /// </summary>
    public async Task StaysGoodAsync(string reason)
    {
        var before = Assert.Single(Host.Current!.Corpus.Lists);
        await LookAsync();
        var after = Assert.Single(Host.Current!.Corpus.Lists);
        Assert.Equal(before.ContentHash, after.ContentHash);
        Assert.Equal(before.RetrievedAt, after.RetrievedAt);
        Assert.True(after.AgeAt(Clock.GetUtcNow()) >= TimeSpan.FromHours(5));
        var error = ErrorOf("un-sc");
        Assert.NotNull(error);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        var un = ListCode.Parse("un-sc");
        var recorded = (await Works.History.EventsAsync(un, 0, CancellationToken.None))[^1];
        Assert.Contains(recorded.Kind, new[] { ListEventKind.Failed, ListEventKind.Refused });
        Assert.Equal(error, recorded.Reason);
        Assert.NotNull(await Works.History.IncidentAsync(un, CancellationToken.None));

        Publisher.Answers = Serving(InventedUnList.Xml("2026-03-02", "Amadou|Zwillich|1961"));
        await LookAsync();
        Assert.Equal(951, Host.Current!.Corpus.Index.PartyCount);
        Assert.Null(ErrorOf("un-sc"));
        Assert.Null(await Works.History.IncidentAsync(un, CancellationToken.None));
        Assert.Empty(await Works.History.VerifyAsync(un, CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        _refresh.Dispose();
        _http.Dispose();
        await Publisher.DisposeAsync();
        _storage.Dispose();
        _folder.Dispose();
    }
}

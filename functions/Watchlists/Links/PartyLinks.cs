using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Compliance.ScreeningCore.Watchlists.Links;

namespace Compliance.Functions.Watchlists.Links;

/// <summary>
/// Which listings are one party, for the lists in use: found once for each state of the lists and kept, without what officers severed.
/// Until they are found after a change, listings stand alone: nothing is lost, only shown apart.
/// </summary>
internal sealed class PartyLinks(CorpusHost corpora, SeveredLinks severed, IBlobStore blobs, ILogger<PartyLinks> log) : IDisposable
{
    /// <summary>Container of the links of each state of the lists; they can be found again at any time.</summary>
    public const string Container = "partylinks";

    // Nobody waits for links, and somebody waits for every screening: of a processor they take a part.
    private const double ShareOfProcessor = 0.25;

    private readonly SemaphoreSlim _one = new(1, 1);
    private (string Corpus, ImmutableArray<PartyLink> Found)? _found;
    private volatile LinkedListings _current = LinkedListings.None;

    /// <summary>The links that hold now.</summary>
    public LinkedListings Current => _current;

    /// <summary>Brings the links up to date with the lists in use and with what officers said.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (corpora.Current?.Corpus is not { } corpus)
            {
                return;
            }

            if (_found is not { } found || found.Corpus != corpus.Hash)
            {
                _found = found = (corpus.Hash, await FindAsync(corpus, cancellation));
            }

            var apart = (await severed.AllAsync(cancellation)).Where(link => link.IsSevered)
                .Select(link => new LinkedPair(link.First, link.Second)).ToHashSet();
            _current = LinkedListings.Of(found.Found, apart);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The listings of each hit's party, for hits whose party stands on several lists, and why they are one.</summary>
    public LinkedHits Of(ScreeningOutcome outcome, ScreeningCorpus corpus) => LinkedHits.Of(outcome, _current, corpus);

    public void Dispose() => _one.Dispose();

    private async Task<ImmutableArray<PartyLink>> FindAsync(ScreeningCorpus corpus, CancellationToken cancellation)
    {
        var name = $"{corpus.Hash}-{PartyLinker.Profile.Id.Replace('/', '-')}-{ScreeningEngine.Version.Replace('+', '-')}.json";
        if (await blobs.OpenAsync(Container, name, cancellation) is { } kept)
        {
            await using (kept)
            {
                return [.. await JsonSerializer.DeserializeAsync<PartyLink[]>(kept, EvidenceCodec.Options, cancellation) ?? []];
            }
        }

        var pace = new BackgroundPace(ShareOfProcessor, cancellation);
        var links = await Task.Factory.StartNew(() => PartyLinker.Find(corpus, pace: pace.Step, cancellation: cancellation), cancellation,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(links, EvidenceCodec.Options), writable: false);
        try
        {
            await blobs.PutIfAbsentAsync(Container, name, content, cancellation);
        }
        catch (StoreReadOnlyException)
        {
            // Kept to spare the next start this work; whoever only reads finds them again.
        }

        log.LogInformation("{Links} links join listings of several lists.", links.Length);
        return links;
    }
}

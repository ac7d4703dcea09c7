using System.Collections.Immutable;
using Compliance.Functions.Watchlists;
using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Records.Replay;

/// <summary>Corpora as evidence pins them, compiled again from the stored snapshots.</summary>
internal sealed class PinnedCorpora(SnapshotArchive archive)
{
    /// <summary>The corpus of these versions, or why it cannot be had.</summary>
    public async Task<(ScreeningCorpus? Corpus, string? Why)> FindAsync(string hash, ImmutableArray<ListVersion> versions,
        CancellationToken cancellation)
    {
        var snapshots = new List<WatchlistSnapshot>(versions.Length);
        foreach (var version in versions)
        {
            try
            {
                snapshots.Add(await RestoreAsync(version, cancellation));
            }
            catch (InvalidDataException error)
            {
                return (null, error.Message);
            }
        }

        var corpus = ScreeningCorpus.Build(snapshots);
        return corpus.Hash == hash ? (corpus, null) : (null, $"The stored lists make the corpus {corpus.Hash}, the evidence pins {hash}.");
    }

    // The sample list is part of the program and is not kept.
    private Task<WatchlistSnapshot> RestoreAsync(ListVersion version, CancellationToken cancellation) =>
        version.IsSample && SampleList.Snapshot(version.RetrievedAt) is var sample && sample.Version.ContentHash == version.ContentHash
            ? Task.FromResult(sample)
            : archive.RestoreAsync(version, cancellation);
}

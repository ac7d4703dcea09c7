using Compliance.Functions.Watchlists.Corpora;

namespace Compliance.Functions.Yente;

/// <summary>Holds the index of the corpus in use; a new corpus gets a new one when it is first asked for.</summary>
internal sealed class EntityIndexes(CorpusHost host)
{
    private readonly Lock _lock = new();
    private (string Hash, Lazy<EntityIndex> Index)? _held;

    /// <summary>The corpus in use with its index.</summary>
    /// <exception cref="YenteFailure">No list is loaded yet.</exception>
    public (LoadedCorpus Loaded, EntityIndex Index) Current
    {
        get
        {
            var loaded = host.Current ?? throw YenteFailure.NotReady();
            Lazy<EntityIndex> index;
            lock (_lock)
            {
                // A corpus that was only confirmed has the same content, and keeps its index.
                if (_held is not { } held || held.Hash != loaded.Corpus.Hash)
                {
                    _held = held = (loaded.Corpus.Hash, new Lazy<EntityIndex>(() => EntityIndex.Of(loaded)));
                }

                index = held.Index;
            }

            return (loaded, index.Value);
        }
    }

    /// <summary>The index of the corpus in use, for a dataset that it has.</summary>
    /// <exception cref="YenteFailure">No list is loaded yet, or there is no such dataset.</exception>
    public EntityIndex Of(string dataset) => Current.Index is var index && index.Has(dataset) ? index
        : throw YenteFailure.Of(404, "No such dataset.");
}

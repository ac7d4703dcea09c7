using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Watchlists;

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
                // A corpus that was only confirmed has the same content; when it was retrieved is another moment.
                var key = KeyOf(loaded.Corpus);
                if (_held is not { } held || held.Hash != key)
                {
                    _held = held = (key, new Lazy<EntityIndex>(() => EntityIndex.Of(loaded)));
                }

                index = held.Index;
            }

            return (loaded, index.Value);
        }
    }

    private static string KeyOf(ScreeningCorpus corpus) => corpus.Hash;
}

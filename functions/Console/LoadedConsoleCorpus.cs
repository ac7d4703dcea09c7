using Compliance.Functions.Watchlists.Corpora;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Console;

/// <summary>The corpus that screenings use.</summary>
internal sealed class LoadedConsoleCorpus(CorpusHost corpora) : IConsoleCorpus
{
    /// <inheritdoc/>
    public ScreeningCorpus? Current => corpora.Current?.Corpus;
}

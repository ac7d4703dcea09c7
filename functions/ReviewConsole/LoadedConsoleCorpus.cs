using Compliance.Functions.Corpus;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.ReviewConsole;

/// <summary>The corpus that screenings use.</summary>
internal sealed class LoadedConsoleCorpus(CorpusHost corpora) : IConsoleCorpus
{
    /// <inheritdoc/>
    public ScreeningCorpus? Current => corpora.Current?.Corpus;
}

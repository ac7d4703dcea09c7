using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Functions.Watchlists.Corpora;

/// <summary>What screenings are made against now.</summary>
/// <param name="Corpus">The lists with their index.</param>
/// <param name="Missing">Lists that are asked for and were never loaded.</param>
internal sealed record LoadedCorpus(ScreeningCorpus Corpus, ImmutableArray<ListCode> Missing);

using System.Collections.Concurrent;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// The links of words that were asked for before: names share few words ("mohammed", "ali"), and the commonest have the most links. Bounded: when
/// <see cref="MaxLinks"/> are held, all are forgotten. What it returns is what the look-ups would find again, so it changes no answer.
/// </summary>
internal sealed class KnownLinks
{
    /// <summary>Most links held, about 12 MB.</summary>
    public const int MaxLinks = 500_000;

    private readonly ConcurrentDictionary<string, (int Number, TokenLink Link)[]> _links = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The links of a word; null where it was not asked for since the last forgetting.</summary>
    public (int Number, TokenLink Link)[]? Find(string word) => _links.TryGetValue(word, out var links) ? links : null;

    /// <summary>Holds the links of a word.</summary>
    public void Keep(string word, (int Number, TokenLink Link)[] links)
    {
        if (Interlocked.Add(ref _count, links.Length + 1) > MaxLinks)
        {
            _links.Clear();
            Interlocked.Exchange(ref _count, links.Length + 1);
        }

        _links[word] = links;
    }
}

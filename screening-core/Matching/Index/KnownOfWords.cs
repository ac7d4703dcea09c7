using System.Collections.Concurrent;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// What look-ups found for words that were asked for before: names share few words ("mohammed", "ali"), and the commonest find the most.
/// Bounded: when the most are held, all are forgotten. What it returns is what the look-ups would find again, so it changes no answer. Safe
/// for concurrent use.
/// </summary>
/// <typeparam name="T">What is found.</typeparam>
/// <param name="most">Most found things held, over all words.</param>
internal sealed class KnownOfWords<T>(int most)
{
    private readonly ConcurrentDictionary<string, T[]> _found = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>What was found for a word; null where it was not asked for since the last forgetting.</summary>
    public T[]? Find(string word) => _found.TryGetValue(word, out var found) ? found : null;

    /// <summary>Holds what was found for a word, and gives it back.</summary>
    public T[] Keep(string word, T[] found)
    {
        if (Interlocked.Add(ref _count, found.Length + 1) > most)
        {
            _found.Clear();
            Interlocked.Exchange(ref _count, found.Length + 1);
        }

        return _found[word] = found;
    }
}

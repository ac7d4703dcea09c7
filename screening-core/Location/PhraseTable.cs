using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Location;

/// <summary>Phrases of folded words with what each stands for. A look-up at a word first asks whether any phrase begins with it, so that
/// most words cost one hash.</summary>
/// <typeparam name="TValue">What a phrase stands for.</typeparam>
internal sealed class PhraseTable<TValue>
    where TValue : class
{
    private readonly FrozenDictionary<string, TValue>.AlternateLookup<ReadOnlySpan<char>> _phrases;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _longest;
    private readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _longestByEnd;

    /// <summary>Compiles folded phrases, each once.</summary>
    public PhraseTable(IReadOnlyDictionary<string, TValue> phrases)
    {
        _phrases = phrases.Where(pair => pair.Key.Length > 0)
            .ToFrozenDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = Longest(phrases.Keys, words => words[0]);
        _longestByEnd = Longest(phrases.Keys, words => words[^1]);
    }

    /// <summary>The longest phrase that begins at a word; null where none does.</summary>
    public TValue? At(AddressWords words, int start, out int length)
    {
        if (_longest.TryGetValue(words[start], out var longest))
        {
            for (length = Math.Min(longest, words.Count - start); length > 0; length--)
            {
                if (_phrases.TryGetValue(words.Phrase(start, length), out var found))
                {
                    return found;
                }
            }
        }

        length = 0;
        return null;
    }

    /// <summary>The longest phrase that ends at a word; null where none does.</summary>
    public TValue? EndingAt(AddressWords words, int end)
    {
        if (_longestByEnd.TryGetValue(words[end], out var longest))
        {
            for (var length = Math.Min(longest, end + 1); length > 0; length--)
            {
                if (_phrases.TryGetValue(words.Phrase(end - length + 1, length), out var found))
                {
                    return found;
                }
            }
        }

        return null;
    }

    private static FrozenDictionary<string,
        int>.AlternateLookup<ReadOnlySpan<char>> Longest(IEnumerable<string> phrases, Func<string[], string> word)
        => phrases.Where(phrase => phrase.Length > 0)
        .Select(phrase => phrase.Split(' ')).GroupBy(word, words => words.Length, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}

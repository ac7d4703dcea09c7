using System.Collections.Concurrent;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Names;

/// <summary>
/// The words made so far: names share few of them ("mohammed", "ali"), and to make one costs more than to find it. Each is what
/// <see cref="TokenFacts"/> would make anew, so it changes no answer. Bounded: when the most are held, all are forgotten. Safe for
/// concurrent use.
/// </summary>
/// <param name="most">Most words held, roughly.</param>
internal sealed class TokenMemory(int most = int.MaxValue)
{
    private readonly ConcurrentDictionary<(string Text, bool IsPerson, bool Leading, bool Last), NameToken> _latin = [];
    private readonly ConcurrentDictionary<(string Word, Script Script, bool Transcribed, bool TitleHere), NameToken> _originals = [];
    private readonly ConcurrentDictionary<string, NameToken> _joined = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The words of those who are screened and compared: about 6 MB, and 35 MB where all are in other scripts.</summary>
    public static TokenMemory OfSubjects { get; } = new(20_000);

    /// <inheritdoc cref="TokenFacts.Latin"/>
    public NameToken Latin(string text, bool isPerson, bool leading, bool last)
    {
        var key = (text, isPerson, leading, last);
        return _latin.TryGetValue(key, out var made) ? made : Keep(_latin, key, TokenFacts.Latin(text, isPerson, leading, last));
    }

    /// <inheritdoc cref="TokenFacts.Original"/>
    public NameToken Original(string word, Script script, bool transcribed, bool titleHere = false)
    {
        var key = (word, script, transcribed, titleHere);
        return _originals.TryGetValue(key, out var made) ? made
            : Keep(_originals, key, TokenFacts.Original(word, script, transcribed, titleHere));
    }

    /// <inheritdoc cref="TokenFacts.Joined"/>
    public NameToken Joined(ReadOnlySpan<char> text)
    {
        if (_joined.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var made))
        {
            return made;
        }

        var word = text.ToString();
        return Keep(_joined, word, TokenFacts.Joined(word));
    }

    private NameToken Keep<TKey>(ConcurrentDictionary<TKey, NameToken> words, TKey key, NameToken word)
        where TKey : notnull
    {
        if (Interlocked.Increment(ref _count) > most)
        {
            _latin.Clear();
            _originals.Clear();
            _joined.Clear();
            Interlocked.Exchange(ref _count, 1);
        }

        words[key] = word;
        return word;
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Benchmarks.Scale;

/// <summary>
/// The words of names of one kind and script, as real lists have them. A word is drawn as often as the lists bear it; as often as words
/// stand there only once, a new one is made letter by letter, each letter by the two before it: so the vocabulary grows with the names as it
/// does on lists that grow (Good and Turing's estimate of what was not seen).
/// </summary>
internal sealed class WordModel
{
    private const char End = '\0';
    private const int MostLetters = 24;

    private readonly List<string> _words = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<(char, char), List<char>> _next = [];
    private double _new;

    /// <summary>Learns a word.</summary>
    public void Add(string word)
    {
        _words.Add(word);
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, word, out _)++;
        var (first, second) = (End, End);
        foreach (var letter in word.Append(End))
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_next, (first, second), out _);
            (list ??= []).Add(letter);
            (first, second) = (second, letter);
        }
    }

    /// <summary>Ends the learning.</summary>
    public void Close() => _new = _words.Count == 0 ? 0 : (double)_counts.Values.Count(count => count == 1) / _words.Count;

    /// <summary>Draws a word.</summary>
    public string Draw(SplitMix random) => Share(random) < _new ? Made(random) : _words[Below(random, _words.Count)];

    /// <summary>A number from 0 to 1.</summary>
    public static double Share(SplitMix random) => (random.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number below a bound.</summary>
    public static int Below(SplitMix random, int bound) => (int)(Share(random) * bound);

    private string Made(SplitMix random)
    {
        var word = new StringBuilder();
        var (first, second) = (End, End);
        while (word.Length < MostLetters)
        {
            var letters = _next[(first, second)];
            var letter = letters[Below(random, letters.Count)];
            if (letter == End)
            {
                break;
            }

            word.Append(letter);
            (first, second) = (second, letter);
        }

        return word.Length > 0 ? word.ToString() : _words[Below(random, _words.Count)];
    }
}

using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// Finds names by neighbours that write the syllables of one word of Chinese or Korean. What such neighbours make when written as one
/// stands under its consonant key; of those of the word's keys, the ones that the word is read as are kept in mind, since names share few
/// given names.
/// </summary>
internal sealed class JoinedSyllables
{
    /// <summary>Most names held in mind, about 4 MB.</summary>
    private const int MostKnown = 1_000_000;

    private readonly KeyedLists _wordsOfKey;
    private readonly StoredItems<string> _words;
    private readonly KeyedLists _namesOfWord;
    private readonly KnownOfWords<int> _known = new(MostKnown);

    private JoinedSyllables(KeyedLists wordsOfKey, StoredItems<string> words, KeyedLists namesOfWord)
        => (_wordsOfKey, _words, _namesOfWord) = (wordsOfKey, words, namesOfWord);

    /// <summary>Takes the names of a table.</summary>
    public static JoinedSyllables Build(NameTable table)
    {
        var (numbers, names) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<(ulong Word, int Name)>());
        for (var name = 0; name < table.Count; name++)
        {
            var tokens = table.TokensOf(name);
            for (var start = 0; start + 1 < tokens.Length; start++)
            {
                Add(numbers, names, table.Vocabulary, tokens[start..], Math.Min(GluedTokens.MaxRun, tokens.Length - 1), name);
            }
        }

        var words = numbers.OrderBy(word => word.Value).Select(word => word.Key).ToArray();
        return new JoinedSyllables(KeyedLists.Build([.. words.Select((word, number) => (ConsonantKey.OfLatin(word), number))]),
            new StoredItems<string>(words), KeyedLists.Build([.. names.Distinct()]));
    }

    public static JoinedSyllables Load(SectionReader sections) =>
        new(KeyedLists.Load(sections), StoredItems<string>.Load(sections, (ref ByteReader bytes) => bytes.Text()),
        KeyedLists.Load(sections));

    public void Save(SectionWriter sections)
    {
        _wordsOfKey.Save(sections);
        _words.Save(sections, (bytes, word) => bytes.Text(word));
        _namesOfWord.Save(sections);
    }

    /// <summary>Adds the names in which a word of the subject stands syllable by syllable; names may repeat.</summary>
    public void Collect(NameToken word, List<int> names)
    {
        if (GluedSyllables.MayBeJoined(word))
        {
            names.AddRange(_known.Find(word.Key) ?? _known.Keep(word.Key, [.. NamesOf(word)]));
        }
    }

    private IEnumerable<int> NamesOf(NameToken word)
    {
        foreach (var key in word.ConsonantKeys)
        {
            foreach (var number in _wordsOfKey.Of(key).ToArray())
            {
                if (GluedSyllables.Reads(_words.Peek(number), word))
                {
                    foreach (var name in _namesOfWord.Of((ulong)number).ToArray())
                    {
                        yield return name;
                    }
                }
            }
        }

        GC.KeepAlive(this);
    }

    private static void Add(Dictionary<string, int> numbers, List<(ulong Word, int Name)> names, StoredItems<NameToken> words,
        ReadOnlySpan<int> run, int most, int name)
    {
        var text = "";
        for (var count = 1; count <= most && count <= run.Length && GluedSyllables.IsSyllable(words[run[count - 1]]); count++)
        {
            text += words[run[count - 1]].Text;
            if (count > 1 && ConsonantKey.OfLatin(text) != 0)
            {
                numbers.TryAdd(text, numbers.Count);
                names.Add(((ulong)numbers[text], name));
            }
        }
    }
}

using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// Finds every token of a vocabulary that <see cref="TokenLinks"/> would link to a given token: by text, by sound, by original letters, by
/// group, by concept, by number, and across scripts by consonant key.
/// </summary>
internal sealed class TokenLookup
{
    // Most links held, about 12 MB.
    private const int MaxLinks = 500_000;

    private readonly StoredItems<NameToken> _vocabulary;
    private readonly KnownOfWords<(int Number, TokenLink Link)> _known = new(MaxLinks);
    private PerWord<WordLetters>? _letters;
    private readonly DeleteIndex _texts;
    private readonly DeleteIndex _sounds;
    private readonly DeleteIndex _originals;
    private readonly KeyedLists _groups;
    private readonly KeyedLists _concepts;
    private readonly KeyedLists _numbers;
    private readonly KeyedLists _consonants;

    public TokenLookup(StoredItems<NameToken> vocabulary)
    {
        _vocabulary = vocabulary;
        var (texts, sounds, originals) = (new List<(string, int)>(), new List<(string, int)>(), new List<(string, int)>());
        var (groups, concepts, numbers, consonants) =
            (new List<(ulong, int)>(), new List<(ulong, int)>(), new List<(ulong, int)>(), new List<(ulong, int)>());
        for (var i = 0; i < vocabulary.Length; i++)
        {
            var token = vocabulary[i];
            if (token.Original is not null)
            {
                originals.Add((SimplifiedOf(token), i));
                foreach (var romanised in token.Romanisations)
                {
                    texts.Add((romanised, i));
                }
            }
            else
            {
                texts.Add((token.Text, i));
                sounds.Add((token.Sound, i));
            }

            foreach (var key in token.ConsonantKeys)
            {
                consonants.Add((key, i));
            }

            foreach (var group in token.Groups)
            {
                groups.Add(((ulong)group, i));
            }

            if (token.Concept != 0)
            {
                concepts.Add(((ulong)token.Concept, i));
            }

            if (token.Number >= 0)
            {
                numbers.Add(((ulong)token.Number, i));
            }
        }

        _texts = DeleteIndex.Build(texts, TokenLinks.TextBudget);
        _sounds = DeleteIndex.Build(sounds, TokenLinks.SoundBudget);
        _originals = DeleteIndex.Build(originals, TokenLinks.OriginalBudget);
        (_groups, _concepts, _numbers, _consonants) =
            (KeyedLists.Build(groups), KeyedLists.Build(concepts), KeyedLists.Build(numbers), KeyedLists.Build(consonants));
    }

    private TokenLookup(StoredItems<NameToken> vocabulary, SectionReader sections)
    {
        _vocabulary = vocabulary;
        _texts = DeleteIndex.Load(sections, TokenLinks.TextBudget);
        _sounds = DeleteIndex.Load(sections, TokenLinks.SoundBudget);
        _originals = DeleteIndex.Load(sections, TokenLinks.OriginalBudget);
        (_groups, _concepts, _numbers, _consonants) =
            (KeyedLists.Load(sections), KeyedLists.Load(sections), KeyedLists.Load(sections), KeyedLists.Load(sections));
    }

    public static TokenLookup Load(StoredItems<NameToken> vocabulary, SectionReader sections) => new(vocabulary, sections);

    public void Save(SectionWriter sections)
    {
        foreach (var index in new[] { _texts, _sounds, _originals })
        {
            index.Save(sections);
        }

        foreach (var lists in new[] { _groups, _concepts, _numbers, _consonants })
        {
            lists.Save(sections);
        }
    }

    /// <summary>Hashes held, as a measure of size.</summary>
    public int EntryCount => _texts.EntryCount + _sounds.EntryCount + _originals.EntryCount;

    /// <summary>Adds the numbers of all linked tokens in ascending order, each once, and keeps the links under the token's
    /// position.</summary>
    public void Collect(NameToken token, List<int> found, LinkTable links, int position)
    {
        foreach (var (number, link) in _known.Find(token.Key) ?? _known.Keep(token.Key, Linked(token, found)))
        {
            found.Add(number);
            links.Add(position, number, link);
        }
    }

    /// <summary>Adds the numbers of all tokens of the same letters, such as initials written as one; others may be among them.</summary>
    public void CollectExact(string word, List<int> found) => _texts.Collect(word, found, most: 0);

    private static string SimplifiedOf(NameToken token) =>
        token.Script == Script.Han ? HanVariants.Simplify(token.Original!) : token.Original!;

    private (int Number, TokenLink Link)[] Linked(NameToken token, List<int> found)
    {
        var begin = found.Count;
        CollectNear(token, found);

        // What is near by one rule is linked only if the pair rule agrees.
        found.Sort(begin, found.Count - begin, null);
        var linked = new List<(int, TokenLink)>(found.Count - begin);
        for (var k = begin; k < found.Count; k++)
        {
            if ((k == begin || found[k] != found[k - 1]) && TokenLinks.Between(token, _vocabulary[found[k]]) is { Exists: true } link)
            {
                linked.Add((found[k], link));
            }
        }

        found.RemoveRange(begin, found.Count - begin);
        return [.. linked];
    }

    private void CollectNear(NameToken token, List<int> found)
    {
        if (token.Original is null)
        {
            _texts.Collect(token.Text, found);
            _sounds.Collect(token.Sound, found);
            CollectAcrossScripts(token, found);
        }
        else
        {
            CollectReadings(token, found);
            _originals.Collect(SimplifiedOf(token), found);
        }

        foreach (var group in token.Groups)
        {
            found.AddRange(_groups.Of((ulong)group));
        }

        if (token.Concept != 0)
        {
            found.AddRange(_concepts.Of((ulong)token.Concept));
        }

        if (token.Number >= 0)
        {
            found.AddRange(_numbers.Of((ulong)token.Number));
        }
    }

    // Most words of the same consonants are no reading of a word in another script, which costs microseconds to tell by the lattice and
    // nanoseconds by their letters.
    private void CollectReadings(NameToken token, List<int> found)
    {
        var begin = found.Count;
        foreach (var romanised in token.Romanisations)
        {
            _texts.Collect(romanised, found);
        }

        CollectAcrossScripts(token, found);
        if (token.Is(TokenTraits.Initial | TokenTraits.OrganisationForm))
        {
            return;
        }

        _letters ??= new PerWord<WordLetters>(_vocabulary, WordLetters.Of);
        var readable = new ReadableWords(token, found, begin);
        for (var at = begin; at < found.Count; at++)
        {
            readable.Ask(found[at], _letters[found[at]]);
        }

        readable.End();
    }

    /// <summary>Adds the tokens that neighbours written as one word may be, one letter longer ones included; numbers may repeat.</summary>
    /// <param name="word">The neighbours as one word.</param>
    /// <param name="syllables">How many there are where each may write a syllable of Chinese or Korean; 0 where that is not so.</param>
    /// <param name="found">Receives the numbers.</param>
    public void CollectJoined(string word, int syllables, List<int> found)
    {
        if (word.Length >= JoinedNames.MinLetters)
        {
            _texts.Collect(word, found, GluedTokens.JoinBudget(word.Length + 1));
        }

        foreach (var owner in syllables > 0 ? _consonants.Of(ConsonantKey.OfLatin(word)) : [])
        {
            if (_vocabulary[owner] is { Original.Length: var length } original && length == syllables
                && GluedSyllables.Reads(word, original))
            {
                found.Add(owner);
            }
        }
    }

    private void CollectAcrossScripts(NameToken token, List<int> found)
    {
        foreach (var key in token.ConsonantKeys)
        {
            foreach (var owner in _consonants.Of(key))
            {
                if (token.Original is not null || _vocabulary[owner].Original is not null)
                {
                    found.Add(owner);
                }
            }
        }
    }
}

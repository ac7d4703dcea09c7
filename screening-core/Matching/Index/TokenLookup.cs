using System.Collections.Frozen;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;
using Compliance.ScreeningCore.Names.Scripts;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// Finds every token of a vocabulary that <see cref="TokenLinks"/> would link to a given token: by text, by sound, by original letters, by group, by concept,
/// by number, and across scripts by consonant key.
/// </summary>
internal sealed class TokenLookup
{
    private readonly NameToken[] _vocabulary;
    private readonly DeleteIndex _texts;
    private readonly DeleteIndex _sounds;
    private readonly DeleteIndex _originals;
    private readonly FrozenDictionary<int, int[]> _groups;
    private readonly FrozenDictionary<int, int[]> _concepts;
    private readonly FrozenDictionary<int, int[]> _numbers;
    private readonly FrozenDictionary<ulong, int[]> _consonants;

    public TokenLookup(NameToken[] vocabulary)
    {
        _vocabulary = vocabulary;
        var (texts, sounds, originals) = (new List<(string, int)>(), new List<(string, int)>(), new List<(string, int)>());
        var (groups, concepts, numbers, consonants) = (new Multimap<int>(), new Multimap<int>(), new Multimap<int>(), new Multimap<ulong>());
        for (var i = 0; i < vocabulary.Length; i++)
        {
            var token = vocabulary[i];
            if (token.Original is not null)
            {
                originals.Add((token.Original, i));
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
                consonants.Add(key, i);
            }

            foreach (var group in token.Groups)
            {
                groups.Add(group, i);
            }

            if (token.Concept != 0)
            {
                concepts.Add(token.Concept, i);
            }

            if (token.Number >= 0)
            {
                numbers.Add(token.Number, i);
            }
        }

        _texts = DeleteIndex.Build(texts, TokenLinks.TextBudget);
        _sounds = DeleteIndex.Build(sounds, TokenLinks.SoundBudget);
        _originals = DeleteIndex.Build(originals, TokenLinks.OriginalBudget);
        (_groups, _concepts, _numbers, _consonants) = (groups.Freeze(), concepts.Freeze(), numbers.Freeze(), consonants.Freeze());
    }

    /// <summary>Hashes held, as a measure of size.</summary>
    public int EntryCount => _texts.EntryCount + _sounds.EntryCount + _originals.EntryCount;

    /// <summary>Adds the numbers of all linked tokens in ascending order, each once, and keeps the links under the token's position.</summary>
    public void Collect(NameToken token, List<int> found, LinkTable? links = null, int position = 0)
    {
        var begin = found.Count;
        if (token.Original is null)
        {
            _texts.Collect(token.Text, found);
            _sounds.Collect(token.Sound, found);
        }
        else
        {
            _originals.Collect(token.Original, found);
            foreach (var romanised in token.Romanisations)
            {
                _texts.Collect(romanised, found);
            }
        }

        AddAll(_groups, token.Groups.AsSpan(), found);
        if (token.Concept != 0)
        {
            Add(_concepts, token.Concept, found);
        }

        if (token.Number >= 0)
        {
            Add(_numbers, token.Number, found);
        }

        foreach (var key in token.ConsonantKeys)
        {
            CollectAcrossScripts(token, key, found);
        }

        // What is near by one rule is linked only if the pair rule agrees.
        found.Sort(begin, found.Count - begin, null);
        var kept = begin;
        for (var k = begin; k < found.Count; k++)
        {
            if ((k == begin || found[k] != found[k - 1]) && TokenLinks.Between(token, _vocabulary[found[k]]) is { Exists: true } link)
            {
                links?.Add(position, found[k], link);
                found[kept++] = found[k];
            }
        }

        found.RemoveRange(kept, found.Count - kept);
    }

    /// <summary>Adds the tokens that neighbours written as one word may be, one letter longer ones included; numbers may repeat.</summary>
    public void CollectJoined(string word, List<int> found) => _texts.Collect(word, found, GluedTokens.JoinBudget(word.Length + 1));

    private void CollectAcrossScripts(NameToken token, ulong key, List<int> found)
    {
        if (_consonants.TryGetValue(key, out var owners))
        {
            foreach (var owner in owners)
            {
                if (token.Original is not null || _vocabulary[owner].Original is not null)
                {
                    found.Add(owner);
                }
            }
        }
    }

    private static void AddAll(FrozenDictionary<int, int[]> map, ReadOnlySpan<int> keys, List<int> found)
    {
        foreach (var key in keys)
        {
            Add(map, key, found);
        }
    }

    private static void Add(FrozenDictionary<int, int[]> map, int key, List<int> found)
    {
        if (map.TryGetValue(key, out var owners))
        {
            found.AddRange(owners);
        }
    }

    private sealed class Multimap<TKey>
        where TKey : notnull
    {
        private readonly Dictionary<TKey, List<int>> _lists = [];

        public void Add(TKey key, int value)
        {
            if (!_lists.TryGetValue(key, out var list))
            {
                _lists.Add(key, list = []);
            }

            list.Add(value);
        }

        public FrozenDictionary<TKey, int[]> Freeze() => _lists.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}

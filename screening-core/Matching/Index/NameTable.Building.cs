using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Similarity;
using Compliance.ScreeningCore.Names;

namespace Compliance.ScreeningCore.Matching.Index;

/// <content>How a table is made of analysed names.</content>
internal sealed partial class NameTable
{
    /// <summary>Builds the table of analysed names.</summary>
    public static NameTable Build(bool persons, bool originals, IEnumerable<(int Party, int Ordinal, AnalysedName Name)> names)
    {
        var builder = new Builder(persons, originals);
        foreach (var (party, ordinal, name) in names)
        {
            builder.Add(party, ordinal, name);
        }

        return builder.Build();
    }

    /// <summary>Takes names one after the other and keeps their words' numbers only.</summary>
    public sealed class Builder(bool persons, bool originals)
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
        private readonly List<NameToken> _vocabulary = [];
        private readonly List<int> _start = [0];
        private readonly List<int> _tokens = [];
        private readonly List<int> _parties = [];
        private readonly List<byte> _ordinals = [];
        private readonly List<int> _nameOf = [];
        private Dictionary<string, int> _written = new(StringComparer.Ordinal);

        /// <summary>Adds a name of a party; parties come in ascending order.</summary>
        public void Add(int party, int ordinal, AnalysedName name)
        {
            var words = new int[name.Tokens.Length];
            for (var k = 0; k < words.Length; k++)
            {
                if (!_numbers.TryGetValue(name.Tokens[k].Key, out words[k]))
                {
                    _numbers.Add(name.Tokens[k].Key, words[k] = _vocabulary.Count);
                    _vocabulary.Add(name.Tokens[k]);
                }
            }

            var key = new string(MemoryMarshal.Cast<int, char>(words));
            if (!_written.TryGetValue(key, out var number))
            {
                _written.Add(key, number = _start.Count - 1);
                _tokens.AddRange(words);
                _start.Add(_tokens.Count);
            }

            _parties.Add(party);
            _ordinals.Add((byte)Math.Min(ordinal, 255));
            _nameOf.Add(number);
        }

        /// <summary>The table; nothing is added afterwards.</summary>
        public NameTable Build()
        {
            _written = [];
            var (postingStart, postings) = MakePostings(_vocabulary, _start, _tokens);
            var (total, free) = Totals(_vocabulary, _start, _tokens);
            var (bearerStart, bearers) = BearersOf(_nameOf, _start.Count - 1);
            return new NameTable(
                persons, originals, new StoredItems<NameToken>([.. _vocabulary]), _start.ToArray(), _tokens.ToArray(),
                (_parties.ToArray(), _ordinals.ToArray(), _nameOf.ToArray(), bearerStart, bearers), postingStart, postings,
                _vocabulary.Select(token => token.Weight).ToArray(), total, free, BriefsOf(_vocabulary, _start, _tokens));
        }
    }

    private static ulong[] BriefsOf(List<NameToken> vocabulary, List<int> start, List<int> tokens)
    {
        var (briefs, words) = (new ulong[start.Count - 1], new List<NameToken>());
        for (var name = 0; name < briefs.Length; name++)
        {
            words.Clear();
            for (var at = start[name]; at < start[name + 1]; at++)
            {
                words.Add(vocabulary[tokens[at]]);
            }

            briefs[name] = NameBrief.Of(CollectionsMarshal.AsSpan(words)).Bits;
        }

        return briefs;
    }

    private static (int[] Start, int[] Bearers) BearersOf(List<int> nameOf, int names)
    {
        var start = new int[names + 1];
        foreach (var name in nameOf)
        {
            start[name + 1]++;
        }

        for (var name = 0; name < names; name++)
        {
            start[name + 1] += start[name];
        }

        var (next, bearers) = (start[..^1], new int[nameOf.Count]);
        for (var bearer = 0; bearer < nameOf.Count; bearer++)
        {
            bearers[next[nameOf[bearer]]++] = bearer;
        }

        return (start, bearers);
    }

    private static (int[] Start, int[] Postings) MakePostings(List<NameToken> vocabulary, List<int> start, List<int> tokens)
    {
        var lists = new List<int>[vocabulary.Count];
        for (var name = 0; name + 1 < start.Count; name++)
        {
            var bare = !tokens[start[name]..start[name + 1]].Exists(token => vocabulary[token].IsPosted);
            for (var k = start[name]; k < start[name + 1]; k++)
            {
                var list = lists[tokens[k]] ??= [];
                if ((bare || vocabulary[tokens[k]].IsPosted) && (list.Count == 0 || list[^1] != name))
                {
                    list.Add(name);
                }
            }
        }

        var begins = new int[vocabulary.Count + 1];
        var postings = new List<int>();
        for (var token = 0; token < lists.Length; token++)
        {
            begins[token] = postings.Count;
            postings.AddRange(lists[token] ?? []);
        }

        begins[^1] = postings.Count;
        return (begins, [.. postings]);
    }

    private static (float[] Total, float[] Free) Totals(List<NameToken> vocabulary, List<int> start, List<int> tokens)
    {
        var (total, free) = (new float[start.Count - 1], new float[start.Count - 1]);
        for (var name = 0; name < total.Length; name++)
        {
            for (var at = start[name]; at < start[name + 1]; at++)
            {
                var token = vocabulary[tokens[at]];
                var weight = token.Weight;
                total[name] += weight;
                free[name] += token.IsPosted && !TokenWeights.MayBeLeftOut(token) ? 0 : weight;
            }
        }

        return (total, free);
    }
}

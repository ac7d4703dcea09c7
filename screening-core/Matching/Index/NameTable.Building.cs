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
        var (numbers, vocabulary) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<NameToken>());
        var (written, start, tokens) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<int> { 0 }, new List<int>());
        var (parties, ordinals, nameOf) = (new List<int>(), new List<byte>(), new List<int>());
        foreach (var (party, ordinal, name) in names)
        {
            var words = new int[name.Tokens.Length];
            for (var k = 0; k < words.Length; k++)
            {
                if (!numbers.TryGetValue(name.Tokens[k].Key, out words[k]))
                {
                    numbers.Add(name.Tokens[k].Key, words[k] = vocabulary.Count);
                    vocabulary.Add(name.Tokens[k]);
                }
            }

            var key = new string(MemoryMarshal.Cast<int, char>(words));
            if (!written.TryGetValue(key, out var number))
            {
                written.Add(key, number = start.Count - 1);
                tokens.AddRange(words);
                start.Add(tokens.Count);
            }

            parties.Add(party);
            ordinals.Add((byte)Math.Min(ordinal, 255));
            nameOf.Add(number);
        }

        var (postingStart, postings) = MakePostings(vocabulary, start, tokens);
        var (total, free) = Totals(vocabulary, start, tokens);
        var (bearerStart, bearers) = BearersOf(nameOf, start.Count - 1);
        return new NameTable(
            persons, originals, new StoredItems<NameToken>([.. vocabulary]), start.ToArray(), tokens.ToArray(),
                (parties.ToArray(), ordinals.ToArray(), nameOf.ToArray(), bearerStart, bearers),
            postingStart, postings, vocabulary.Select(token => token.Weight).ToArray(), total, free);
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

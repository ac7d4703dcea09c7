using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Compliance.Functions.Yente;

/// <summary>The words of all names, sorted, with the parties that bear each: what a search box asks.</summary>
internal sealed class EntityWords
{
    private const int MostWordsOfPrefix = 2_000;

    private readonly string[] _words;
    private readonly int[] _starts;
    private readonly int[] _positions;

    private EntityWords(string[] words, int[] starts, int[] positions) => (_words, _starts, _positions) = (words, starts, positions);

    /// <summary>The words of a text: letters and digits without marks, in capitals or not.</summary>
    public static ImmutableArray<string> Of(string text)
    {
        var (words, word) = (ImmutableArray.CreateBuilder<string>(), new StringBuilder());
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’'))
            {
                End();
            }
        }

        End();
        return words.ToImmutable();

        void End()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>The parties whose names hold every word of a text, ascending; with <paramref name="asPrefix"/> the last word may be the
    /// beginning of one.</summary>
    public IReadOnlyCollection<int> Find(string text, bool asPrefix)
    {
        SortedSet<int>? found = null;
        var words = Of(text);
        for (var at = 0; at < words.Length; at++)
        {
            var with = With(words[at], asPrefix && at == words.Length - 1);
            if (found is null)
            {
                found = [.. with];
            }
            else
            {
                found.IntersectWith(with);
            }

            if (found.Count == 0)
            {
                break;
            }
        }

        return found ?? [];
    }

    private IEnumerable<int> With(string word, bool asPrefix)
    {
        var at = Array.BinarySearch(_words, word, StringComparer.Ordinal);
        at = at < 0 ? ~at : at;
        var last = at;
        while (last < _words.Length && last - at < (asPrefix ? MostWordsOfPrefix : 1)
            && (asPrefix ? _words[last].StartsWith(word, StringComparison.Ordinal) : _words[last] == word))
        {
            last++;
        }

        return new ArraySegment<int>(_positions, _starts[at], _starts[last] - _starts[at]);
    }

    /// <summary>Gathers words.</summary>
    internal sealed class Builder
    {
        private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
        private readonly List<(int Word, int Position)> _pairs = [];
        private readonly HashSet<int> _ofParty = [];

        /// <summary>Takes the names of a party; parties come in ascending order.</summary>
        public void Add(int position, IEnumerable<string> names)
        {
            _ofParty.Clear();
            foreach (var word in names.SelectMany(name => Of(name)))
            {
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(_ids, word, out var known);
                id = known ? id : _ids.Count - 1;
                if (_ofParty.Add(id))
                {
                    _pairs.Add((id, position));
                }
            }
        }

        /// <summary>The words, sorted.</summary>
        public EntityWords Build()
        {
            var words = new string[_ids.Count];
            _ids.Keys.CopyTo(words, 0);
            Array.Sort(words, StringComparer.Ordinal);
            var rank = new int[words.Length];
            for (var at = 0; at < words.Length; at++)
            {
                rank[_ids[words[at]]] = at;
            }

            var starts = new int[words.Length + 1];
            foreach (var (word, _) in _pairs)
            {
                starts[rank[word] + 1]++;
            }

            for (var at = 0; at < words.Length; at++)
            {
                starts[at + 1] += starts[at];
            }

            var (next, positions) = ((int[])starts.Clone(), new int[_pairs.Count]);
            foreach (var (word, position) in _pairs)
            {
                positions[next[rank[word]]++] = position;
            }

            return new EntityWords(words, starts, positions);
        }
    }
}

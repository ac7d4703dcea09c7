using System.Runtime.InteropServices;
using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>How many whole edits a word of some length may differ by; it must not fall as words grow.</summary>
internal delegate int EditBudget(int letters);

/// <summary>
/// Finds every word within a budget of whole edits (insert, delete, substitute, swap): two words k edits apart share a form that both reach by at most k
/// deletions each, so the index holds the hashes of those forms. Exact: what it returns is verified, what it should return is never missed.
/// </summary>
/// <remarks>Symmetric deletion (W. Garbe, SymSpell, 2012). About 30 hashes for a word of 7 letters; cost grows with the square of the length for two edits.</remarks>
internal sealed class DeleteIndex
{
    private const int DirectoryBits = 16;
    private readonly EditBudget _budget;
    private readonly ulong[] _entries;
    private readonly int[] _directory;
    private readonly string[] _words;
    private readonly int[] _owners;

    [ThreadStatic]
    private static uint[]? _hashes;

    private DeleteIndex(EditBudget budget, ulong[] entries, int[] directory, string[] words, int[] owners) =>
        (_budget, _entries, _directory, _words, _owners) = (budget, entries, directory, words, owners);

    /// <summary>Builds the index over words and their owners (token numbers); one owner may have several words.</summary>
    public static DeleteIndex Build(IReadOnlyList<(string Word, int Owner)> words, EditBudget budget)
    {
        var entries = new List<ulong>(words.Count * 12);
        var hashes = new uint[Deletions.MaxForms].AsSpan();
        for (var i = 0; i < words.Count; i++)
        {
            var number = (uint)i;
            foreach (var hash in hashes[..Deletions.Write(words[i].Word, budget(words[i].Word.Length), hashes)])
            {
                entries.Add(((ulong)hash << 32) | number);
            }
        }

        entries.Sort();
        var kept = Deduplicated(entries);
        return new DeleteIndex(budget, kept, MakeDirectory(kept), [.. words.Select(word => word.Word)], [.. words.Select(word => word.Owner)]);
    }

    /// <summary>Number of hashes held.</summary>
    public int EntryCount => _entries.Length;

    /// <summary>Adds the owners of all words within the budget of the query; an owner may be added more than once. <paramref name="most"/> lowers the budget.</summary>
    public void Collect(string query, List<int> owners, int most = 2)
    {
        var hashes = (_hashes ??= new uint[Deletions.MaxForms]).AsSpan();
        foreach (var hash in hashes[..Deletions.Write(query, Math.Min(_budget(query.Length), most), hashes)])
        {
            CollectHash(hash, query, most, owners);
        }
    }

    private void CollectHash(uint hash, string query, int most, List<int> owners)
    {
        var bucket = (int)(hash >> (32 - DirectoryBits));
        var entries = _entries.AsSpan(_directory[bucket], _directory[bucket + 1] - _directory[bucket]);
        foreach (var entry in entries)
        {
            if ((uint)(entry >> 32) != hash)
            {
                continue;
            }

            var number = (int)(entry & uint.MaxValue);
            var word = _words[number];
            var budget = Math.Min(most, _budget(Math.Max(word.Length, query.Length)));
            if (EditDistance.Units(query, word, budget) <= budget)
            {
                owners.Add(_owners[number]);
            }
        }
    }

    private static ulong[] Deduplicated(List<ulong> sorted)
    {
        var span = CollectionsMarshal.AsSpan(sorted);
        var kept = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (i == 0 || span[i] != span[i - 1])
            {
                span[kept++] = span[i];
            }
        }

        return span[..kept].ToArray();
    }

    private static int[] MakeDirectory(ulong[] entries)
    {
        var directory = new int[(1 << DirectoryBits) + 1];
        var at = 0;
        for (var bucket = 0; bucket < 1 << DirectoryBits; bucket++)
        {
            directory[bucket] = at;
            while (at < entries.Length && (int)(entries[at] >> (64 - DirectoryBits)) == bucket)
            {
                at++;
            }
        }

        directory[1 << DirectoryBits] = entries.Length;
        return directory;
    }
}

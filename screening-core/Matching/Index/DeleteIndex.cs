using Compliance.ScreeningCore.Matching.Similarity;

namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>How many whole edits a word of some length may differ by; it must not fall as words grow.</summary>
internal delegate int EditBudget(int letters);

/// <summary>
/// Finds every word within a budget of whole edits (insert, delete, substitute, swap): two words k edits apart share a form that both reach
/// by at most k deletions each, so the index holds the hashes of those forms. Exact: what it returns is verified, what it should return is
/// never missed.
/// </summary>
/// <remarks>Symmetric deletion (W. Garbe, SymSpell, 2012). About 30 hashes for a word of 7 letters; cost grows with the square of the
/// length for two edits.</remarks>
internal sealed class DeleteIndex
{
    private const int DirectoryBits = 16;
    private readonly EditBudget _budget;

    // The hashes in ascending order: their high 16 bits are the place in the directory, the low 16 bits and the word's number stand side by
    // side.
    private readonly Column<int> _directory;
    private readonly Column<ushort> _lows;
    private readonly Column<int> _numbers;

    // The words' letters in a row.
    private readonly Column<int> _starts;
    private readonly Column<char> _letters;
    private readonly Column<int> _owners;

    [ThreadStatic]
    private static uint[]? _hashes;

    private DeleteIndex(EditBudget budget, Column<int> directory, Column<ushort> lows, Column<int> numbers, Column<int> starts,
        Column<char> letters, Column<int> owners) =>
        (_budget, _directory, _lows, _numbers, _starts, _letters, _owners) = (budget, directory, lows, numbers, starts, letters, owners);

    /// <summary>Builds the index over words and their owners (token numbers); one owner may have several words.</summary>
    public static DeleteIndex Build(IReadOnlyList<(string Word, int Owner)> words, EditBudget budget)
    {
        // Millions of words have a great many forms: the space is measured first, so that it is never copied.
        var (entries, filled) = (new ulong[words.Sum(word => Deletions.CountOf(word.Word.Length, budget(word.Word.Length)))], 0);
        var hashes = new uint[Deletions.MaxForms].AsSpan();
        for (var i = 0; i < words.Count; i++)
        {
            var number = (uint)i;
            foreach (var hash in hashes[..Deletions.Write(words[i].Word, budget(words[i].Word.Length), hashes)])
            {
                entries[filled++] = ((ulong)hash << 32) | number;
            }
        }

        Array.Sort(entries, 0, filled);
        var kept = Deduplicated(entries.AsSpan(0, filled));
        var (lows, numbers) = (new ushort[kept.Length], new int[kept.Length]);
        for (var i = 0; i < kept.Length; i++)
        {
            (lows[i], numbers[i]) = ((ushort)((kept[i] >> 32) & ushort.MaxValue), (int)(kept[i] & uint.MaxValue));
        }

        var starts = new int[words.Count + 1];
        for (var i = 0; i < words.Count; i++)
        {
            starts[i + 1] = starts[i] + words[i].Word.Length;
        }

        return new DeleteIndex(
            budget,
            MakeDirectory(kept),
            lows,
            numbers,
            starts,
            words.SelectMany(word => word.Word).ToArray(),
            words.Select(word => word.Owner).ToArray());
    }

    public static DeleteIndex Load(SectionReader sections, EditBudget budget) => new(
        budget, sections.Next<int>(), sections.Next<ushort>(), sections.Next<int>(), sections.Next<int>(), sections.Next<char>(),
            sections.Next<int>());

    /// <summary>Number of hashes held.</summary>
    public int EntryCount => _lows.Length;

    public void Save(SectionWriter sections)
    {
        sections.Add(_directory);
        sections.Add(_lows);
        sections.Add(_numbers);
        sections.Add(_starts);
        sections.Add(_letters);
        sections.Add(_owners);
    }

    /// <summary>Adds the owners of all words within the budget of the query; an owner may be added more than once. <paramref name="most"/>
    /// lowers the budget.</summary>
    public void Collect(string query, List<int> owners, int most = 2)
    {
        var hashes = (_hashes ??= new uint[Deletions.MaxForms]).AsSpan();
        var directory = _directory.Span;
        var lows = _lows.Span;
        var numbers = _numbers.Span;
        var starts = _starts.Span;
        var letters = _letters.Span;
        var places = _owners.Span;
        foreach (var hash in hashes[..Deletions.Write(query, Math.Min(_budget(query.Length), most), hashes)])
        {
            var bucket = (int)(hash >> (32 - DirectoryBits));
            var (from, to) = (directory[bucket], directory[bucket + 1]);
            var low = (ushort)(hash & ushort.MaxValue);
            var first = lows[from..to].IndexOf(low);
            for (var at = from + first; first >= 0 && at < to && lows[at] == low; at++)
            {
                var number = numbers[at];
                var word = letters[starts[number]..starts[number + 1]];
                var budget = Math.Min(most, _budget(Math.Max(word.Length, query.Length)));
                if (EditDistance.Units(query, word, budget) <= budget)
                {
                    owners.Add(places[number]);
                }
            }
        }
    }

    private static Span<ulong> Deduplicated(Span<ulong> span)
    {
        var kept = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (i == 0 || span[i] != span[i - 1])
            {
                span[kept++] = span[i];
            }
        }

        return span[..kept];
    }

    private static int[] MakeDirectory(ReadOnlySpan<ulong> entries)
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

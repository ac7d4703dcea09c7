namespace Compliance.ScreeningCore.Matching.Index;

/// <summary>
/// Finds names by words that their neighbours make when written as one ("ramimakhlouf"), and by their initials ("pla"): exact, by hash.
/// </summary>
internal sealed class JoinedNames
{
    private readonly Column<ulong> _entries;

    private JoinedNames(Column<ulong> entries) => _entries = entries;

    public static JoinedNames Load(SectionReader sections) => new(sections.Next<ulong>());

    public void Save(SectionWriter sections) => sections.Add(_entries);

    /// <summary>Shortest joined word held, in letters.</summary>
    public const int MinLetters = 4;

    public static JoinedNames OfRuns(NameTable table)
    {
        var entries = new List<ulong>(table.Count * 3);
        for (var name = 0; name < table.Count; name++)
        {
            var tokens = table.TokensOf(name);
            for (var start = 0; start + 1 < tokens.Length; start++)
            {
                var text = table.Vocabulary[tokens[start]].Text;
                for (var run = 2; run <= GluedTokens.MaxRun && start + run <= tokens.Length; run++)
                {
                    text += table.Vocabulary[tokens[start + run - 1]].Text;
                    if (text.Length >= MinLetters)
                    {
                        entries.Add(Entry(text, name));
                    }
                }
            }
        }

        return Sorted(entries);
    }

    public static JoinedNames OfInitials(NameTable table)
    {
        var entries = new List<ulong>();
        for (var name = 0; name < table.Count; name++)
        {
            foreach (var withForms in (ReadOnlySpan<bool>)[false, true])
            {
                if (Acronyms.InitialsOf(table.WordsOf(name), withForms)
                    is { Length: >= Acronyms.MinLetters and <= Acronyms.MaxLetters } initials)
                {
                    entries.Add(Entry(initials, name));
                }
            }
        }

        return Sorted(entries);
    }

    /// <summary>Adds the names that hold the word; hash collisions included, the comparer decides.</summary>
    public void Collect(string word, List<int> names)
    {
        var hash = Deletions.Hash(word);
        var entries = _entries.Span;
        var at = entries.BinarySearch((ulong)hash << 32);
        for (var k = at < 0 ? ~at : at; k < entries.Length && (uint)(entries[k] >> 32) == hash; k++)
        {
            names.Add((int)(entries[k] & uint.MaxValue));
        }
    }

    private static ulong Entry(string word, int name) => ((ulong)Deletions.Hash(word) << 32) | (uint)name;

    private static JoinedNames Sorted(List<ulong> entries)
    {
        entries.Sort();
        return new JoinedNames(entries.Distinct().ToArray());
    }
}

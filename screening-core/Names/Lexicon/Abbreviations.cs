using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>
/// Words of organisations as payment messages cut them short (see <c>Abbreviations.tsv</c>): shpg is shipping, elec is electric or
/// electronics. An abbreviation stands for each of its words; the words do not stand for one another. Tokens are folded.
/// </summary>
public static class Abbreviations
{
    private static readonly FrozenDictionary<string, string[]> WordsOf = LexiconTable.Rows("Abbreviations.tsv", columns: 2)
        .ToFrozenDictionary(row => row[0], row => row[1].Split(' '), StringComparer.Ordinal);

    // One group for each word that is abbreviated: the word and all that may stand for it.
    private static readonly FrozenDictionary<string, int> GroupOfWord = WordsOf.Values.SelectMany(words => words)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((word, group) => (word, group))
        .ToFrozenDictionary(one => one.word, one => one.group, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int[]> Memberships = WordsOf.Keys.Concat(GroupOfWord.Keys)
        .Distinct(StringComparer.Ordinal)
        .ToFrozenDictionary(word => word, MembershipsOf, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Memberships.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All abbreviations with the words they may stand for.</summary>
    public static IEnumerable<KeyValuePair<string, string[]>> All => WordsOf;

    /// <summary>True for an abbreviation all of whose words are generic, so that it is generic as well.</summary>
    public static bool IsGeneric(string token) => WordsOf.TryGetValue(token, out var words)
        && words.All(word => GenericWords.TryConcept(word, out _) || PlaceConcepts.TryConcept(word, out _));

    /// <summary>Writes the groups of a word, ascending; returns how many there are (the span must hold 32).</summary>
    public static int GroupsOf(ReadOnlySpan<char> token, Span<int> groups)
    {
        if (!Lookup.TryGetValue(token, out var found))
        {
            return 0;
        }

        found.CopyTo(groups);
        return found.Length;
    }

    private static int[] MembershipsOf(string word) =>
        [.. (WordsOf.TryGetValue(word, out var meant) ? meant.Append(word) : [word])
            .Where(GroupOfWord.ContainsKey).Select(one => GroupOfWord[one]).Distinct().Order()];
}

using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>Words that a great many organisations and ships bear (see <c>CommonWords.tsv</c>): star, orion, alpha. Tokens are
/// folded.</summary>
public static class CommonWords
{
    private static readonly FrozenSet<string> Words = LexiconTable.Rows("CommonWords.tsv", columns: 1).Select(row => row[0])
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>All words of the table.</summary>
    public static IEnumerable<string> All => Words;

    /// <summary>True for a word of the table.</summary>
    public static bool Contains(ReadOnlySpan<char> token) => Lookup.Contains(token);
}

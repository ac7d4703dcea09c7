using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>What a word of a Chinese company name means.</summary>
/// <param name="Concept">Its concept, shared with the Latin words for it; 0 where it is compared by its sound alone.</param>
/// <param name="Traits">What it is within a name.</param>
public readonly record struct OriginalScriptWord(int Concept, TokenTraits Traits);

/// <summary>Words of Chinese company names (see <c>OriginalScriptWords.tsv</c>), by which a name without spaces is parted: 技术 is
/// technology, 深圳 a city, and what stands between them is the firm's own name.</summary>
public static class OriginalScriptWords
{
    private static readonly FrozenDictionary<string, OriginalScriptWord> Words = LexiconTable
        .Rows("OriginalScriptWords.tsv", columns: 3).ToFrozenDictionary(row => row[0], Read, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OriginalScriptWord>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly int Longest = Words.Keys.Max(word => word.Length);

    /// <summary>All words of the table.</summary>
    public static IEnumerable<string> All => Words.Keys;

    /// <summary>The meaning of a word; false for other words.</summary>
    public static bool TryFind(ReadOnlySpan<char> word, out OriginalScriptWord meant) => Lookup.TryGetValue(word, out meant);

    /// <summary>Parts a name without spaces at the words of the table, the longest first; what lies between them stays whole.</summary>
    public static IEnumerable<string> Part(string name)
    {
        var open = 0;
        for (var at = 0; at < name.Length;)
        {
            var length = LengthAt(name, at);
            if (length == 0)
            {
                at++;
                continue;
            }

            if (at > open)
            {
                yield return name[open..at];
            }

            yield return name.Substring(at, length);
            at += length;
            open = at;
        }

        if (open < name.Length)
        {
            yield return name[open..];
        }
    }

    private static int LengthAt(string name, int at)
    {
        for (var length = Math.Min(Longest, name.Length - at); length > 0; length--)
        {
            if (Lookup.ContainsKey(name.AsSpan(at, length)))
            {
                return length;
            }
        }

        return 0;
    }

    private static OriginalScriptWord Read(string[] row)
    {
        var traits = row[1] switch
        {
            "generic" => TokenTraits.Generic,
            "place" => TokenTraits.Place,
            var other => throw LexiconTable.Unknown("OriginalScriptWords.tsv", row[0], other, "generic, place"),
        };
        return new OriginalScriptWord(ConceptOf(row), traits);
    }

    private static int ConceptOf(string[] row) => row[2] == "-" ? 0
        : row[1] == "place" && PlaceConcepts.TryConcept(row[2], out var place) ? place
        : row[1] == "generic" && GenericWords.TryNumber(row[2], out var concept) ? concept
        : throw LexiconTable.Unknown("OriginalScriptWords.tsv", row[0], row[2], "a concept of the table that its role names");
}

using System.Collections.Frozen;
using Compliance.ScreeningCore.Parties;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>The gender that nearly all bearers of a given name have (see <c>Genders.tsv</c>). Weak evidence: it supports, it never
/// decides.</summary>
public static class Genders
{
    private static readonly FrozenDictionary<string, Gender> Names = LexiconTable.Rows("Genders.tsv", columns: 2).ToFrozenDictionary(
        row => row[0],
        row => row[1] switch
        {
            "m" => Gender.Male,
            "f" => Gender.Female,
            var other => throw LexiconTable.Unknown("Genders.tsv", row[0], other, "m, f"),
        },
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Gender>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The likely gender of a folded given name; Unknown where both bear it or the table does not know it.</summary>
    public static Gender Likely(ReadOnlySpan<char> token) => Lookup.TryGetValue(token, out var gender) ? gender : Gender.Unknown;
}

using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>How little a generic word says.</summary>
public enum GenericWeight
{
    /// <summary>Next to nothing: company, group, trading, international.</summary>
    VeryGeneric,

    /// <summary>The trade, shared by thousands: shipping, oil, university.</summary>
    Generic,
}

/// <summary>
/// Words that tell what an organisation does rather than which one it is (see <c>GenericWords.tsv</c>). Equivalents of many languages share
/// a concept: bank = banco = banque = bankasi. Tokens are folded; concept ids are positions in <see cref="Concepts"/>, from 1, stable for
/// one table.
/// </summary>
public static class GenericWords
{
    private static readonly List<string[]> Rows = LexiconTable.Rows("GenericWords.tsv", columns: 3);
    private static readonly string[] ConceptNames = Rows.Select(row => row[1]).Append("").Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal).ToArray();
    private static readonly FrozenDictionary<string, Entry> Words = Rows.ToFrozenDictionary(
        row => row[0],
        row => new Entry(Array.BinarySearch(ConceptNames, row[1], StringComparer.Ordinal), ParseWeight(row)),
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Names of the concepts in ordinal order, such as <c>bank</c>; place 0 is empty and means no concept.</summary>
    public static IReadOnlyList<string> Concepts => ConceptNames;

    /// <summary>The concept of a generic word; false for a word that is none.</summary>
    public static bool TryConcept(ReadOnlySpan<char> token, out int conceptId) => TryConcept(token, out conceptId, out _);

    /// <summary>The concept and the weight of a generic word; false, with concept 0, for a word that is none.</summary>
    public static bool TryConcept(ReadOnlySpan<char> token, out int conceptId, out GenericWeight weight)
    {
        var found = Lookup.TryGetValue(token, out var entry);
        conceptId = found ? entry.Concept : 0;
        weight = found ? entry.Weight : GenericWeight.Generic;
        return found;
    }

    /// <summary>The number of a concept by its name, such as <c>bank</c>.</summary>
    public static bool TryNumber(string name, out int conceptId)
    {
        var at = Array.BinarySearch(ConceptNames, name, StringComparer.Ordinal);
        conceptId = Math.Max(0, at);
        return at > 0;
    }

    /// <summary>True for a word that says next to nothing: company, group, trading.</summary>
    public static bool IsVeryGeneric(ReadOnlySpan<char> token)
        => TryConcept(token, out _, out var weight) && weight == GenericWeight.VeryGeneric;

    /// <summary>True where both are generic words of one concept.</summary>
    public static bool SameConcept(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        TryConcept(left, out var one) && TryConcept(right, out var two) && one == two;

    private static GenericWeight ParseWeight(string[] row) => row[2] switch
    {
        "very" => GenericWeight.VeryGeneric,
        "generic" => GenericWeight.Generic,
        var other => throw LexiconTable.Unknown("GenericWords.tsv", row[0], other, "very, generic"),
    };

    private readonly record struct Entry(int Concept, GenericWeight Weight);
}

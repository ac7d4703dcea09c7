using System.Collections.Frozen;

namespace Compliance.ScreeningCore.Names.Lexicon;

/// <summary>How two spellings of a name stand to one another.</summary>
public enum VariantRelation
{
    /// <summary>The table does not join them.</summary>
    None,

    /// <summary>Cognates that a bearer may use when the language changes: Yusuf and Joseph. Weaker evidence.</summary>
    Cognate,

    /// <summary>Spellings of one name across related languages and romanisations: Sergey and Serhiy, Cho and Jo.</summary>
    SameName,
}

/// <summary>
/// Spellings of one given or family name that a distance between letters misses (see <c>NameVariants.tsv</c>). Rows do not chain: Chung is
/// Korean Jeong and Chinese Zhong, but Jeong is never Zhong. Tokens are folded.
/// </summary>
public static class NameVariants
{
    private const string Table = "NameVariants.tsv";

    private static readonly List<string[]> Rows = LexiconTable.Rows(Table, columns: 3);
    private static readonly VariantRelation[] RelationOfGroup = Rows.Select(ParseKind).ToArray();
    private static readonly FrozenDictionary<string, int[]> Memberships = Rows
        .SelectMany((row, group) => row[0].Split(' ').Select(name => (name, group)))
        .GroupBy(member => member.name, member => member.group, StringComparer.Ordinal)
        .ToFrozenDictionary(member => member.Key, member => member.ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Memberships.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a name of the table.</summary>
    public static bool Knows(ReadOnlySpan<char> name) => Lookup.ContainsKey(name);

    /// <summary>How many rows the table has.</summary>
    public static int GroupCount => RelationOfGroup.Length;

    /// <summary>All names of the table in ordinal order.</summary>
    public static IEnumerable<string> AllNames => Memberships.Keys.Order(StringComparer.Ordinal);

    /// <summary>True where the names are equal or the table joins them, in either way.</summary>
    public static bool Same(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.SequenceEqual(right) || Relation(left, right) != VariantRelation.None;

    /// <summary>The closest relation over all rows that hold both; symmetric.</summary>
    public static VariantRelation Relation(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (!Lookup.TryGetValue(left, out var ours) || !Lookup.TryGetValue(right, out var theirs))
        {
            return VariantRelation.None;
        }

        var best = VariantRelation.None;
        foreach (var group in ours)
        {
            if (theirs.AsSpan().Contains(group) && RelationOfGroup[group] > best)
            {
                best = RelationOfGroup[group];
            }
        }

        return best;
    }

    /// <summary>Writes the keys of the rows a name stands in, ascending, for an index; returns how many there are (the span must hold
    /// 32).</summary>
    public static int GroupsOf(ReadOnlySpan<char> token, Span<int> groups)
    {
        if (!Lookup.TryGetValue(token, out var rows))
        {
            return 0;
        }

        rows.CopyTo(groups);
        return rows.Length;
    }

    /// <summary>True where the row of this key joins cognates rather than spellings of one name.</summary>
    public static bool IsCognate(int group) => RelationOfGroup[group] == VariantRelation.Cognate;

    private static VariantRelation ParseKind(string[] row) => row[1] switch
    {
        "given" or "family" => VariantRelation.SameName,
        "cognate" => VariantRelation.Cognate,
        var other => throw LexiconTable.Unknown(Table, row[0], other, "given, family, cognate"),
    };
}

using System.Collections.Immutable;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Lists.OpenSanctions;

/// <summary>Facts of an entity that a party has no field for: they stand in its remarks, one a line, and are read back from
/// there.</summary>
internal static class FtmRemarks
{
    private const string Sources = "Sources: ";
    private const string Merged = "Merged from: ";
    private const string First = "First seen: ";
    private const string Change = "Last change: ";
    private const string Schema = "Schema: ";

    /// <summary>The remarks of an entity. When it was last seen is no fact of it: that moves with every export.</summary>
    public static IEnumerable<string> Of(FtmEntity entity)
    {
        if (!entity.Datasets.IsEmpty)
        {
            yield return Sources + string.Join(", ", entity.Datasets);
        }

        if (!entity.Referents.IsEmpty)
        {
            yield return Merged + string.Join(", ", entity.Referents);
        }

        if (entity.Seen.First is { } first)
        {
            yield return First + first;
        }

        if (entity.LastChange is { } change)
        {
            yield return Change + change;
        }

        if (FtmView.SchemaOf(FtmSchemas.Parties[entity.Schema]) != entity.Schema)
        {
            yield return Schema + entity.Schema;
        }
    }

    /// <summary>The sources of a party.</summary>
    public static ImmutableArray<string> SourcesOf(ListedParty party) => Several(party, Sources);

    /// <summary>The ids that were merged into a party.</summary>
    public static ImmutableArray<string> ReferentsOf(ListedParty party) => Several(party, Merged);

    /// <summary>When a source first held a party.</summary>
    public static string? FirstSeenOf(ListedParty party) => One(party, First);

    /// <summary>When a party last changed.</summary>
    public static string? LastChangeOf(ListedParty party) => One(party, Change);

    /// <summary>The schema of a party where its kind does not tell it.</summary>
    public static string? SchemaOf(ListedParty party) => One(party, Schema) is { } schema && FtmSchemas.Parties.ContainsKey(schema)
        ? schema : null;

    /// <summary>True for a remark that reads as if it was made here.</summary>
    public static bool IsOwn(string remark) => new[] { Sources, Merged, First, Change, Schema }
        .Any(start => remark.StartsWith(start, StringComparison.Ordinal));

    private static string? One(ListedParty party, string start) =>
        party.Remarks.FirstOrDefault(remark => remark.StartsWith(start, StringComparison.Ordinal))?[start.Length..];

    private static ImmutableArray<string> Several(ListedParty party, string start) =>
        [.. (One(party, start) ?? "").Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

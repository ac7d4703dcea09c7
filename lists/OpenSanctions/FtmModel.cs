using System.Collections.Frozen;
using System.Collections.Immutable;
using Compliance.Lists.Reading;

namespace Compliance.Lists.OpenSanctions;

/// <summary>A property of a schema.</summary>
/// <param name="Schema">The schema that declares it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds: <c>name</c>, <c>country</c>, <c>date</c>, <c>identifier</c> …</param>
/// <param name="Label">What people call it.</param>
public sealed record FtmProperty(string Schema, string Name, string Type, string Label)
{
    /// <summary>Schema and name, as reconciliation clients name it: <c>Thing:country</c>.</summary>
    public string QualifiedName => $"{Schema}:{Name}";
}

/// <summary>A schema of the FollowTheMoney model.</summary>
/// <param name="Name">Its name, such as <c>Person</c>.</param>
/// <param name="Extends">The schemata it extends, nearest first.</param>
/// <param name="Label">One of it, as people call it.</param>
/// <param name="Plural">Several of it.</param>
/// <param name="IsMatchable">True where a request may ask for one like it.</param>
/// <param name="Own">The properties it declares itself.</param>
public sealed record FtmSchema(string Name, ImmutableArray<string> Extends, string Label, string Plural, bool IsMatchable,
    ImmutableArray<FtmProperty> Own)
{
    /// <summary>This schema and all that it extends, nearest first.</summary>
    public ImmutableArray<FtmSchema> Lineage => FtmModel.LineageOf(Name);

    /// <summary>Its own properties and those of what it extends; the nearest of a name.</summary>
    public ImmutableArray<FtmProperty> Properties =>
        [.. Lineage.SelectMany(schema => schema.Own).DistinctBy(property => property.Name)];

    /// <summary>True where it is the schema of that name or extends it.</summary>
    public bool Is(string name) => Lineage.Any(schema => schema.Name == name);
}

/// <summary>The part of the FollowTheMoney model that files and requests name, from <c>schemata.tsv</c>.</summary>
public static class FtmModel
{
    /// <summary>The schema of everything that has a name.</summary>
    public const string Base = "Thing";

    /// <summary>All schemata by name.</summary>
    public static FrozenDictionary<string, FtmSchema> Schemata { get; } = EmbeddedTable.Rows("OpenSanctions/schemata.tsv")
        .Select(Read).ToFrozenDictionary(schema => schema.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ImmutableArray<FtmSchema>> Lineages =
        Schemata.Values.ToFrozenDictionary(schema => schema.Name, MakeLineage, StringComparer.Ordinal);

    /// <summary>A schema and all that it extends, nearest first.</summary>
    internal static ImmutableArray<FtmSchema> LineageOf(string name) => Lineages[name];

    private static ImmutableArray<FtmSchema> MakeLineage(FtmSchema schema) =>
        [.. schema.Extends.SelectMany(parent => MakeLineage(Schemata[parent])).Prepend(schema).DistinctBy(one => one.Name)];

    /// <summary>The schema of a name; null where the model has none.</summary>
    public static FtmSchema? Find(string name) => Schemata.GetValueOrDefault(name);

    /// <summary>The property of a qualified name; null where the model has none.</summary>
    /// <param name="qualified">Schema and property, <c>Thing:country</c>; a bare property is looked for in every schema.</param>
    public static FtmProperty? FindProperty(string qualified) => qualified.Split(':') switch
    {
        [var schema, var name] => Find(schema)?.Properties.FirstOrDefault(property => property.Name == name),
        [var name] => Schemata.Values.OrderBy(schema => schema.Name, StringComparer.Ordinal).SelectMany(schema => schema.Own)
            .FirstOrDefault(property => property.Name == name),
        _ => null,
    };

    private static FtmSchema Read(string[] row) => new(
        row[0], [.. row[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)], row[2], row[3], row[4] == "yes",
        [.. row[5].Split('|', StringSplitOptions.RemoveEmptyEntries).Select(text => text.Split(':'))
            .Select(parts => new FtmProperty(row[0], parts[0], parts[1], parts[2]))]);
}

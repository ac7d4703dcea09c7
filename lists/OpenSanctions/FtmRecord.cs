using System.Collections.Immutable;

namespace Compliance.Lists.OpenSanctions;

/// <summary>A listed party as an entity of the FollowTheMoney model, whichever list it stands on.</summary>
/// <param name="Id">The entity's id: the publisher's for OpenSanctions, <c>list:key</c> for every other list.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Caption">The name to show.</param>
public sealed record FtmRecord(string Id, string Schema, string Caption)
{
    /// <summary>Texts by property, both in ordinal order of the property.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Properties { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Entities that belong to it, by property.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<FtmRecord>> Nested { get; init; } =
        ImmutableSortedDictionary<string, ImmutableArray<FtmRecord>>.Empty;

    /// <summary>The list's code with underscores, then the sources that the publisher names.</summary>
    public ImmutableArray<string> Datasets { get; init; } = [];

    /// <summary>Ids that were merged into it.</summary>
    public ImmutableArray<string> Referents { get; init; } = [];

    /// <summary>When a source first held it; null where not said.</summary>
    public string? FirstSeen { get; init; }

    /// <summary>When it last changed; null where not said.</summary>
    public string? LastChange { get; init; }

    /// <summary>The texts of a property.</summary>
    public ImmutableArray<string> Texts(string property) => Properties.GetValueOrDefault(property, []);

    /// <summary>Countries of every property that holds any, lower case.</summary>
    public ImmutableArray<string> Countries =>
        [.. FtmView.CountryProperties.SelectMany(property => Texts(property)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    /// <summary>True where a topic of concern is given.</summary>
    public bool IsTarget => !Texts("topics").IsEmpty;
}

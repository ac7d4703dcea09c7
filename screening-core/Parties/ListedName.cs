using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Parties;

/// <summary>A piece of a name with its role.</summary>
/// <param name="Role">The role the publisher gives it.</param>
/// <param name="Text">The piece as published.</param>
public sealed record NamePart(NamePartRole Role, string Text);

/// <summary>One name of a listed party, as published, in natural order (given name before family name where the publisher separates
/// them).</summary>
/// <param name="Text">The whole name; never empty.</param>
/// <param name="Kind">What the name is to the party.</param>
/// <param name="Strength">The publisher's word on its reliability.</param>
public sealed record ListedName(string Text, NameKind Kind = NameKind.Primary, AliasStrength Strength = AliasStrength.Unstated)
{
    /// <summary>ISO 15924 code of the script where it is not Latin (<c>Cyrl</c>, <c>Arab</c>, <c>Hani</c> …); null for Latin.</summary>
    public string? Script { get; init; }

    /// <summary>BCP 47 language of the name where the publisher states it; null otherwise.</summary>
    public string? Language { get; init; }

    /// <summary>The parts where the publisher separates them; empty otherwise.</summary>
    public ImmutableArray<NamePart> Parts { get; init; } = [];
}

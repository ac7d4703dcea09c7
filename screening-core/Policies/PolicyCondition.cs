using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies;

/// <summary>How a number is compared.</summary>
public enum PolicyComparison
{
    /// <summary>Equal.</summary>
    Equal,

    /// <summary>Not equal.</summary>
    NotEqual,

    /// <summary>Less.</summary>
    Less,

    /// <summary>Less or equal.</summary>
    LessOrEqual,

    /// <summary>Greater.</summary>
    Greater,

    /// <summary>Greater or equal.</summary>
    GreaterOrEqual,
}

/// <summary>Words that a feature is compared with: written in place, or a named list.</summary>
/// <param name="List">Name of the list; null where the words stand in place.</param>
/// <param name="Words">The words, without repetition, in ordinal order.</param>
public sealed record PolicyWords(string? List, ImmutableArray<string> Words)
{
    /// <summary>True where it holds a word.</summary>
    public bool Contains(string word) => Words.BinarySearch(word, StringComparer.Ordinal) >= 0;

    /// <summary>Words in their one order.</summary>
    public static PolicyWords Of(string? list, IEnumerable<string> words)
        => new(list, [.. words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public bool Equals(PolicyWords? other)
        => other is not null && List == other.List && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(List, Words.Length);
}

/// <summary>A condition as it is written. Features meet constants and named lists only, so finitely many cases differ.</summary>
public abstract record PolicyCondition
{
    private PolicyCondition()
    {
    }

    /// <summary>All of them hold.</summary>
    public sealed record All(ImmutableArray<PolicyCondition> Parts) : PolicyCondition;

    /// <summary>One of them holds.</summary>
    public sealed record Any(ImmutableArray<PolicyCondition> Parts) : PolicyCondition;

    /// <summary>It does not hold.</summary>
    public sealed record Not(PolicyCondition Part) : PolicyCondition;

    /// <summary>A flag is set.</summary>
    public sealed record Flag(PolicyFeature Feature) : PolicyCondition;

    /// <summary>A number compared with a constant.</summary>
    public sealed record Compare(PolicyFeature Feature, PolicyComparison How, long Value) : PolicyCondition;

    /// <summary>A number between two constants, both included.</summary>
    public sealed record Between(PolicyFeature Feature, long Low, long High) : PolicyCondition;

    /// <summary>A word, or one of several codes, is among the words. <paramref name="Negated"/> for <c>not in</c>.</summary>
    public sealed record Member(PolicyFeature Feature, PolicyWords Words, bool Negated) : PolicyCondition;

    /// <summary>A value is missing; <paramref name="Negated"/> for <c>is not missing</c>. Never unknown itself.</summary>
    public sealed record Missing(PolicyFeature Feature, bool Negated) : PolicyCondition;

    /// <summary>The features that the condition asks for, each once, by index.</summary>
    public IEnumerable<PolicyFeature> Features() => Walk().Distinct().OrderBy(feature => feature.Index);

    private IEnumerable<PolicyFeature> Walk() => this switch
    {
        All one => one.Parts.SelectMany(part => part.Walk()),
        Any one => one.Parts.SelectMany(part => part.Walk()),
        Not one => one.Part.Walk(),
        Flag one => [one.Feature],
        Compare one => [one.Feature],
        Between one => [one.Feature],
        Member one => [one.Feature],
        Missing one => [one.Feature],
        _ => throw new InvalidOperationException($"Unknown condition {GetType()}."),
    };
}

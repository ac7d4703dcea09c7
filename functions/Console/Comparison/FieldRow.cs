using System.Collections.Immutable;

namespace Compliance.Functions.Console.Comparison;

/// <summary>How two values of one field stand to each other. Missing is never conflict.</summary>
public enum FieldState
{
    /// <summary>The same.</summary>
    Same,

    /// <summary>Alike, or compatible as far as it is known.</summary>
    Close,

    /// <summary>Both are stated and they differ.</summary>
    Conflict,

    /// <summary>One side, or neither, states it.</summary>
    Missing,

    /// <summary>Both are stated and say nothing of each other.</summary>
    NotComparable,
}

/// <summary>A value as written, and what the page adds to it: the kind of a name, its romanisation.</summary>
/// <param name="Text">The value, unchanged.</param>
/// <param name="Note">What is added; null where nothing is.</param>
public sealed record FieldValue(string Text, string? Note = null)
{
    /// <summary>A name in Latin letters where it is written in others; null otherwise.</summary>
    public string? Romanised { get; init; }

    public static implicit operator FieldValue(string text) => new(text);
}

/// <summary>One field side by side.</summary>
/// <param name="Label">The field.</param>
/// <param name="Ours">The subject's values as submitted.</param>
/// <param name="Listed">The listed party's values as published.</param>
/// <param name="State">How they stand.</param>
/// <param name="Note">How, in words.</param>
public sealed record FieldRow(string Label, ImmutableArray<FieldValue> Ours, ImmutableArray<FieldValue> Listed, FieldState State,
    string Note)
{
    /// <summary>Letters of the two names that were compared; null for other fields.</summary>
    public CharacterDifference? Difference { get; init; }
}

using System.Collections.Immutable;

namespace Compliance.Functions.ReviewConsole.Comparison;

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

/// <summary>One field side by side.</summary>
/// <param name="Label">The field.</param>
/// <param name="Ours">The subject's values as submitted.</param>
/// <param name="Listed">The listed party's values as published.</param>
/// <param name="State">How they stand.</param>
/// <param name="Note">How, in words.</param>
public sealed record FieldRow(string Label, ImmutableArray<string> Ours, ImmutableArray<string> Listed, FieldState State, string Note)
{
    /// <summary>Letters of the two names that were compared; null for other fields.</summary>
    public CharacterDifference? Difference { get; init; }
}

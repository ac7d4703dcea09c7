using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies.Proofs;

/// <summary>A part of the values of one feature that no condition divides, or the missing value.</summary>
/// <param name="Code">A coded value of the cell.</param>
/// <param name="Low">The least number in it; the code for words.</param>
/// <param name="High">The greatest number in it; the code for words.</param>
/// <param name="Example">A value of the cell; null for the missing value.</param>
/// <param name="Text">The cell in words.</param>
public sealed record PolicyCell(long Code, long Low, long High, PolicyFact? Example, string Text);

/// <summary>A case that shows something: one cell of each feature that matters, in words.</summary>
/// <param name="Values">Feature and cell, by index of feature.</param>
public sealed record PolicyWitness(ImmutableArray<KeyValuePair<PolicyFeature, PolicyCell>> Values)
{
    /// <summary>The case in words.</summary>
    public string Text => Values.IsEmpty ? "whatever the values"
        : string.Join("; ", Values.Select(pair => $"{pair.Key.Name} {pair.Value.Text}"));

    /// <summary>The case as values, to be evaluated.</summary>
    public PolicyFacts Facts(PolicyProgram program) => new(program, Values.Where(pair => pair.Value.Example is not null)
        .Select(pair => KeyValuePair.Create(pair.Key.Index, pair.Value.Example!.Value)));

    /// <inheritdoc/>
    public bool Equals(PolicyWitness? other) => other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Length;
}

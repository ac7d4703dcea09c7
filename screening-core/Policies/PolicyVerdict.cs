using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies;

/// <summary>What a row comes to. Ordered: of several the strictest counts. No row allows: where none speaks, nothing stands against
/// it.</summary>
public enum PolicyVerdict
{
    /// <summary>No row speaks. A row cannot say this.</summary>
    None = 0,

    /// <summary>It goes on once somebody has shown who they are.</summary>
    Challenge = 1,

    /// <summary>It waits for a person.</summary>
    Review = 2,

    /// <summary>It goes on within what the parameters name.</summary>
    Restrict = 3,

    /// <summary>It does not go on.</summary>
    Block = 4,
}

/// <summary>A parameter of a consequence, such as <c>models: "x/*"</c>.</summary>
/// <param name="Name">One of <see cref="Names"/>.</param>
/// <param name="Values">Its values, as written.</param>
public sealed record PolicyParameter(string Name, ImmutableArray<string> Values)
{
    /// <summary>The parameters that a consequence may have: what is denied, what is bounded, what is required.</summary>
    public static ImmutableArray<string> Names { get; } = ["providers", "models", "modalities", "rpm", "tpm", "usd_per_day", "require"];

    /// <inheritdoc/>
    public bool Equals(PolicyParameter? other)
        => other is not null && Name == other.Name && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Values.Length);
}

/// <summary>What a row does where its condition holds.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Parameters">What a restriction restricts to; empty for other verdicts.</param>
public sealed record PolicyConsequence(PolicyVerdict Verdict, ImmutableArray<PolicyParameter> Parameters)
{
    /// <summary>True where this one asks for all that the other asks for: its verdict is as strict, and a block includes every
    /// restriction.</summary>
    public bool Includes(PolicyConsequence other) => Verdict > other.Verdict
        ? Verdict == PolicyVerdict.Block || other.Parameters.IsEmpty
        : Verdict == other.Verdict && other.Parameters.All(Parameters.Contains);

    /// <summary>The values of a parameter; none where it is not there.</summary>
    public ImmutableArray<string> Of(string name) => Parameters.FirstOrDefault(one => one.Name == name)?.Values ?? [];

    /// <inheritdoc/>
    public bool Equals(PolicyConsequence? other)
        => other is not null && Verdict == other.Verdict && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Verdict, Parameters.Length);
}

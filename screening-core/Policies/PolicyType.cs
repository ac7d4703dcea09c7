using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Policies;

/// <summary>What kind of value a feature has. A condition compares a feature with constants of its own kind only.</summary>
public enum PolicyType
{
    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>An amount in the smallest unit of one currency.</summary>
    Money,

    /// <summary>A length of time in seconds.</summary>
    Duration,

    /// <summary>A moment in seconds since 1970, UTC.</summary>
    Instant,

    /// <summary>One of the words that its declaration lists.</summary>
    Choice,

    /// <summary>A code of an open set, such as a country.</summary>
    Code,

    /// <summary>Several codes at once.</summary>
    Codes,
}

/// <summary>A feature that conditions may ask for.</summary>
/// <param name="Name">Name as conditions write it; a counter has its window in it, <c>count(refusals, 24h)</c>.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Index">Its place among the features of the policy, from 0.</param>
/// <param name="Least">The least value of a number; a smaller one counts as unknown.</param>
/// <param name="Most">The greatest value of a number; a greater one counts as unknown.</param>
/// <param name="Words">The words of a choice, in the order of their declaration; empty for other kinds.</param>
/// <param name="Unit">Currency of an amount, such as <c>USD</c>; empty for other kinds.</param>
public sealed record PolicyFeature(string Name, PolicyType Type, int Index, long Least, long Most, ImmutableArray<string> Words,
    string Unit)
{
    /// <summary>True where values have an order.</summary>
    public bool IsNumber => Type is PolicyType.Integer or PolicyType.Money or PolicyType.Duration or PolicyType.Instant;

    /// <summary>True where the values are words.</summary>
    public bool IsWord => Type is PolicyType.Choice or PolicyType.Code or PolicyType.Codes;

    /// <summary>The windows of a counter share this name; the feature's own name for all others.</summary>
    public string Family => Name.StartsWith("count(", StringComparison.Ordinal) ? Name[6..Name.IndexOf(',', StringComparison.Ordinal)]
        : Name;

    /// <inheritdoc/>
    public bool Equals(PolicyFeature? other) => other is not null && Name == other.Name && Type == other.Type && Index == other.Index
        && Least == other.Least && Most == other.Most && Unit == other.Unit && Words.AsSpan().SequenceEqual(other.Words.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, Index);
}

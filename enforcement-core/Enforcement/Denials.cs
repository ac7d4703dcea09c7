using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Enforcement;

/// <summary>What is denied. Lists in ordinal order without repetition, so equal denials are equal text.</summary>
/// <param name="Providers">Providers.</param>
/// <param name="Models">Models, each <c>provider/model</c> or <c>provider/*</c>.</param>
/// <param name="Modalities">Modalities, for example <c>image</c>.</param>
public sealed record Denials(ImmutableArray<string> Providers, ImmutableArray<string> Models, ImmutableArray<string> Modalities)
{
    /// <summary>Most entries of one list.</summary>
    public const int MaxEntries = 200;

    /// <summary>Nothing is denied.</summary>
    public static Denials None { get; } = new([], [], []);

    /// <summary>True where nothing is denied.</summary>
    public bool IsEmpty => Providers.IsEmpty && Models.IsEmpty && Modalities.IsEmpty;

    /// <summary>Denials in their one written form.</summary>
    public static Denials Of(IEnumerable<string> providers, IEnumerable<string> models, IEnumerable<string> modalities)
        => new(Sorted(providers), Sorted(models), Sorted(modalities));

    /// <summary>Both at once: whatever either denies.</summary>
    public Denials Join(Denials other) => IsEmpty ? other : other.IsEmpty ? this
        : Of(Providers.Concat(other.Providers), Models.Concat(other.Models), Modalities.Concat(other.Modalities));

    /// <inheritdoc/>
    public bool Equals(Denials? other) => other is not null && Providers.AsSpan().SequenceEqual(other.Providers.AsSpan())
        && Models.AsSpan().SequenceEqual(other.Models.AsSpan()) && Modalities.AsSpan().SequenceEqual(other.Modalities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Providers.Length, Models.Length, Modalities.Length);

    private static ImmutableArray<string> Sorted(IEnumerable<string> entries)
        => [.. entries.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

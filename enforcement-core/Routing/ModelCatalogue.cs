using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Compliance.EnforcementCore.Routing;

/// <summary>What the name of a model means.</summary>
public enum ModelKind
{
    /// <summary>Nobody knows it: it is served to nobody.</summary>
    Unknown,

    /// <summary>It names what is served.</summary>
    Model,

    /// <summary>It stands for another one, which it can change: it must be resolved before a rule can be asked.</summary>
    Alias,
}

/// <summary>A row of the catalogue.</summary>
/// <param name="Provider">Provider code, or <c>*</c> for all.</param>
/// <param name="Pattern">Name with at most a few stars, each for any letters.</param>
/// <param name="Kind">What it means.</param>
public sealed record ModelPattern(string Provider, string Pattern, ModelKind Kind);

/// <summary>Which models there are.</summary>
/// <param name="Patterns">Its rows.</param>
public sealed record ModelCatalogue(ImmutableArray<ModelPattern> Patterns)
{
    private const int MostKnown = 10_000;
    private readonly ConcurrentDictionary<(string Provider, string Model), ModelKind> _known = new();

    /// <summary>What a name means at a provider. An alias is one although it also looks like a model.</summary>
    public ModelKind KindOf(string provider, string model)
    {
        if (_known.TryGetValue((provider, model), out var known))
        {
            return known;
        }

        var kind = Find(provider, model);
        return _known.Count < MostKnown ? _known.GetOrAdd((provider, model), kind) : kind;
    }

    /// <inheritdoc/>
    public bool Equals(ModelCatalogue? other) => other is not null && Patterns.AsSpan().SequenceEqual(other.Patterns.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Patterns.Length;

    private ModelKind Find(string provider, string model)
    {
        var kind = ModelKind.Unknown;
        foreach (var row in Patterns)
        {
            if ((row.Provider == provider || row.Provider == "*") && Matches(row.Pattern, model))
            {
                kind = row.Kind > kind ? row.Kind : kind;
            }
        }

        return kind;
    }

    /// <summary>True where a name fits a pattern: a star stands for any letters, everything else for itself.</summary>
    public static bool Matches(string pattern, string name)
    {
        var (at, place, star, mark) = (0, 0, -1, 0);
        while (place < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
            {
                (star, mark) = (at++, place);
            }
            else if (at < pattern.Length && pattern[at] == name[place])
            {
                (at, place) = (at + 1, place + 1);
            }
            else if (star >= 0)
            {
                (at, place) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(at).TrimStart('*').IsEmpty;
    }
}

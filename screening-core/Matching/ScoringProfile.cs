using System.Collections.Immutable;

namespace Compliance.ScreeningCore.Matching;

/// <summary>A named, versioned table of weights and thresholds. Every number the engine uses to judge stands here.</summary>
public sealed record ScoringProfile
{
    /// <summary>Name: <c>onboarding</c> or <c>payment</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Version; changes with every number.</summary>
    public required string Version { get; init; }

    /// <summary>Score from which a comparison is a hit, 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Score from which a comparison is recorded as a near miss, 0 to 1.</summary>
    public required double NearMissThreshold { get; init; }

    /// <summary>Score from which a hit with corroboration blocks, 0 to 1.</summary>
    public required double BlockThreshold { get; init; }

    /// <summary>Weights by row name.</summary>
    public ImmutableSortedDictionary<string, double> Weights { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Name and version, as evidence records it: <c>onboarding/1</c>.</summary>
    public string Id => $"{Name}/{Version}";

    /// <summary>All profiles of this engine.</summary>
    public static ImmutableArray<ScoringProfile> All { get; } =
    [
        new() { Name = "onboarding", Version = "0", Threshold = 0.7, NearMissThreshold = 0.5, BlockThreshold = 0.9 },
        new() { Name = "payment", Version = "0", Threshold = 0.8, NearMissThreshold = 0.6, BlockThreshold = 0.9 },
    ];

    /// <summary>The profile of a name.</summary>
    /// <exception cref="ArgumentException">No profile has the name.</exception>
    public static ScoringProfile Named(string name) => All.FirstOrDefault(profile => profile.Name == name)
        ?? throw new ArgumentException($"'{name}' is not a scoring profile; there are {string.Join(", ", All.Select(profile => profile.Name))}.", nameof(name));
}

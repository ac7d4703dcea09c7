using System.Collections.Immutable;
using System.Globalization;

namespace Compliance.ScreeningCore.Matching;

/// <summary>A named, versioned table of weights and thresholds (<c>ScoringProfiles.tsv</c>). Every number the engine judges by stands
/// there.</summary>
public sealed record ScoringProfile
{
    /// <summary>Name: <c>onboarding</c> (recall) or <c>payment</c> (precision).</summary>
    public required string Name { get; init; }

    /// <summary>Version; changes with every number.</summary>
    public required string Version { get; init; }

    /// <summary>Score from which a comparison is a hit, 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Score from which a comparison is recorded as a near miss, 0 to 1.</summary>
    public required double NearMissThreshold { get; init; }

    /// <summary>Score from which a hit with corroboration blocks, 0 to 1.</summary>
    public required double BlockThreshold { get; init; }

    /// <summary>Log-odds by row.</summary>
    public ImmutableSortedDictionary<string, double> Weights { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Name and version, as evidence records it: <c>onboarding/1</c>.</summary>
    public string Id => $"{Name}/{Version}";

    /// <summary>All profiles of this engine.</summary>
    public static ImmutableArray<ScoringProfile> All { get; } = ReadAll();

    /// <summary>The profile of a name.</summary>
    /// <exception cref="ArgumentException">No profile has the name.</exception>
    public static ScoringProfile Named(string name) => All.FirstOrDefault(profile => profile.Name == name)
        ?? throw new ArgumentException(
        $"'{name}' is not a scoring profile; there are {string.Join(", ", All.Select(profile => profile.Name))}.", nameof(name));

    /// <summary>The log-odds of a row.</summary>
    /// <exception cref="ArgumentException">The profile has no such row.</exception>
    public double WeightOf(string row) => Weights.TryGetValue(row, out var weight)
        ? weight
        : throw new ArgumentException($"Profile {Id} has no row '{row}'.", nameof(row));

    private static ImmutableArray<ScoringProfile> ReadAll()
    {
        using var stream = typeof(ScoringProfile).Assembly.GetManifestResourceStream("Matching/ScoringProfiles.tsv")
            ?? throw new InvalidOperationException("Matching/ScoringProfiles.tsv is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = lines.Last(line => line.StartsWith('#'))[1..].Split('\t')[1..];
        var rows = lines.Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).ToDictionary(row => row[0].Trim());
        return [.. names.Select((name, column) => Make(name.Trim(), column + 1, rows))];
    }

    private static ScoringProfile Make(string name, int column, Dictionary<string, string[]> rows)
    {
        double Number(string row) => double.Parse(rows[row][column], CultureInfo.InvariantCulture);
        return new ScoringProfile
        {
            Name = name,
            Version = rows["version"][column].Trim(),
            Threshold = Number("threshold"),
            NearMissThreshold = Number("threshold.nearMiss"),
            BlockThreshold = Number("threshold.block"),
            Weights = rows.Keys.Where(row => row != "version" && !row.StartsWith("threshold", StringComparison.Ordinal))
                .ToImmutableSortedDictionary(row => row, Number, StringComparer.Ordinal),
        };
    }
}

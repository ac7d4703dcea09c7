namespace Compliance.EnforcementCore.Signals.Features;

/// <summary>How long a window is, and in which buckets it is counted. A window ends with the bucket of the moment it is asked for, so it
/// is the same for everyone who asks within that bucket.</summary>
/// <param name="Name">Its name, for example <c>24h</c>.</param>
/// <param name="Grain">The buckets it is made of.</param>
/// <param name="Buckets">How many of them.</param>
public sealed record FeatureWindow(string Name, FeatureGrain Grain, int Buckets)
{
    /// <summary>One minute to ninety days.</summary>
    public static IReadOnlyList<FeatureWindow> All { get; } =
    [
        new("1m", FeatureGrain.Minute, 1), new("5m", FeatureGrain.Minute, 5), new("15m", FeatureGrain.Minute, 15),
        new("1h", FeatureGrain.Minute, 60), new("6h", FeatureGrain.Hour, 6), new("24h", FeatureGrain.Hour, 24),
        new("7d", FeatureGrain.Hour, 168), new("30d", FeatureGrain.Day, 30), new("90d", FeatureGrain.Day, 90),
    ];

    /// <summary>The window by which different values are counted.</summary>
    public FeatureWindow OfDistinct => Grain switch
    {
        FeatureGrain.Minute => this with { Grain = FeatureGrain.Hour, Buckets = 1 },
        FeatureGrain.Hour when Buckets > 24 => this with { Grain = FeatureGrain.Day, Buckets = Buckets / 24 },
        _ => this,
    };

    /// <summary>The window of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FeatureWindow Of(string name) => All.FirstOrDefault(window => window.Name == name)
        ?? throw new ArgumentException($"There is no window {name}; there are {string.Join(", ", All.Select(window => window.Name))}.");
}

/// <summary>How wide a bucket is.</summary>
public enum FeatureGrain
{
    /// <summary>A minute; kept for two hours.</summary>
    Minute,

    /// <summary>An hour; kept for eight days.</summary>
    Hour,

    /// <summary>A day of UTC; kept for 92 days.</summary>
    Day,
}

/// <summary>Widths and lives of buckets.</summary>
public static class FeatureGrains
{
    private static readonly long[] Widths = [TimeSpan.TicksPerMinute, TimeSpan.TicksPerHour, TimeSpan.TicksPerDay];
    private static readonly int[] Lives = [120, 192, 92];

    /// <summary>Every grain.</summary>
    public static IReadOnlyList<FeatureGrain> All { get; } = Enum.GetValues<FeatureGrain>();

    /// <summary>The bucket of a moment.</summary>
    public static long BucketOf(FeatureGrain grain, DateTimeOffset at) => at.UtcTicks / Widths[(int)grain];

    /// <summary>How many buckets back are kept, counted from the latest moment that was ever seen.</summary>
    public static int LifeOf(FeatureGrain grain) => Lives[(int)grain];
}

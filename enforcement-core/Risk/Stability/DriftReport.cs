using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Compliance.EnforcementCore.Risk.Stability;

/// <summary>What was found when the inputs and bands of the model in force were compared with those of before.</summary>
/// <param name="At">When it was looked.</param>
/// <param name="Model">SHA-256 of the model: both sides are scored by it.</param>
/// <param name="BeforeFrom">Where the time of before begins.</param>
/// <param name="NowFrom">Where it ends, and the time of now begins.</param>
/// <param name="Read">Subjects that were read.</param>
/// <param name="Unread">Those of them that could not be read.</param>
/// <param name="Lines">A line a column, the furthest moved first.</param>
public sealed record DriftReport(DateTimeOffset At, string Model, DateTimeOffset BeforeFrom, DateTimeOffset NowFrom, int Read, int Unread,
    ImmutableArray<StabilityLine> Lines)
{
    /// <summary>In how many looks of a hundred chance alone may move any column.</summary>
    public const double Chance = 0.01;

    /// <summary>How long now is.</summary>
    public static TimeSpan NowLasts { get; } = TimeSpan.FromDays(7);

    /// <summary>How long before is.</summary>
    public static TimeSpan BeforeLasts { get; } = TimeSpan.FromDays(28);

    /// <summary>Columns that have moved.</summary>
    [JsonIgnore]
    public IEnumerable<StabilityLine> Moved => Lines.Where(line => line.IsMoved);

    /// <summary>True where no column has cases enough to say anything.</summary>
    [JsonIgnore]
    public bool IsTooLittle => !Lines.Any(line => line.IsEnough);
}

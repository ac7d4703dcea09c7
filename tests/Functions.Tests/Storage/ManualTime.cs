namespace Compliance.Functions.Tests.Storage;

/// <summary>A clock that stands until it is moved.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;
    private long steady;

    public override DateTimeOffset GetUtcNow() => now;

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan step)
    {
        now += step;
        steady += step.Ticks;
    }

    /// <summary>Somebody sets the clock: no time passes.</summary>
    public void Set(TimeSpan by) => now += by;

    public override long GetTimestamp() => steady;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Operations;

/// <summary>A step of the clock: it was set forward or back.</summary>
/// <param name="At">When it was noticed, by the clock after the step.</param>
/// <param name="Expected">What the clock should have shown.</param>
public sealed record ClockStep(DateTimeOffset At, DateTimeOffset Expected)
{
    /// <summary>How far it was set; negative where back.</summary>
    public TimeSpan By => At - Expected;
}

/// <summary>What is remembered of the clock.</summary>
/// <param name="SeenAt">When it was looked at last.</param>
/// <param name="Step">The last step; null where there was none.</param>
internal sealed record ClockRow(DateTimeOffset SeenAt, ClockStep? Step);

/// <summary>JSON of the rows.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClockRow))]
internal sealed partial class ClockJson : JsonSerializerContext;

/// <summary>
/// Watches the clock: within a process against the one that only goes forward, across starts against what was seen last. A step is
/// recorded in the log and shown; it stops the purge, for a clock that is wrong would erase what must be kept.
/// </summary>
internal sealed class ClockWatch(IRecordStore records, AuditIntake intake, TimeProvider time)
{
    public const string Table = "clock";
    private const string Partition = "seen";
    private const string LastRow = "last";
    private const string DayPrefix = "d-";

    /// <summary>Longest deviation that is none.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>Longest stop of the service that is not taken for a step.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromDays(31);

    /// <summary>How long a step stops the purge.</summary>
    private static readonly TimeSpan StopsPurgeFor = TimeSpan.FromDays(7);

    /// <summary>Different days, of the last thirty, on which the service must have run before it purges.</summary>
    private const int DaysBeforePurge = 3;

    private (DateTimeOffset Wall, long Steady)? _last;
    private ClockStep? _step;

    /// <summary>The last step that this process knows; null where there was none.</summary>
    public ClockStep? LastStep => _step;

    /// <summary>Looks at the clock; the step that was noticed now, null where there was none.</summary>
    public async Task<ClockStep?> LookAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var stored = await ReadAsync(cancellation);
        var expected = _last is { } last ? last.Wall + time.GetElapsedTime(last.Steady)
            : stored is null ? now
            : now < stored.SeenAt ? stored.SeenAt
            : now - stored.SeenAt > LongestStop ? stored.SeenAt
            : now;
        var step = (now - expected).Duration() > Tolerance ? new ClockStep(now, expected) : null;
        _last = (now, time.GetTimestamp());
        _step = step ?? stored?.Step;
        if (step is not null)
        {
            await intake.RecordAsync("system", RecordActs.ClockStepped,
                string.Create(CultureInfo.InvariantCulture,
                    $"{(step.By > TimeSpan.Zero ? "ahead" : "back")}-{step.By.Duration().TotalSeconds:0}s"),
                cancellation);
        }

        var json = JsonSerializer.Serialize(new ClockRow(now, _step), ClockJson.Default.ClockRow);
        await records.CommitAsync(Table, Partition,
            [new RecordOperation.Put(LastRow, json), new RecordOperation.Put(DayOf(now), "{}")], cancellation);
        return step;
    }

    /// <summary>Why nothing may be purged now; null where the clock gives no reason.</summary>
    public async Task<string?> WhyNoPurgeAsync(CancellationToken cancellation)
    {
        await LookAsync(cancellation);
        var now = time.GetUtcNow();
        if (_step is { } step && (now - step.At).Duration() < StopsPurgeFor)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"the clock was set by {step.By.TotalHours:0.0} hours at {step.At:yyyy-MM-dd HH:mm} UTC; seven quiet days must pass.");
        }

        var days = 0;
        await foreach (var _ in records.ReadAllAsync(new RecordQuery(Table, Partition)
        { From = DayOf(now.AddDays(-30)), Before = DayOf(now.AddDays(1)) }, cancellation))
        {
            days++;
        }

        return days >= DaysBeforePurge ? null
            : $"the service ran on {days} of the last thirty days; it purges from the {DaysBeforePurge}rd day on.";
    }

    private async Task<ClockRow?> ReadAsync(CancellationToken cancellation)
        => await records.FindAsync(Table, Partition, LastRow, cancellation) is { } row
            ? JsonSerializer.Deserialize(row.Json, ClockJson.Default.ClockRow) : null;

    private static string DayOf(DateTimeOffset moment) => DayPrefix + moment.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

/// <summary>Looks at the clock every minute. Runs in every mode that serves.</summary>
internal sealed class ClockLoop(ClockWatch clock, TimeProvider time, ILogger<ClockLoop> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await clock.LookAsync(stoppingToken) is { } step)
                {
                    log.LogError("The clock was set by {Seconds} seconds.", Math.Round(step.By.TotalSeconds));
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(error, "What the clock shows could not be written down.");
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}

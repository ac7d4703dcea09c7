using Compliance.ScreeningCore.Screening;

namespace Compliance.ScreeningCore.Alerts;

/// <summary>How an alert stands against its deadline.</summary>
public enum ClockState
{
    /// <summary>There is time.</summary>
    OnTrack,

    /// <summary>It is due today.</summary>
    AtRisk,

    /// <summary>It is late.</summary>
    Breached,

    /// <summary>The clock stands: information is awaited.</summary>
    Paused,

    /// <summary>The work is done.</summary>
    Done,
}

/// <summary>The deadline of an alert in business days, and how it stands.</summary>
public static class AlertClock
{
    /// <summary>The moment after which the alert is late: the end (in UTC) of the last business day allowed, moved on by the days the clock
    /// stood still.</summary>
    public static DateTimeOffset DueAt(Alert alert, ReviewPolicy policy)
    {
        var days = alert.Decision == Decision.Block ? policy.BlockDueBusinessDays : policy.ReviewDueBusinessDays;
        var due = policy.Calendar.Add(DateOnly.FromDateTime(alert.DueFrom.UtcDateTime), days + alert.PausedBusinessDays);
        return new DateTimeOffset(due.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
    }

    /// <summary>How the alert stands at a moment.</summary>
    public static ClockState StateAt(Alert alert, DateTimeOffset now, ReviewPolicy policy) => alert.IsDecided ? ClockState.Done
        : alert.WaitingSince is not null ? ClockState.Paused
        : StateAt(DueAt(alert, policy), now);

    /// <summary>How open work with this deadline stands at a moment.</summary>
    public static ClockState StateAt(DateTimeOffset dueAt, DateTimeOffset now) => now >= dueAt ? ClockState.Breached
        : now >= dueAt.AddDays(-1) ? ClockState.AtRisk
        : ClockState.OnTrack;
}

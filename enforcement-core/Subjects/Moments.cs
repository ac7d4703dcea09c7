using System.Globalization;

namespace Compliance.EnforcementCore.Subjects;

/// <summary>Which moments a sender may state: later ones are a broken clock, earlier ones a broken field.</summary>
public static class Moments
{
    /// <summary>The earliest moment.</summary>
    public static DateTimeOffset Earliest { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How far a sender's clock may be ahead.</summary>
    public static TimeSpan Ahead { get; } = TimeSpan.FromMinutes(5);

    /// <summary>What stands against a moment; null where nothing does.</summary>
    public static string? Problem(DateTimeOffset at, DateTimeOffset now) => at < Earliest
        ? "The moment lies before 2020."
        : at > now + Ahead
            ? string.Create(CultureInfo.InvariantCulture, $"The moment lies more than {Ahead.TotalMinutes} minutes ahead of this clock.")
            : null;
}

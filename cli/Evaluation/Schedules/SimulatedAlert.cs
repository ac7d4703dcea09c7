using System.Collections.Immutable;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Cli.Evaluation.Schedules;

/// <summary>What a store with compare-and-set holds of one alert.</summary>
internal sealed class SimulatedAlert
{
    /// <summary>The events in order.</summary>
    public List<AlertEvent> Events { get; } = [];

    /// <summary>Their fold; null before the first.</summary>
    public Alert? Alert { get; private set; }

    /// <summary>Appends where nothing came since the version that was read; false otherwise.</summary>
    public bool TryAppend(int readVersion, ImmutableArray<AlertEvent> events)
    {
        if (Events.Count != readVersion)
        {
            return false;
        }

        Events.AddRange(events);
        Alert = events.Aggregate(Alert, ScreeningCore.Alerts.Alert.Apply);
        return true;
    }
}

/// <summary>What was found wrong with a schedule; all zero where nothing was.</summary>
internal sealed class ScheduleFaults
{
    public int DoubleDecisions { get; set; }

    public int SelfApprovals { get; set; }

    public int LostHits { get; set; }

    public int StuckStates { get; set; }

    public int HalfBulks { get; set; }

    /// <summary>What two people decided, or what blocked, lifted or opened again by fewer than two.</summary>
    public int WaysAround { get; set; }

    /// <summary>Blocks and confirmed matches that the alert no longer holds although nobody lifted them.</summary>
    public int LostBlocks { get; set; }

    /// <summary>The first fault in words; null where there is none.</summary>
    public string? First { get; private set; }

    public int Total => DoubleDecisions + SelfApprovals + LostHits + StuckStates + HalfBulks + WaysAround + LostBlocks;

    /// <summary>Remembers what was wrong first.</summary>
    public void Say(string text) => First ??= text;
}

using Compliance.EnforcementCore.Signals.Events;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;

namespace Compliance.EnforcementCore.Signals.Detectors;

/// <summary>What a detector sees: one event, and the counters of one subject after it.</summary>
/// <param name="Subject">The subject whose counters these are.</param>
/// <param name="Event">The event.</param>
/// <param name="Counters">The counters.</param>
public sealed record DetectorInput(SubjectRef Subject, PlatformEvent Event, FeatureCounters Counters)
{
    /// <summary>The sum of a window that ends with the event.</summary>
    public long Sum(string feature, string window) => Counters.Sum(feature, window, Event.Time);

    /// <summary>The distinct count of a window that ends with the event.</summary>
    public long Distinct(string feature, string window) => Counters.Distinct(feature, window, Event.Time);
}

/// <summary>Observes one thing. Small, pure, versioned: what it observes changes only together with its version.</summary>
public interface IDetector
{
    /// <summary>What it observes, with its version.</summary>
    string Type { get; }

    /// <summary>What it observes and why, in words.</summary>
    string Meaning { get; }

    /// <summary>Looks at an event; null where there is nothing to observe.</summary>
    Signal? Look(DetectorInput input);
}

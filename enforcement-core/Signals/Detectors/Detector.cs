namespace Compliance.EnforcementCore.Signals.Detectors;

/// <summary>What a detector says of its observation, beside the number.</summary>
/// <param name="Group">Its dependence group.</param>
/// <param name="Ground">The ground for an action that it points to.</param>
/// <param name="WeightMilli">Its weight, in thousandths of a log-odds unit; proposed, to be fitted.</param>
/// <param name="HalfLifeHours">Its half-life.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="CertaintyPercent">0 to 100.</param>
public sealed record DetectorGrade(string Group, string Ground, int WeightMilli, int HalfLifeHours, int Severity, int CertaintyPercent);

/// <summary>A detector made of a look at the counters: it observes where the look gives a number.</summary>
/// <param name="type">What it observes, with its version.</param>
/// <param name="meaning">What and why, in words.</param>
/// <param name="grade">How much that says.</param>
/// <param name="look">The number observed; null where there is nothing.</param>
/// <param name="each">True where each event is an observation of its own; else what lasts is one a day.</param>
internal sealed class Detector(string type, string meaning, DetectorGrade grade, Func<DetectorInput, long?> look, bool each = false)
    : IDetector
{
    /// <inheritdoc/>
    public string Type => type;

    /// <inheritdoc/>
    public string Meaning => meaning;

    /// <inheritdoc/>
    public Signal? Look(DetectorInput input) => look(input) is { } value
        ? new Signal(Signal.IdOf(input.Subject, type, each ? input.Event.Key : Signal.DayOf(input.Event.Time)), input.Subject, type,
            grade.Group, value, grade.WeightMilli, grade.HalfLifeHours, input.Event.Time, type, grade.Severity, grade.CertaintyPercent)
        { Ground = grade.Ground, Text = meaning }
        : null;
}

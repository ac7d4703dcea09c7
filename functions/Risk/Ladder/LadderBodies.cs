using System.ComponentModel;
using Compliance.EnforcementCore.Enforcement;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Functions.Risk;

/// <summary>What the ladder does by itself.</summary>
public sealed record LadderStateAnswer(
    [property: Description("off, shadow or acting. In the shadow it counts what it would take.")] string Mode,
    [property: Description("How many changes there were; a command may say which it has seen.")] int Version,
    LadderChangeAnswer? Last, [property: Description("Who asked that it acts; null where nobody waits for another person.")]
    LadderChangeAnswer? Asked, [property: Description("What opened the breaker; null where it did not since the ladder last acted.")]
    LadderTripAnswer? Tripped, LadderTrafficAnswer Acted,
    [property: Description("What it would have taken while it was in the shadow; once for each new evidence.")]
    LadderTrafficAnswer InShadow, [property: Description("From when the breaker has room for an action; null where it has now. Until then "
        + "nobody can agree that it acts.")]
        DateTimeOffset? RoomFrom, [property: Description("Subjects whose action waits for its drawn time.")] int Held,
    LadderRowAnswer[] Rows)
{
    /// <summary>From the state.</summary>
    internal static LadderStateAnswer Of(LadderControl state, LadderTraffic acted, LadderTraffic shadow, DateTimeOffset? roomFrom,
        int held, DateTimeOffset now)
        => new(
        WireNames.Of(state.Mode), state.Count, Change(state.Last), Change(state.AskedAt(now)),
        state.Tripped is { } open ? new LadderTripAnswer(open.At, open.Trip.Limit, open.Trip.Count, open.Trip.Bound, open.Trip.Active)
            : null,
        Traffic(acted, now), Traffic(shadow, now), roomFrom, held,
        [.. LadderTable.Rows.Select(row => new LadderRowAnswer(row.Harm is { } harm ? WireNames.Of(harm) : null, row.LeastBand,
            row.LeastSeverity, row.LeastPoints, (int)row.Rung, WireNames.Of(row.Rung), (int?)row.Longest?.TotalDays,
            WireNames.Of(row.Notice), LadderTable.PeopleOf(row, LadderPolicy.Current)))]);

    private static LadderChangeAnswer? Change(LadderEvent? one) => one switch
    {
        LadderAsked asked => new LadderChangeAnswer(asked.By.Value, asked.At, asked.Text),
        LadderSet set => new LadderChangeAnswer(set.By.Value, set.At, set.Text),
        LadderTripped tripped => new LadderChangeAnswer(tripped.By.Value, tripped.At, null),
        _ => null,
    };

    private static LadderTrafficAnswer Traffic(LadderTraffic one, DateTimeOffset now)
    {
        var (hour, day) = (one.Since(now, TimeSpan.FromHours(1)), one.Since(now, TimeSpan.FromDays(1)));
        return new LadderTrafficAnswer(hour.Actions, hour.Subjects, day.Actions, day.Subjects,
            [.. one.Days.Select(part => new LadderDayAnswer(DateOnly.FromDateTime(part.At.UtcDateTime), part.Actions, part.Subjects))]);
    }
}

public sealed record LadderChangeAnswer(string By, DateTimeOffset At, string? Text);

public sealed record LadderTripAnswer(DateTimeOffset At,
    [property: Description("actions_hour, subjects_hour or subjects_day; counts_lost where they were changed by another hand.")]
    string Limit, int Count, int Bound, [property: Description("How many subjects there are.")] int Subjects);

public sealed record LadderTrafficAnswer(int ActionsHour, int SubjectsHour, int ActionsDay, int SubjectsDay, LadderDayAnswer[] Days);

public sealed record LadderDayAnswer(DateOnly Day, int Actions, int Subjects);

/// <summary>A row of the ladder.</summary>
public sealed record LadderRowAnswer(string? Harm, int LeastBand, int LeastSeverity, int LeastPoints, int Rung, string Measure,
    int? LongestDays, string Notice, [property: Description("0 where the ladder takes it by itself when it acts.")] int People);

/// <summary>A command on what the ladder does by itself.</summary>
internal sealed record LadderBody
{
    [Description("For stop: shadow (as before two people let it act) or off.")]
    public string? Mode { get; init; }

    [Description("Why, in words; for ask and stop.")]
    public string? Text { get; init; }

    [Description("The version that was read; absent to take whatever is there.")]
    public int? Seen { get; init; }
}

/// <summary>Whom the ladder would touch now.</summary>
public sealed record PreviewAnswer(string Model, [property: Description("The model compared with; the same where none was named.")]
    string Other, [property: Description("Subjects that were looked at.")] int Subjects,
    [property: Description("False where there are more.")] bool Complete,
    [property: Description("Subjects by their worst band, 0 to 4, by the model in force.")] int[] Bands,
    [property: Description("The same by the other model.")] int[] OtherBands, int Touched, int OtherTouched,
    [property: Description("By the other model.")] Dictionary<string, int> ByMeasure,
    [property: Description("Up to 50: whom it would touch; of two models, where they differ.")] PreviewedSubject[] Shown);

public sealed record PreviewedSubject(string Subject, int Band, int OtherBand, string? Measure, string? OtherMeasure);

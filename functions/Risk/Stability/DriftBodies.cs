using System.ComponentModel;
using Compliance.EnforcementCore.Risk.Stability;

namespace Compliance.Functions.Risk;

/// <summary>Drift of the score's model.</summary>
public sealed record DriftAnswer([property: Description("The last look; null where nobody looked yet.")] DriftReportAnswer? Report,
    [property: Description("Alarms that stand: each was raised once, as a lead and in the log.")] DriftAlarmAnswer[] Alarms)
{
    internal static DriftAnswer Of(DriftReport? report, DriftAlarms alarms) => new(report is null ? null : DriftReportAnswer.Of(report),
        [.. alarms.Open.Select(one => new DriftAlarmAnswer(one.Key, one.Value.At, one.Value.Model))]);
}

/// <summary>A column whose drift stands.</summary>
public sealed record DriftAlarmAnswer(string Column, DateTimeOffset RaisedAt, string Model);

/// <summary>A look: a sample of subjects, scored by the model in force as of a moment of before and as of one of now.</summary>
public sealed record DriftReportAnswer(DateTimeOffset At, [property: Description("SHA-256 of the model.")] string Model,
    DateTimeOffset BeforeFrom, [property: Description("Where before ends and now begins.")] DateTimeOffset NowFrom, int Read, int Unread,
    [property: Description("True where no column has 200 cases on each side.")] bool TooLittle,
    [property: Description("The least index that is an alarm, however many cases there are.")] double LeastIndex, DriftLineAnswer[] Lines)
{
    internal static DriftReportAnswer Of(DriftReport report) => new(report.At, report.Model, report.BeforeFrom, report.NowFrom, report.Read,
        report.Unread, report.IsTooLittle, StabilityIndex.Least, [.. report.Lines.Select(DriftLineAnswer.Of)]);
}

/// <summary>A column: what the model is fed with, or a band.</summary>
public sealed record DriftLineAnswer(string Column, [property: Description("stable, moved or too_little.")] string State,
    [property: Description("Population stability index.")] double Index,
    [property: Description("What chance alone stays below, 99 looks of 100 over all columns.")] double Bound,
    double BeforeCases, double AfterCases, DriftBinAnswer[] Bins)
{
    internal static DriftLineAnswer Of(StabilityLine line) => new(line.Column, StateOf(line), line.Index, line.Bound, line.BeforeCases,
        line.AfterCases, [.. line.Bins.Select(bin => new DriftBinAnswer(bin.Label, bin.Before, bin.After))]);

    internal static string StateOf(StabilityLine line) => !line.IsEnough ? "too_little" : line.IsMoved ? "moved" : "stable";
}

/// <summary>A bin with the share of each side in it, 0 to 1.</summary>
public sealed record DriftBinAnswer(string Label, double Before, double After);

using System.Collections.Immutable;
using Compliance.Cli.Evaluation.Variations;
using Compliance.Cli.Fitting;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Cli.Evaluation.Validation;

/// <summary>One file of pairs under one profile.</summary>
internal sealed record PairFinding(string Data, string Profile, PairSummary Summary, Interval F1, Interval Accuracy);

/// <summary>Alerts on people who stand on no list.</summary>
internal sealed record AlertFinding(string Data, string Fields, string Profile, int People, double Per1000, Interval Interval,
    LatencyMicros Latency);

/// <summary>Listed people with disturbed names.</summary>
internal sealed record QueryFinding(string Profile, int Queries, int Top1, int Top5, int AboveThreshold, LatencyMicros Latency,
    double ScreensPerSecond);

/// <summary>Words of one script against their Latin forms, and against the Latin forms of other words.</summary>
internal sealed record TransliterationFinding(string Script, int Words, double Reached, double StrangersReached, double First,
    double FirstFive);

/// <summary>Another engine's alerts on a sample of people who stand on no list, by name alone.</summary>
internal sealed record BaselineAlerts(string Engine, double Threshold, int People, double Per1000);

/// <summary>Everything a validation measured. It holds no name and no row of the data.</summary>
internal sealed record ValidationFindings
{
    public required string Engine { get; init; }

    public required string Machine { get; init; }

    public required DateTimeOffset At { get; init; }

    public required ImmutableArray<(string Code, string Published, int Parties, int Names)> Lists { get; init; }

    public required ImmutableArray<string> Profiles { get; init; }

    public required FitSettings FitSettings { get; init; }

    public required FitData FitData { get; init; }

    public required FitRun Fit { get; init; }

    public required Interval FitF1 { get; init; }

    public required ImmutableArray<SweepRow> Sweep { get; init; }

    public required ImmutableArray<CalibrationBin> Calibration { get; init; }

    public required double CalibrationError { get; init; }

    public required ImmutableArray<PairFinding> Pairs { get; init; }

    public required ImmutableArray<AlertFinding> Alerts { get; init; }

    public required ImmutableArray<QueryFinding> Queries { get; init; }

    public required ImmutableArray<TransliterationFinding> Transliterations { get; init; }

    public required ImmutableArray<VariationRow> Variations { get; init; }

    public required (ulong Seed, int PerKind) VariationDraw { get; init; }

    public required ImmutableArray<RuleFinding> Rules { get; init; }

    public required double Together { get; init; }

    public required int CatalogueLimit { get; init; }

    public required SelfScreeningResult SelfScreen { get; init; }

    public required ImmutableArray<StrangerFinding> Strangers { get; init; }

    public required BeforeFigures Before { get; init; }

    /// <summary>True where every rule and all together reach their floors, and the self-screen has no fault.</summary>
    public bool ReachesFloors => Rules.All(rule => rule.Row.Passed) && Together >= VariationCatalogue.Together && SelfScreen.Faults.IsEmpty;

    public required OfacScoreSummary? Ofac { get; init; }

    public required ImmutableArray<EngineResult> Engines { get; init; }

    public required ImmutableArray<BaselineAlerts> EngineAlerts { get; init; }

    public required ImmutableArray<ErrorClass> Errors { get; init; }

    public required (double BuildMs, double ResidentMb, double PeakMb) Index { get; init; }
}

using System.Collections.Immutable;
using System.CommandLine;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate sweep</c>: what every threshold would bring, and whether scores are calibrated.</summary>
internal static class EvaluateSweepVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("sweep",
            "Score labelled pairs once and measure the answers at every threshold, with the calibration of the scores; tables and charts.");
        var options = new EvaluateOptions(command, "Labelled pairs as for evaluate pairs; .gz is read too.", needsLists: false);
        var sweep = new Option<string?>("--svg") { Description = "SVG file to write the threshold chart to." };
        var calibration = new Option<string?>("--calibration-svg") { Description = "SVG file to write the calibration chart to." };
        command.Options.Add(sweep);
        command.Options.Add(calibration);
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(console, options, parsed, parsed.GetValue(sweep), parsed.GetValue(calibration), cancellation)));
        return command;
    }

    private static int Run(CliConsole console, EvaluateOptions options, ParseResult parsed, string? sweepFile, string? calibrationFile,
        CancellationToken cancellation)
    {
        var reading = PairFile.Read(options.File(parsed), options.Limit(parsed));
        IEnumerable<IPairScorer> scorers = options.IsBaseline(parsed) ? FuzzySharpPairScorer.All
            : [new CompliancePairScorer(options.Profile(parsed))];
        var (scorer, scores) = PairEvaluation.BestOf(scorers, reading.Pairs, cancellation);
        var (rows, bins) = (ThresholdSweep.Of(scores), CalibrationCurve.Of(scores));
        Summaries.WriteRows(options.Out(parsed), rows);
        Write(sweepFile, ThresholdSweep.Svg(rows));
        Write(calibrationFile, CalibrationCurve.Svg(bins));
        MeasureTables.Show(console.Notes, $"{scorer.Name}: answers by threshold", rows);
        MeasureTables.Show(console.Notes, "calibration", bins);
        Summaries.Print(console, new Summary(scores.Length, scorer.Name, rows, bins, Math.Round(PairMeasures.CalibrationError(scores), 4)));
        return CliCommands.Done;
    }

    private static void Write(string? path, string svg)
    {
        if (path is not null)
        {
            File.WriteAllText(path, svg);
        }
    }

    /// <summary>The summary of <c>evaluate sweep</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Cases, string Engine, ImmutableArray<SweepRow> Sweep, ImmutableArray<CalibrationBin> Calibration,
        double CalibrationError);
}

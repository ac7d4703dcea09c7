using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using Compliance.Cli.Evaluation.Validation;
using Compliance.Cli.Fitting;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Matching.Fitting;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate validate</c>: runs every measurement and writes the validation document.</summary>
internal static class EvaluateValidateVerb
{
    private const int Folds = 5;
    private const int Repeats = 3;

    public static Command Create(CliConsole console)
    {
        var command = new Command("validate",
            "Run every measurement on a directory of labelled data and on all lists, and write the validation document with its charts.");
        var data = new Option<string>("--data")
        { Description = "Directory of labelled data; its files are told by the number that begins their names.", Required = true };
        var lists = new Option<string>("--lists") { Description = "Directory tree of official list files.", Required = true };
        var outFile = new Option<string>("--out")
        { Description = "Markdown file to write; the charts are written beside it.", Required = true };
        var seed = new Option<ulong>("--seed")
        { Description = "Seed of the varied names and of the intervals.", DefaultValueFactory = _ => 1 };
        var perKind = new Option<int>("--per-kind") { Description = "Varied names of each kind.", DefaultValueFactory = _ => 500 };
        var baseline = new Option<int>("--baseline-people")
        {
            Description = "Strangers that the other engines screen; each costs them a scan of all names.",
            DefaultValueFactory =
            _ => 50
        };
        var people = new Option<int>("--people")
        { Description = "Strangers that the fit learns from; as many again are kept back.", DefaultValueFactory = _ => 1500 };
        var limit = new Option<int>("--limit") { Description = "Parties of each rule of the catalogue.", DefaultValueFactory = _ => 2000 };
        var before = new Option<string?>("--before")
        {
            Description = "File with the JSON lines that another build printed for evaluate variations and evaluate negatives: its "
                + "figures stand "
                + "beside ours.",
        };
        command.Options.Add(limit);
        command.Options.Add(before);
        foreach (var option in new Option[] { data, lists, outFile, seed, perKind, baseline, people })
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            console, parsed.GetRequiredValue(data), parsed.GetRequiredValue(lists), parsed.GetRequiredValue(outFile),
            new ValidationSettings(
                parsed.GetValue(seed), parsed.GetValue(perKind), parsed.GetValue(baseline),
                new FitSettings(Folds, Repeats, 1, SignedLogisticFit.DefaultRidge, parsed.GetValue(people), ScoringProfile.All[0]
                    .Threshold), parsed.GetValue(limit),
                parsed.GetValue(before) is { } file ? BeforeFigures.Read(file) : BeforeFigures.None), cancellation)));
        return command;
    }

    private static int Run(CliConsole console, string data, string listsPath, string outFile, ValidationSettings settings,
        CancellationToken cancellation)
    {
        var found = new DevelopmentData(data);
        var findings = new ValidationRun(found, LoadedLists.From(listsPath, console, cancellation), settings, console,
            cancellation).Measure();
        var directory = Path.GetDirectoryName(Path.GetFullPath(outFile))!;
        Directory.CreateDirectory(directory);
        foreach (var (name, text) in new[]
        {
            (Path.GetFileName(outFile), ValidationDocument.Of(findings)),
            (ValidationDocument.SweepChart, ThresholdSweep.Svg(findings.Sweep)),
            (ValidationDocument.CalibrationChart, CalibrationCurve.Svg(findings.Calibration)),
        })
        {
            File.WriteAllText(Path.Combine(directory, name), text, new UTF8Encoding(false));
        }

        Summaries.Print(console, new Summary(
            findings.Engine, outFile, Math.Round(findings.Fit.Repeats.Average(one => one.F1), 4),
                findings.Fit.Repeats.Average(one => one.ConfidentErrors),
            [.. findings.Alerts.Select(alert => new AlertRate(alert.Data, alert.Fields, alert.Profile, Math.Round(alert.Per1000, 2)))],
                findings.Ofac?.Share, Math.Round(findings.Together, 4), [.. findings.Rules.Where(rule => !rule.Row.Passed)
                .Select(rule => rule.Row.Rule)], findings.SelfScreen.Faults.Length, findings.ReachesFloors));
        return findings.ReachesFloors ? CliCommands.Done : CliCommands.BelowFloor;
    }

    /// <summary>One alert rate.</summary>
    private sealed record AlertRate(string People, string Fields, string Profile, double Per1000);

    /// <summary>The summary of <c>evaluate validate</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(string Engine, string Out, double CrossValidatedF1, double ConfidentErrors,
        ImmutableArray<AlertRate> Alerts, double? OfacWithin5Points, double Together, ImmutableArray<string> RulesBelowFloor,
        int SelfScreenFaults, bool Passed);
}

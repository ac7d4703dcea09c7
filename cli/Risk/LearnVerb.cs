using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Risk;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Risk.Learning;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.Functions.Hosting.Wire;

namespace Compliance.Cli.Risk;

/// <summary><c>risk learn</c>: a learned model of what the service counts, judged on later cases, as a version of the score's model that
/// two people may publish.</summary>
internal static class LearnVerb
{
    public static Command Create(CliConsole console)
    {
        var train = new Argument<string>("TRAIN") { Description = "CSV file to learn from, as risk rows writes it." };
        var test = new Argument<string>("TEST") { Description = "CSV file of the same columns to judge on: later cases." };
        var label = new Option<string>("--label") { Description = "The column to foresee: two values.", Required = true };
        var weights = new Option<string?>("--weights")
        { Description = "A column that says how often a row of TRAIN counts: 1 divided by how likely it was to be looked at." };
        var harm = new Option<string>("--harm") { Description = "The harm it foresees, such as fraud.", Required = true };
        var ground = new Option<string>("--ground")
        { Description = "The ground that its signals name.", DefaultValueFactory = _ => "payment.failures" };
        var life = new Option<int>("--half-life")
        { Description = "Hours after which a signal weighs half.", DefaultValueFactory = _ => 168 };
        var from = new Option<string?>("--base")
        {
            Description = "The version of the score's model that it is put into, as GET /api/v1/risk/model writes it; the product's "
                + "otherwise."
        };
        var into = new Option<string>("--out")
        {
            Description = "Where the version is written, to be stored as a draft; its card stands beside it, ending in .md.",
            Required = true,
        };
        var command = new Command("learn", "Learn from what the service counts of accounts, judge on later cases, and write the version of "
            + "the score's model that holds the result as one signal. Nothing is written where it is not better than a logistic "
            + "regression, with the interval of its gain above 0; exit code 5 then.")
        { train, test, label, weights, harm, ground, life, from, into };
        command.SetAction((parsed, _) =>
        {
            var (column, path) = (parsed.GetRequiredValue(label), parsed.GetRequiredValue(train));
            var known = LabelledTable.Read(path, column, weights: parsed.GetValue(weights));
            var later = LabelledTable.Read(parsed.GetRequiredValue(test), column, known: known, weights: parsed.GetValue(weights));
            Refuse(known.Table, column);
            var (trials, learned) = (new List<TrialResult>(), (LearnedModel?)null);
            var found = RiskEvaluation.Run(known, later, column, 1, 0, trials.Add, model => learned = model, small: true);
            var plain = found.Baselines.LogisticRegression;
            var row = new RiskLearnedRow(HarmOf(parsed.GetRequiredValue(harm)), "learned", parsed.GetRequiredValue(ground),
                parsed.GetValue(life), new LearnedEvidence(found.Cases, found.PrAuc, plain.PrAuc, plain.PrAucGain.Low, plain.PrAucGain.High,
                    found.CalibrationError, $"{column} = {known.PositiveValue}"), LearnedModelCodec.Pack(learned!));
            var better = row.Measured.GainLow > 0 && row.Measured.CalibrationError <= RiskLearnedRow.MostCalibrationError;
            if (better)
            {
                var to = parsed.GetRequiredValue(into);
                File.WriteAllText(to, RiskModelCodec.Write(With(ReadModel(parsed.GetValue(from)), row)));
                File.WriteAllText(to + ".md", ModelCard.Of(learned!, known, column, trials));
            }

            Summaries.Print(console, new LearnSummary(row.Type, found.Cases, found.PrAuc, plain.PrAuc, plain.PrAucGain,
                found.CalibrationError, row.Packed.Length, better));
            return Task.FromResult(better ? CliCommands.Done : CliCommands.BelowFloor);
        });
        return command;
    }

    /// <summary><c>risk features</c>: what a learned model of the service may see.</summary>
    public static Command Features(CliConsole console)
    {
        var command = new Command("features", "Name what a learned model of the service may see of an account, one a line.");
        command.SetAction((_, _) =>
        {
            foreach (var name in LearnedFeatures.Names)
            {
                console.Out.WriteLine(name);
            }

            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    /// <summary>A model of the service sees what the service counts, and nothing of who somebody is.</summary>
    private static void Refuse(TextTable table, string label)
    {
        var others = table.Names.Where(name => name != label && !LearnedFeatures.Names.Contains(name)).ToArray();
        if (others.Length > 0)
        {
            throw new InvalidInputException("These columns are no features of the service (risk features names them): "
                + string.Join(", ", others.Select(name => ColumnProfile.IsProtected(name) ? $"{name} (a protected trait)" : name)) + ".");
        }
    }

    /// <summary>The version with the learned model in the place of an earlier one of the harm; its evidence is expected from then on, so
    /// where it is missing that is said.</summary>
    private static RiskModel With(RiskModel model, RiskLearnedRow row)
    {
        var after = model with
        {
            Learned = [.. model.LearnedRows.Where(one => one.Harm != row.Harm), row],
            Harms = [.. model.Harms.Select(one => one.Harm == row.Harm && !one.Expected.Contains(row.Group)
                ? one with { Expected = one.Expected.Add(row.Group) } : one)],
            Note = string.Create(CultureInfo.InvariantCulture,
                $"{model.Note} Learned model {row.Type}: average precision {row.Measured.PrAuc} beside {row.Measured.LogisticPrAuc}."),
        };
        var problems = RiskModelCodec.Read(RiskModelCodec.Write(after)).Problems;
        return problems.IsEmpty ? after : throw new InvalidInputException(string.Join(' ', problems));
    }

    /// <summary>A model of the score; the product's where no file is named.</summary>
    public static RiskModel ReadModel(string? path)
    {
        if (path is null)
        {
            return RiskModelCodec.Default;
        }

        var (model, problems) = RiskModelCodec.Read(File.ReadAllText(path));
        return model ?? throw new InvalidInputException($"'{path}' is no model: {string.Join(' ', problems)}");
    }

    /// <summary>The harm of a word.</summary>
    public static RiskHarm HarmOf(string word) => WireNames.TryRead<RiskHarm>(word, out var harm) ? harm
        : throw new InvalidInputException($"'{word}' is no harm; there are {WireNames.Allowed<RiskHarm>()}.");

    private sealed record LearnSummary(string Model, int Cases, double PrAuc, double LogisticPrAuc, Interval PrAucGain,
        double CalibrationError, int Characters, bool IsBetter);
}

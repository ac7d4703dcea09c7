using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation.Risk;
using Compliance.EnforcementCore.Risk.Learning;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate risk</c>: how well a model that learned from one file judges another.</summary>
internal static class EvaluateRiskVerb
{
    public static Command Create(CliConsole console)
    {
        var train = new Argument<string>("TRAIN") { Description = "CSV file to learn from; gzip-compressed where its name ends in .gz." };
        var test = new Argument<string>("TEST") { Description = "CSV file of the same columns to judge on: later cases." };
        var label = new Option<string>("--label") { Description = "The column to foresee: two values.", Required = true };
        var positive = new Option<string?>("--positive")
        { Description = "The label's value that is a positive, where it is neither 1, true nor yes." };
        var seeds = EvaluateSchedulesVerb.CountOption("--seeds", 3);
        var seed = new Option<int>("--seed") { Description = "Seed of the resamples.", DefaultValueFactory = _ => 0 };
        var lag = EvaluateSchedulesVerb.CountOption("--lag-days", 45);
        lag.Description = "After how many days a label is known, for the figure of a prior that follows matured labels.";
        var command = new Command("risk",
            "Learn a risk model from one file of labelled cases and judge it on another, beside logistic regression and plain sums with "
                + "intervals. Columns are typed by themselves; identifiers and protected traits are left out, and which is said.")
        { train, test, label, positive, seeds, seed, lag };
        command.SetAction((parsed, _) =>
        {
            var column = parsed.GetRequiredValue(label);
            var known = LabelledTable.Read(parsed.GetRequiredValue(train), column, parsed.GetValue(positive));
            var later = LabelledTable.Read(parsed.GetRequiredValue(test), column, parsed.GetValue(positive), known);
            later.SayLeftOut(console.Error, parsed.GetRequiredValue(test));
            var summary = RiskEvaluation.Run(known, later, column, parsed.GetValue(seeds), unchecked((ulong)parsed.GetValue(seed)),
                trial => console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"tried {trial.Shape}: {trial.Trees} trees, loss {trial.LogLoss:F5}, PR-AUC {trial.PrAuc:F4} on unseen blocks")),
                model => Say(console, known, model), lagDays: parsed.GetValue(lag));
            Summaries.Print(console, summary);
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    private static void Say(CliConsole console, LabelledTable known, LearnedModel model)
    {
        console.Error.WriteLine(
            $"{known.Labels.Length} rows, {known.Labels.Count(one => one)} positive, {known.Unlabelled} without a label; "
            + $"{model.Features.Length} features, {model.Members.Sum(one => one.Trees.Trees.Length)} trees");
        foreach (var use in model.LeftOut.GroupBy(pair => pair.Value).OrderBy(group => group.Key))
        {
            console.Error.WriteLine(
                $"left out, {use.Key.ToString().ToLowerInvariant()}: {string.Join(", ", use.Select(pair => pair.Key))}");
        }
    }
}

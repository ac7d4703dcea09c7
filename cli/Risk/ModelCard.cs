using System.Globalization;
using System.Text;
using Compliance.Cli.Evaluation.Risk;
using Compliance.EnforcementCore.Risk.Learning;

namespace Compliance.Cli.Risk;

/// <summary>What whoever is asked to use a model must know of it.</summary>
internal static class ModelCard
{
    public static string Of(LearnedModel model, LabelledTable known, string label, IEnumerable<TrialResult> trials)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# Model {LearnedModelCodec.HashOf(model)[..12]}");
        Line($"");
        var (rows, trees) = (known.Labels.Length, model.Members.Sum(one => one.Trees.Trees.Length));
        Line($"* Purpose: one signal among others for officers and the score. It takes no action.");
        Line($"* Weight: at most {LearnedExplanation.MaxWeightMilli} thousandths of log-odds.");
        Line($"* Label: `{label}` = `{known.PositiveValue}`.");
        Line($"* Rows: {rows}, positive {known.Labels.Count(one => one)}, without a label {known.Unlabelled}.");
        Line($"* Kind: {model.Members.Length} sets of trees ({trees} trees) and a logistic regression.");
        Line($"* Weighed and calibrated on blocks of time that they had not seen.");
        Line($"* Features ({model.Features.Length}): {string.Join(", ", model.Features.Select(feature => feature.Name))}.");
        foreach (var use in model.LeftOut.GroupBy(pair => pair.Value).OrderBy(group => group.Key))
        {
            Line($"* Not used, {use.Key.ToString().ToLowerInvariant()}: {string.Join(", ", use.Select(pair => pair.Key))}.");
        }

        Line($"* Not looked at: whether other columns stand for a protected trait. Look before it is used.");
        Line($"* Expires: when `risk drift` against the file it learned from raises an alarm, or after a year.");
        Line($"");
        Line($"| tried | trees | loss on unseen blocks | PR-AUC |");
        Line($"|---|---|---|---|");
        foreach (var trial in trials)
        {
            Line($"| {trial.Shape} | {trial.Trees} | {trial.LogLoss:F5} | {trial.PrAuc:F4} |");
        }

        return text.ToString();
    }
}

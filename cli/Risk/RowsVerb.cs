using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Evaluation.Risk;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Enforcement;
using Compliance.EnforcementCore.Risk;
using Compliance.EnforcementCore.Signals.Features;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Risk.Models;
using Compliance.Functions.Risk.Samples;

namespace Compliance.Cli.Risk;

/// <summary><c>risk rows</c>: cases to learn from, out of the store: what was known when each was decided, what came of it, and how likely
/// it was to be looked at.</summary>
internal static class RowsVerb
{
    public static Command Create(CliConsole console)
    {
        var harm = new Option<string>("--harm") { Description = "The harm, such as fraud.", Required = true };
        var into = new Option<string>("--out") { Description = "Where the CSV file is written.", Required = true };
        var command = new Command("rows", "Write cases to learn from: what the service counted when people were asked, or when a case was "
            + "drawn; label 1 where people then acted on the harm; weight 1 divided by the chance of being looked at. Cases younger than "
            + $"{OutcomeLabels.Matured.Days} days and drawn ones that nobody looked at are left out, and no person decides more than "
            + "half of the positives.")
        { harm, into };
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = LearnVerb.HarmOf(parsed.GetRequiredValue(harm));
            await using var services = StoredService.OpenToRead(console);
            var (cases, waiting) = await ReadAsync(services, asked, console.Time.GetUtcNow(), cancellation);
            var kept = OutcomeLabels.Kept([.. cases.Select(one => one.Label)]);
            await File.WriteAllLinesAsync(parsed.GetRequiredValue(into), kept.Select(place => cases[place]).Select(one => string.Join(',',
                [.. one.Sample.Values, one.Label.Positive ? "1" : "0",
                    Math.Min(1 / one.Sample.Chance, LabelledTable.MostTimes).ToString("0.###", CultureInfo.InvariantCulture)]))
                .Prepend(string.Join(',', [.. LearnedFeatures.Names, "label", "weight"])), cancellation);
            Summaries.Print(console, new RowsSummary(kept.Length, kept.Count(place => cases[place].Label.Positive), waiting,
                cases.Count - kept.Length));
            return CliCommands.Done;
        });
        return command;
    }

    private static async Task<(List<(DecisionSample Sample, OutcomeLabel Label)> Cases, int Waiting)> ReadAsync(IServiceProvider services,
        RiskHarm harm, DateTimeOffset now, CancellationToken cancellation)
    {
        var (index, streams, labels) = (services.GetRequiredService<EnforcementIndex>(), services.GetRequiredService<SubjectStreamStore>(),
            services.GetRequiredService<CaseLabels>());
        var model = (await services.GetRequiredService<RiskModels>().AtAsync(now, cancellation)).Model;
        var (cases, waiting) = (new List<(DecisionSample Sample, OutcomeLabel Label)>(), 0);
        for (var shard = 0; shard < EnforcementRows.Shards; shard++)
        {
            await foreach (var subject in index.AllAsync(shard, cancellation))
            {
                var known = subject.Kind == SubjectKind.Account
                    ? await labels.ReadAsync(await streams.PassAsync(subject, cancellation), model,
                    [harm], now, cancellation) : [];
                cases.AddRange(known.Where(one => !one.Labels.IsEmpty).Select(one => (one.Sample, one.Labels[0])));
                waiting += known.Count(one => one.Labels.IsEmpty);
            }
        }

        return ([.. cases.OrderBy(one => one.Sample.At)], waiting);
    }

    private sealed record RowsSummary(int Cases, int Positives, int Waiting, int LeftOutOfOneSource);
}

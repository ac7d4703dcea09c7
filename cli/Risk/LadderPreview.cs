using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.EnforcementCore.Subjects;
using Compliance.Functions.Enforcement;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Risk;

namespace Compliance.Cli.Risk;

/// <summary><c>risk preview</c>: whom the ladder would touch now, among everybody stored. It takes nothing.</summary>
internal static class LadderPreview
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("preview", "Score every stored subject and count what the ladder would propose; nothing is taken.");
        command.SetAction(async (_, cancellation) =>
        {
            await using var services = StoredService.Open(console);
            var (index, streams) = (services.GetRequiredService<EnforcementIndex>(), services.GetRequiredService<SubjectStreamStore>());
            var (risk, now) = (services.GetRequiredService<RiskService>(), console.Time.GetUtcNow());
            var (subjects, bands, measures) = (0, new int[5], new SortedDictionary<string, int>(StringComparer.Ordinal));
            for (var shard = 0; shard < EnforcementRows.Shards; shard++)
            {
                await foreach (var subject in index.AllAsync(shard, cancellation))
                {
                    var (scored, stream) = (await risk.AssessAsync(subject, now, cancellation),
                        await streams.FoldedAsync(subject, cancellation));
                    subjects++;
                    bands[scored.Assessment.Worst.Band]++;
                    var highest = scored.Assessment.Harms.Select(harm => RiskMapping.ProposalOf(scored, harm, stream))
                        .Where(one => one is not null).MaxBy(one => one!.Row.Rung);
                    if (highest is not null)
                    {
                        var name = WireNames.Of(highest.Row.Rung);
                        measures[name] = measures.GetValueOrDefault(name) + 1;
                    }
                }
            }

            Summaries.Print(console, new PreviewSummary(subjects, measures.Values.Sum(), bands, measures, risk.ModelHash));
            return CliCommands.Done;
        });
        return command;
    }

    /// <summary>What <c>risk preview</c> found.</summary>
    private sealed record PreviewSummary(int Subjects, int Touched, int[] ByBand, IReadOnlyDictionary<string, int> ByMeasure, string Model);
}

using System.Collections.Immutable;
using System.CommandLine;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate compare</c>: this engine, FuzzySharp and the emulation of OFAC's search on the same pairs.</summary>
internal static class EvaluateCompareVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("compare",
            "Measure this engine, FuzzySharp and the emulation of OFAC's search on the same labelled pairs in one run.");
        var file = new Argument<string>("FILE") { Description = "Labelled pairs as for evaluate pairs; .gz is read too." };
        var limit = new Option<int?>("--limit") { Description = "Use the first cases only." };
        command.Arguments.Add(file);
        command.Options.Add(limit);
        command.SetAction((parsed, cancellation) =>
        {
            var pairs = PairFile.Read(parsed.GetRequiredValue(file), parsed.GetValue(limit)).Pairs;
            var engines = EngineComparison.Run(pairs, cancellation);
            MeasureTables.Show(console.Notes, "engines on the same pairs", engines);
            Summaries.Print(console, new Summary(pairs.Count, engines));
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }

    /// <summary>The summary of <c>evaluate compare</c>; property names are the contract of its JSON.</summary>
    private sealed record Summary(int Cases, ImmutableArray<EngineResult> Engines);
}

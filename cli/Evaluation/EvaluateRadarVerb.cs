using System.CommandLine;
using System.Diagnostics;
using Compliance.Cli.Evaluation.Extraction;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate radar</c>: is extraction found from confirmed prompts, and who is alarmed about besides.</summary>
internal static class EvaluateRadarVerb
{
    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "JSON lines of source, kind (attack, app, chat, …) and text; .gz or not." };
        var seed = new Option<ulong>("--seed")
        { Description = "Which prompts are confirmed, and in what order others come.", DefaultValueFactory = _ => 1 };
        var streams = new Option<int>("--streams")
        { Description = "Instead: watch so many streams of ordinary traffic that calibration describes, and count false alarms." };
        streams.RequireAtLeast(0);
        var command = new Command("radar",
            "Make a campaign of some prompts of each family of attack and watch ordinary traffic and mixtures; the pooled test runs "
                + "beside it.")
        { file, seed, streams };
        command.SetAction((parsed, _) =>
        {
            var prompts = RadarData.Read(parsed.GetRequiredValue(file));
            if (parsed.GetValue(streams) is > 0 and var many)
            {
                Summaries.Print(console, new ManyStreams(prompts, parsed.GetValue(seed)).Run(many));
                return Task.FromResult(CliCommands.Done);
            }

            var before = Process.GetCurrentProcess().TotalProcessorTime;
            var count = RadarData.Read(parsed.GetRequiredValue(file)).Count; // Once more when the code is warm; reading counts too.
            var each = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / Math.Max(1, count);
            Summaries.Print(console, new RadarEvaluation(prompts, parsed.GetValue(seed)).Run() with
            {
                MicrosecondsPerPrompt = Math.Round(each, 1),
            });
            return Task.FromResult(CliCommands.Done);
        });
        return command;
    }
}

using System.CommandLine;
using Compliance.Cli.Evaluation.Standings;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate standing</c>: does the standing of a subject say what was decided, whatever happened and in whatever order it
/// is told.</summary>
internal static class EvaluateStandingVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("standing",
            "Run random schedules of actions that overlap, are agreed with, expire, are lifted, overturned and rolled back, of strikes and "
                + "merges, told in order and out of order; a naive reading of the same facts judges every standing.");
        return EvaluateSchedulesVerb.OfSchedules(console, command, "--schedules", StandingEvaluation.Run,
            summary => (summary.Wrong + summary.Forbidden == 0, summary.Examples));
    }
}

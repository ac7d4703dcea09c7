using System.CommandLine;
using Compliance.Cli.Evaluation.Appeals;

namespace Compliance.Cli.Evaluation;

/// <summary><c>evaluate appeals</c>: is every appeal decided with reasons by somebody who took no part, and does winning it undo exactly
/// what was contested.</summary>
internal static class EvaluateAppealsVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("appeals",
            "Run random schedules of actions, strikes and appeals that are taken, asked about, decided, agreed with, declined and taken "
                + "back by whoever tries; a reading of the bare facts judges who decided, with which reasons, and what was undone.");
        return EvaluateSchedulesVerb.OfSchedules(console, command, "--schedules", AppealEvaluation.Run,
            summary => (summary.Faults == 0, summary.Examples));
    }
}

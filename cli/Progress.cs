using Spectre.Console;

namespace Compliance.Cli;

/// <summary>A progress bar on the error stream of a terminal; nothing where nobody watches.</summary>
internal static class Progress
{
    /// <summary>Does counted work and shows how far it is.</summary>
    public static T Over<T>(CliConsole console, string what, int count, Func<Action, T> work)
    {
        if (!console.Notes.Profile.Capabilities.Interactive)
        {
            return work(() => { });
        }

        return AnsiConsoleExtensions.Progress(console.Notes)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(what, maxValue: Math.Max(count, 1));
                return work(() => task.Increment(1));
            });
    }
}

using Spectre.Console;

namespace Compliance.Cli;

/// <summary>
/// Where a command writes and what time it is. Machine output (JSON, CSV) and answers go to <paramref name="Out"/>; progress, tables beside
/// machine output, and errors go to <paramref name="Error"/>, so that standard output can always be piped.
/// </summary>
internal sealed record CliConsole(TextWriter Out, TextWriter Error, TimeProvider Time)
{
    // Wide enough that no table of ours wraps where there is no terminal to ask for its width.
    private const int RedirectedWidthChars = 160;

    /// <summary>Reads a setting by its key; null where it is not set. The environment of the process unless a test says
    /// otherwise.</summary>
    public Func<string, string?> Setting { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Rich text on the error stream: progress and tables that accompany machine output.</summary>
    public IAnsiConsole Notes => field ??= RichText(Error);

    /// <summary>Rich text on standard output: answers meant for a person.</summary>
    public IAnsiConsole Answers => field ??= RichText(Out);

    /// <summary>The console of this process.</summary>
    public static CliConsole OfProcess() => new(Console.Out, Console.Error, TimeProvider.System);

    private IAnsiConsole RichText(TextWriter writer)
    {
        var plain = !string.IsNullOrEmpty(Setting("NO_COLOR"));
        var output = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = output,
            Ansi = plain || !output.IsTerminal ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain || !output.IsTerminal ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = output.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!output.IsTerminal)
        {
            console.Profile.Width = RedirectedWidthChars;
        }

        return console;
    }
}

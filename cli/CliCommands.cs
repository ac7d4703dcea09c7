using System.CommandLine;
using System.Text;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Fitting;
using Compliance.Cli.Keys;
using Compliance.Cli.Links;
using Compliance.Cli.Lists;
using Compliance.Cli.Networks;
using Compliance.Cli.Policies;
using Compliance.Cli.Radar;
using Compliance.Cli.Records;
using Compliance.Cli.Rescreening;
using Compliance.Cli.Risk;
using Compliance.Cli.Screening;
using Compliance.Cli.Service;
using Compliance.Cli.Subjects;

namespace Compliance.Cli;

/// <summary>The command line: one file per verb in <c>Verbs/</c>, gathered here.</summary>
internal static class CliCommands
{
    private const int Success = 0;
    private const int InvalidInput = 2;
    private const int RowsRefused = 3;

    /// <summary>Exit code where a measurement found a fault.</summary>
    internal const int Faulty = RowsRefused;

    private const int ProbesPassed = 4;
    private const int MissesFloor = 5;
    private const int Interrupted = 130;

    /// <summary>Runs one verb.</summary>
    /// <returns>0 when it did what was asked, 1 for a wrong command line, 2 for input that cannot be used, 3 where some rows of it could
    /// not, 4 where a probe passed, 5 where a measurement misses its floor, 130 when interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, CliConsole console, CancellationToken cancellation = default)
    {
        try
        {
            return await Root(console).Parse(args).InvokeAsync(
                new InvocationConfiguration
                {
                    Output = console.Out,
                    Error = console.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null, // Interrupt listens: a command that works without a pause is reached as well.
                },
                cancellation);
        }
        catch (Exception error) when (error is InvalidInputException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync($"error: {error.Message}");
            return InvalidInput;
        }
        catch (DecoderFallbackException error)
        {
            await console.Error.WriteLineAsync($"error: A file is not UTF-8: {error.Message} Save it as UTF-8 and try again.");
            return InvalidInput;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync("interrupted");
            return Interrupted;
        }
    }

    /// <summary>The tree of commands; what a verb prints goes to the console.</summary>
    internal static RootCommand Root(CliConsole console)
    {
        var root = Tree(console);
        OptionChecks.GuardNumbers(root);
        return root;
    }

    private static RootCommand Tree(CliConsole console) => new("Sanctions and export-control screening: the service's command line.")
    {
        ServeVerb.Create(),
        ScreenVerb.Create(console),
        ScreenFileVerb.Create(console),
        ListsVerb.Create(console),
        AuditVerb.Create(console),
        RescreenVerb.Create(console),
        LinksVerb.Create(console),
        EvaluateVerb.Create(console),
        FitVerb.Create(console),
        AliasesVerb.Create(console),
        PolicyVerb.Create(console),
        PoliciesVerb.Create(console),
        ProbeVerb.Create(console),
        KeysVerb.Create(console),
        BackupVerb.Create(console),
        RestoreVerb.Create(console),
        SubjectVerbs.CreateStanding(console),
        SubjectVerbs.CreateActions(console),
        SubjectVerbs.CreateSubjects(console),
        SubjectVerbs.CreateEvents(console),
        AppealVerbs.CreateNotices(console),
        AppealVerbs.CreateAppeals(console),
        AppealVerbs.CreateTransparency(console),
        LeadVerbs.Create(console),
        RiskVerbs.Create(console),
        NetworkVerbs.Create(console),
        RadarVerbs.Create(console),
    };

    /// <summary>The exit code of a verb that did what was asked.</summary>
    internal static int Done => Success;

    /// <summary>The exit code of a verb that did its work but could not read some of the rows.</summary>
    internal static int SomeRowsRefused => RowsRefused;

    /// <summary>The exit code of a self-test that found a door open.</summary>
    internal static int ControlFailed => ProbesPassed;

    /// <summary>The exit code of a measurement that does not reach what it must.</summary>
    internal static int BelowFloor => MissesFloor;
}

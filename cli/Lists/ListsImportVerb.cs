using System.CommandLine;
using Compliance.Cli.Evaluation;

namespace Compliance.Cli.Lists;

/// <summary><c>lists import</c>: official files of a directory into the service's store.</summary>
internal static class ListsImportVerb
{
    public static Command Create(CliConsole console)
    {
        var directory =
            new Argument<string>("DIR")
            { Description = "Directory tree of official list files, or one such file; the newest version of each list counts." };
        var past = new Option<bool>("--past")
        { Description = "Only keep the versions, for look-backs to the days they were published; what is in use stays." };
        var command = new Command(
            "import",
            "Bring official files into use: read, checked against the guards of their list, stored in COMPLIANCE_DATA_DIR. A list that "
                + "is refused keeps its last good version; the exit code is then 3.")
        {
            directory, past,
        };
        var json = OptionChecks.Json(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var reading = LoadedLists.Read(parsed.GetRequiredValue(directory), console, cancellation);
            using var stored = StoredLists.Open(console);
            if (parsed.GetValue(past))
            {
                return Report(console, new ListRun(await stored.KeepAsync(reading, cancellation), [], []), parsed.GetValue(json));
            }

            return Report(console, await stored.ImportAsync(reading, cancellation), parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>Shows the lists in use, and on the error stream what was refused.</summary>
    internal static int Report(CliConsole console, ListRun run, bool asJson)
    {
        var now = console.Time.GetUtcNow();
        if (asJson)
        {
            Summaries.Print(console, new
            {
                Lists = run.InUse.Select(version => new ListsStatusVerb.Status(version, now)),
                Failed = run.Failed.Select(failure => new { Code = failure.List.Value, failure.Reason }),
            });
        }
        else
        {
            ListTables.Show(console.Answers, run.InUse, now);
        }

        foreach (var failure in run.Failed)
        {
            console.Error.WriteLine($"{failure.List}: not brought into use: {failure.Reason}");
        }

        return run.Failed.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
    }
}

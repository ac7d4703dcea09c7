using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Lists;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Cli.Service;

/// <summary><c>backup</c>: a consistent copy of the embedded store, made while the service runs.</summary>
internal static class BackupVerb
{
    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "The new file; an existing one is never overwritten." };
        var command = new Command(
            "backup",
            "Copy the store in COMPLIANCE_DATA_DIR to a file, whether or not the service runs, then read the copy through. What was "
                + "answered before the copy began is in it.")
        {
            file,
        };
        var json = OptionChecks.Json(command);
        command.SetAction(parsed =>
        {
            var destination = parsed.GetRequiredValue(file);
            EmbeddedBackup.Create(StoredLists.DirectoryOf(console), destination);
            var check = EmbeddedBackup.Check(destination);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, new { File = destination, check.SchemaVersion, check.Records, check.Blobs, check.Messages });
            }
            else
            {
                console.Out.WriteLine(Line(destination, check));
            }

            return CliCommands.Done;
        });
        return command;
    }

    /// <summary>What a copy holds, in one line.</summary>
    internal static string Line(string file, BackupCheck check) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file}: sound, schema {check.SchemaVersion}, {check.Records} records, {check.Blobs} blobs, {check.Messages} messages");
}

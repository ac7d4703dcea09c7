using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Lists;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Storage.Embedded;

namespace Compliance.Cli.Service;

/// <summary><c>restore</c>: a backup into a data directory that has no store, verified before and after.</summary>
internal static class RestoreVerb
{
    private const int MostFaults = 50;

    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A file that backup made." };
        var command = new Command(
            "restore",
            "Put a backup into COMPLIANCE_DATA_DIR, which must hold no store: move the old one away first. The file is read through "
                + "before; afterwards the store is brought to this program's schema and every audit chain is verified. The exit code is "
                + "3 where one is broken.")
        {
            file,
        };
        var json = OptionChecks.Json(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var directory = StoredLists.DirectoryOf(console);
            var source = parsed.GetRequiredValue(file);
            var check = EmbeddedBackup.Restore(source, directory);
            if (!parsed.GetValue(json))
            {
                console.Out.WriteLine(BackupVerb.Line(source, check));
            }

            using var services = StoredService.Open(console);
            var verified = await services.GetRequiredService<RecordVerification>().VerifyAsync(seal: false, cancellation);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, new { Directory = directory, check.Records, check.Blobs, check.Messages, Verified = verified });
            }
            else
            {
                console.Out.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{directory}: restored; {verified.Screenings} screenings, {verified.Subjects} chains of subjects and "
                        + $"{verified.Records} records of the log were compared, {verified.Waiting} acts wait to be taken into it, "
                        + $"{verified.Faults.Length} faults"));
            }

            foreach (var fault in verified.Faults.Take(MostFaults))
            {
                console.Error.WriteLine($"{fault.Kind}: {fault.Text}");
            }

            return verified.Faults.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
        });
        return command;
    }
}

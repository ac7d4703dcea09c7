using System.CommandLine;
using System.Globalization;
using Compliance.Functions.Alerts;
using Compliance.Functions.Storage.Embedded;
using Compliance.Functions.Stores;
using Compliance.Functions.Tool.Lists;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Tool.Verbs;

/// <summary><c>restore</c>: a backup into a data directory that has no store, verified before and after.</summary>
internal static class RestoreVerb
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A file that backup made." };
        var command = new Command(
            "restore",
            "Put a backup into COMPLIANCE_DATA_DIR, which must hold no store: move the old one away first. The file is read through before; afterwards the store is brought to this program's schema and every audit chain is verified. The exit code is 3 where one is broken.")
        {
            file,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var directory = StoredLists.DirectoryOf(console);
            var source = parsed.GetRequiredValue(file);
            console.Out.WriteLine(BackupVerb.Line(source, EmbeddedBackup.Restore(source, directory)));
            using var storage = EmbeddedStorage.Open(directory, console.Time);
            var verification = await new AuditTrail(storage.Records, new AlertQueue(storage.Records, new AlertStore(storage.Records), ReviewPolicy.Current), console.Time).VerifyAllAsync(cancellation);
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{directory}: restored; {verification.Chains} audit chains with {verification.Records} records, {verification.Faults.Length} faults"));
            foreach (var (chain, fault) in verification.Faults)
            {
                console.Error.WriteLine($"{chain}: {fault.Kind}: {fault.Text}");
            }

            return verification.Faults.IsEmpty ? ToolCommands.Done : ToolCommands.SomeRowsRefused;
        });
        return command;
    }
}

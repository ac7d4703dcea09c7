using System.CommandLine;
using System.Text;
using Compliance.Cli.Service;
using Compliance.Functions.Records.Checkpoints;

namespace Compliance.Cli.Records;

/// <summary><c>audit checkpoint</c>: a checkpoint of the log, now.</summary>
internal static class AuditCheckpointVerb
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("checkpoint",
            "Take waiting acts into the log, keep a checkpoint in COMPLIANCE_CHECKPOINT_DIR (or the container of the store), and print "
                + "it: give it to somebody else to keep.");
        command.SetAction(async (_, cancellation) =>
        {
            using var services = StoredService.Open(console);
            var made = await services.GetRequiredService<LogCheckpoints>().MakeAsync(cancellation)
                ?? throw new InvalidInputException("the log is empty: nothing was done yet.");
            await console.Out.WriteAsync(Encoding.UTF8.GetString(made.ToBytes()));
            return CliCommands.Done;
        });
        return command;
    }
}

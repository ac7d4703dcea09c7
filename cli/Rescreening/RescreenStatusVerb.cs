using System.CommandLine;
using Compliance.Functions.Rescreening;

namespace Compliance.Cli.Rescreening;

/// <summary><c>rescreen status</c>: the latest runs and how far they are.</summary>
internal static class RescreenStatusVerb
{
    public static Command Create(CliConsole console)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var command = new Command("status", "Show the latest rescreenings in COMPLIANCE_DATA_DIR and how far they are.") { json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var station = RescreenStation.Open(console, toRead: true);
            var runs = await station.Overview.LatestAsync(cancellation);
            if (parsed.GetValue(json))
            {
                await console.Out.WriteLineAsync(
                    System.Text.Json.JsonSerializer.Serialize(runs, RescreenWireFormat.Json.RescreeningsAnswer));
            }
            else
            {
                RescreenTables.Show(console.Answers, runs);
            }

            return CliCommands.Done;
        });
        return command;
    }
}

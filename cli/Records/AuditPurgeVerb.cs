using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.Functions.Alerts;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;

namespace Compliance.Cli.Records;

/// <summary><c>audit purge</c>: what is older than it must be kept.</summary>
internal static class AuditPurgeVerb
{
    public static Command Create(CliConsole console)
    {
        var look = new Option<bool>("--look") { Description = "Only say what would be purged." };
        var command = new Command("purge",
            "Purge evidence and alerts that are older than ten years and that no hold or blocked property keeps. The service does it "
                + "once a day. One JSON object is printed.") { look };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = StoredService.Open(console);
            Summaries.Print(console,
                (await services.GetRequiredService<RetentionService>().PurgeAsync(parsed.GetValue(look), cancellation)).ToAnswer());
            return CliCommands.Done;
        });
        return command;
    }
}

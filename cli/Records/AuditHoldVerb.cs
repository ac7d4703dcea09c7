using System.CommandLine;
using Compliance.Cli.Service;
using Compliance.Functions.Records.Retention;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Records;

/// <summary><c>audit hold</c>: a legal hold on a subject.</summary>
internal static class AuditHoldVerb
{
    public static Command Create(CliConsole console)
    {
        var subject = new Argument<string>("SUBJECT") { Description = "The caller's id of the subject." };
        var reason = new Option<string>("--reason") { Description = "Why, in words.", Required = true };
        var command = new Command("hold", "Place a legal hold: nothing of the subject is purged or erased while it stands.")
            { subject, reason };
        var actor = AuditVerb.ActorOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = StoredService.Open(console);
            var placed = await services.GetRequiredService<LegalHolds>().PlaceAsync(
                parsed.GetRequiredValue(subject), parsed.GetRequiredValue(reason), AuditVerb.OfficerOf(parsed, actor),
                    cancellation);
            await console.Out.WriteLineAsync(placed ? "the hold stands" : "a hold stood already");
            return CliCommands.Done;
        });
        return command;
    }
}

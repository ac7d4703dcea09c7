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
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Records;

/// <summary><c>audit erase</c>: what is stored of a subject, as far as no duty keeps it.</summary>
internal static class AuditEraseVerb
{
    public static Command Create(CliConsole console)
    {
        var subject = new Argument<string>("SUBJECT") { Description = "The caller's id of the subject." };
        var reason = new Option<string>("--reason")
        { Description = "Why, in words: it stands where the data stood, so name nobody.", Required = true };
        var command = new Command("erase",
            "Erase what is stored of a subject, as far as no duty keeps it. What is kept is said, with the rule; the log still verifies. "
                + "One JSON object is printed.") { subject, reason };
        var actor = AuditVerb.ActorOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = StoredService.Open(console);
            var (result, run) = await services.GetRequiredService<RetentionService>().EraseSubjectAsync(
                parsed.GetRequiredValue(subject), parsed.GetRequiredValue(reason), AuditVerb.OfficerOf(parsed, actor),
                    cancellation);
            if (run is null)
            {
                return await AuditVerb.SayAsync(console, result, "", "");
            }

            Summaries.Print(console, run.ToAnswer());
            return run.Kept.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
        });
        return command;
    }
}

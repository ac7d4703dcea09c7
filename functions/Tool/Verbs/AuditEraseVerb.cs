using System.CommandLine;
using Compliance.Functions.Contracts;
using Compliance.Functions.Records.Retention;
using Compliance.Functions.Tool.Evaluation;
using Compliance.ScreeningCore.Alerts;

namespace Compliance.Functions.Tool.Verbs;

/// <summary><c>audit erase</c>: what is stored of a subject, as far as no duty keeps it.</summary>
internal static class AuditEraseVerb
{
    public static Command Create(ToolConsole console)
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
            var (result, run) = await services.GetRequiredService<RecordKeeping>().EraseSubjectAsync(
                parsed.GetRequiredValue(subject), parsed.GetRequiredValue(reason), AuditVerb.OfficerOf(parsed, actor),
                    cancellation);
            if (run is null)
            {
                return await AuditVerb.SayAsync(console, result, "", "");
            }

            Summaries.Print(console, run.ToAnswer());
            return run.Kept.IsEmpty ? ToolCommands.Done : ToolCommands.SomeRowsRefused;
        });
        return command;
    }
}

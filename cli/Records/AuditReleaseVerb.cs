using System.CommandLine;
using Compliance.Cli.Service;
using Compliance.Functions.Records.Retention;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Records;

/// <summary><c>audit release</c>: the end of a legal hold.</summary>
internal static class AuditReleaseVerb
{
    public static Command Create(CliConsole console)
    {
        var subject = new Argument<string>("SUBJECT") { Description = "The caller's id of the subject." };
        var reason = new Option<string>("--reason") { Description = "Why, in words.", Required = true };
        var command = new Command("release", "Release a legal hold.") { subject, reason };
        var actor = AuditVerb.ActorOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = StoredService.Open(console);
            var key = AlertId.FirstOfSubject(parsed.GetRequiredValue(subject)).SubjectKey;
            var released = await services.GetRequiredService<LegalHolds>()
                .ReleaseAsync(key, parsed.GetRequiredValue(reason), AuditVerb.OfficerOf(parsed, actor), cancellation);
            return await AuditVerb.SayAsync(console, released, "the hold is released", "no hold stood");
        });
        return command;
    }
}

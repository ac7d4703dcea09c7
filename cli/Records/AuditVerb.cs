using System.CommandLine;
using Compliance.Functions.Records.Approvals;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Review;

namespace Compliance.Cli.Records;

/// <summary><c>audit</c>: the record, its proofs, and how long it is kept.</summary>
internal static class AuditVerb
{
    public static Command Create(CliConsole console)
        => new("audit",
            "The record: verify it, replay its decisions, export evidence, hold, erase and purge. Works on COMPLIANCE_DATA_DIR or the "
                + "configured storage account while no service has it open.")
    {
        AuditVerifyVerb.Create(console),
        AuditCheckpointVerb.Create(console),
        AuditReplayVerb.Create(console),
        AuditExportVerb.Create(console),
        AuditHoldVerb.Create(console),
        AuditReleaseVerb.Create(console),
        AuditEraseVerb.Create(console),
        AuditPurgeVerb.Create(console),
        AuditReportsVerb.Create(console),
    };

    /// <summary>Who acts: whoever has the data directory may do what an approver may; what two people must agree on takes two names, and
    /// the record says that both came by the command line.</summary>
    public static Officer OfficerOf(ParseResult parsed, Option<string> actor)
        => OfficerId.TryParse(parsed.GetRequiredValue(actor), out var id) && !id.IsMachine
            ? new Officer(id, OfficerRole.Approver)
            : throw new InvalidInputException("name who acts: 2 to 64 letters, digits and . _ @ -, not 'system', no key.");

    /// <summary>Says how an act of two people ended.</summary>
    public static async Task<int> SayAsync(CliConsole console, TwoPersonResult result, string done, string nothing)
    {
        var text = result switch
        {
            TwoPersonResult.Done => done,
            TwoPersonResult.Nothing => nothing,
            TwoPersonResult.Proposed => "asked for; it is done when a second person asks for the same (--by)",
            TwoPersonResult.Refused refused => throw new InvalidInputException(refused.Refusal.Text),
            _ => throw new InvalidOperationException($"Unknown result {result.GetType()}."),
        };
        await console.Out.WriteLineAsync(text);
        return CliCommands.Done;
    }

    /// <summary>Adds the option that names who acts.</summary>
    public static Option<string> ActorOption(Command command)
    {
        var option = new Option<string>("--by")
        { Description = "Who acts, as the record names them: 2 to 64 letters, digits and . _ @ -.", Required = true };
        option.Require(value => OfficerId.TryParse(value, out _), "--by is 2 to 64 letters, digits and . _ @ -, and not 'system'.");
        command.Options.Add(option);
        return option;
    }
}

using System.CommandLine;
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

    /// <summary>Adds the option that names who acts.</summary>
    public static Option<string> ActorOption(Command command)
    {
        var option = new Option<string>("--by")
        { Description = "Who acts, as the record names them: 2 to 64 letters, digits and . _ @ -.", Required = true };
        option.Validators.Add(result =>
        {
            if (!ScreeningCore.Review.OfficerId.TryParse(result.GetValueOrDefault<string>(), out _))
            {
                result.AddError("--by is 2 to 64 letters, digits and . _ @ -, and not 'system'.");
            }
        });
        command.Options.Add(option);
        return option;
    }
}

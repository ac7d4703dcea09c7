using System.CommandLine;

namespace Compliance.Cli.Rescreening;

/// <summary><c>rescreen</c>: known subjects screened again when lists change.</summary>
internal static class RescreenVerb
{
    public static Command Create(CliConsole console) => new("rescreen", "Known subjects screened again when a list changes.")
    {
        RescreenStatusVerb.Create(console),
        RescreenRunVerb.Create(console),
        RescreenCertificateVerb.Create(console),
        RescreenCertificateVerb.CreateVerify(console),
        RescreenLookBackVerb.Create(console),
        RescreenLookBackVerb.CreateShadow(console),
        RescreenSimulateVerb.Create(console),
    };
}

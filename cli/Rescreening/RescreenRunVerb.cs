using System.CommandLine;
using Compliance.Functions.Rescreening;

namespace Compliance.Cli.Rescreening;

/// <summary><c>rescreen run</c>: brings all monitored subjects up to the lists in use, without the service.</summary>
internal static class RescreenRunVerb
{
    public static Command Create(CliConsole console)
    {
        var full = new Option<bool>("--in-full") { Description = "Screen everybody again, whether a list changed or not." };
        var command = new Command("run",
            "Screen monitored subjects again where the lists in COMPLIANCE_DATA_DIR (and COMPLIANCE_LISTS_DIR) changed, or go on with a "
                + "run that was interrupted.") { full };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var station = RescreenStation.Open(console);
            await station.LoadListsAsync(cancellation);
            var before = (await station.Runs.HeadAsync(cancellation)).Head;
            if (!before.IsUnderWay)
            {
                _ = parsed.GetValue(full) ? await station.Of<RescreenCoordinator>().StartInFullAsync(cancellation) is not null
                    : await station.Of<RescreenCoordinator>().LookAsync(cancellation);
            }

            await station.WorkAsync(_ => { }, cancellation);
            var after = (await station.Runs.HeadAsync(cancellation)).Head;
            if (after.Latest == before.Latest && !before.IsUnderWay)
            {
                await console.Out.WriteLineAsync(
                    "every monitored subject was screened against the lists in use before; --in-full screens everybody again");
                return CliCommands.Done;
            }

            RescreenTables.Show(console.Answers, CertificateCodec.Read((await station.Runs.CertificateAsync(after.Latest, cancellation))!));
            return CliCommands.Done;
        });
        return command;
    }
}

using System.CommandLine;
using Compliance.Functions.Rescreening;

namespace Compliance.Cli.Rescreening;

/// <summary><c>rescreen certificate</c> and <c>rescreen verify</c>: what a finished run states, and whether it fits what is
/// stored.</summary>
internal static class RescreenCertificateVerb
{
    public static Command Create(CliConsole console)
    {
        var (number, json) = (NumberOf(), new Option<bool>("--json") { Description = "Print the certificate as it was sealed." });
        var command = new Command("certificate", "Show the certificate of a finished rescreening.") { number, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var station = RescreenStation.Open(console, toRead: true);
            var run = await RunAsync(station, parsed.GetValue(number), cancellation);
            var text = await station.Runs.CertificateAsync(run, cancellation)
                ?? throw new InvalidInputException(
                $"the rescreening {run} has no certificate: it never began, or is still under way (rescreen status).");
            if (parsed.GetValue(json))
            {
                await console.Out.WriteLineAsync(text);
            }
            else
            {
                RescreenTables.Show(console.Answers, CertificateCodec.Read(text));
            }

            return CliCommands.Done;
        });
        return command;
    }

    public static Command CreateVerify(CliConsole console)
    {
        var number = NumberOf();
        var command = new Command("verify",
            "Check the certificate of a rescreening against what is stored: hashes, sums, pages read, and that no subject was left out. "
                + "Exit code 3 where something does not fit.") { number };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var station = RescreenStation.Open(console, toRead: true);
            var check = await station.Verifier.VerifyAsync(await RunAsync(station, parsed.GetValue(number), cancellation), cancellation);
            foreach (var fault in check.Faults)
            {
                await console.Error.WriteLineAsync(fault);
            }

            await console.Out.WriteLineAsync(check.Faults.IsEmpty
                ? FormattableString.Invariant(
                    $"run {check.Run}: sound; {check.Certificate!.SubjectsRead} subjects were read, {check.StillThere} of them are still monitored, {check.Newer} came later")
                : FormattableString.Invariant($"run {check.Run}: {check.Faults.Length} faults"));
            return check.Faults.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
        });
        return command;
    }

    private static Argument<int?> NumberOf()
        => new("RUN") { Description = "Number of the run; the latest finished one where none is named.", Arity = ArgumentArity.ZeroOrOne };

    private static async Task<int> RunAsync(RescreenStation station, int? named, CancellationToken cancellation) =>
        named ?? ((await station.Runs.HeadAsync(cancellation)).Head is var head && head.IsUnderWay ? head.Latest - 1 : head.Latest);
}

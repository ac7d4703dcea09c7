using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Policies;
using Compliance.Functions.Location;
using Compliance.Functions.Operations.Controls;
using Compliance.ScreeningCore.Screening;
using Compliance.ScreeningCore.Watchlists;
using Spectre.Console;

namespace Compliance.Cli.Service;

/// <summary><c>probe</c>: the daily self-test by hand, against the shipped policy or one that is about to be shipped.</summary>
internal static class ProbeVerb
{
    public static Command Create(CliConsole console)
    {
        var policy = PolicyFolder.Option();
        var geoIp = new Option<string?>("--geoip")
        { Description = "Folder of location databases to probe as well. Default: COMPLIANCE_GEOIP_DIR." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var command = new Command("probe", "Screen one synthetic subject per embargoed place, channel and way, and fail where one passes.")
            { policy, geoIp, json };
        command.SetAction(parsed =>
        {
            var options = GeoIpOptions.From(console.Setting) is var set && parsed.GetValue(geoIp) is { } folder
                ? set with { Directory = folder } : set;
            var lookup = new GeoIpLookup(options, console.Time);
            lookup.ReloadIfChanged();
            var report =
                SelfTest.Decide(PolicyFolder.Read(parsed.GetValue(policy)), ScreeningCorpus.Empty, console.Time.GetUtcNow(),
                AddressProbes.Failing(lookup, lookup.Status));
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, report);
            }
            else
            {
                Show(console, report);
            }

            return report.Failures.IsEmpty ? CliCommands.Done : CliCommands.ControlFailed;
        });
        return command;
    }

    private static void Show(CliConsole console, ControlReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("place", "probes", "not stopped");
        foreach (var place in SelfTestProbes.All.GroupBy(probe => probe.Place))
        {
            var failed = report.Failures.Where(failure => failure.Place == place.Key).Select(failure => failure.Probe).ToArray();
            table.AddRow(place.Key, FormattableString.Invariant($"{place.Count()}"), failed.Length == 0 ? "none"
                : string.Join('\n', failed));
        }

        console.Answers.Write(table);
        console.Answers.WriteLine(report.Failures.IsEmpty ? $"Every probe was stopped under policy {report.Policy}."
            : $"{report.Failures.Length} probes passed under policy {report.Policy}: the control does not work.");
    }
}

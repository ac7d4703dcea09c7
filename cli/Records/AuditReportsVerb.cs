using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.Functions.Alerts;
using Compliance.Functions.Hosting.Wire;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Reports;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Audit.Reports;
using Spectre.Console;

namespace Compliance.Cli.Records;

/// <summary><c>audit reports</c>: reports of blocked property and rejected transactions, with their due days.</summary>
internal static class AuditReportsVerb
{
    public static Command Create(CliConsole console)
    {
        var id = new Option<string?>("--id") { Description = "One report, as JSON or as a page." };
        var year = new Option<int?>("--annual") { Description = "The annual report of a year, as JSON or as a page." };
        var output = new Option<string?>("--out") { Description = "Page to write, for printing; without it, JSON." };
        var command = new Command("reports",
            "List the reports of 31 CFR 501.603 and 501.604 that are or were due, or assemble one; each says what is unknown.")
            { id, year, output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = StoredService.OpenToRead(console);
            var reports = services.GetRequiredService<PropertyReports>();
            var now = console.Time.GetUtcNow();
            if (parsed.GetValue(year) is { } annual)
            {
                var report = AnnualReport.Of(annual, await reports.AllAsync(cancellation));
                await GiveAsync(console, parsed.GetValue(output), report.ToAnswer(now), () => PrintableReport.Of(report, now),
                    cancellation);
            }
            else if (parsed.GetValue(id) is { } one)
            {
                var packet = await reports.FindAsync(one, cancellation)
                    ?? throw new InvalidInputException($"no report is '{one}'; audit reports lists them.");
                await GiveAsync(console, parsed.GetValue(output), packet.ToAnswer(now), () => PrintableReport.Of(packet, now),
                    cancellation);
            }
            else
            {
                Show(console, await reports.AllAsync(cancellation), now);
            }

            return CliCommands.Done;
        });
        return command;
    }

    private static async Task GiveAsync<T>(CliConsole console, string? path, T answer, Func<string> page, CancellationToken cancellation)
    {
        if (path is null)
        {
            Summaries.Print(console, answer);
            return;
        }

        await File.WriteAllTextAsync(path, page(), cancellation);
        await console.Out.WriteLineAsync(path);
    }

    private static void Show(CliConsole console, IEnumerable<ReportPacket> packets, DateTimeOffset now)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns("report", "kind", "of", "due", "state", "clock", "missing");
        foreach (var packet in packets)
        {
            table.AddRow(
                packet.Occasion.Id, WireNames.Of(packet.Occasion.Kind), Day(packet.Occasion.On), Day(packet.DueOn),
                    WireNames.Of(packet.State), WireNames.Of(packet.ClockAt(now)),
                Markup.Escape(string.Join(", ", packet.Missing.Select(field => field.Row.Code))));
        }

        console.Answers.Write(table);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

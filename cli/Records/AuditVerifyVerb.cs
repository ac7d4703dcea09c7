using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.Functions.Alerts;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Spectre.Console;

namespace Compliance.Cli.Records;

/// <summary><c>audit verify</c>: is the record what was recorded?</summary>
internal static class AuditVerifyVerb
{
    public static Command Create(CliConsole console)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var asIs = new Option<bool>("--as-is")
        { Description = "Change nothing: acts that wait are counted and not taken into the log first." };
        var command = new Command(
            "verify",
            "Verify the log against its chain, tree, head and checkpoints, and all stored evidence and alerts against the log. Names the "
                + "first bad place; the exit code is then 3.")
        {
            json, asIs,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var services = Open(console, parsed.GetValue(asIs), out var seals);
            var verified = await services.GetRequiredService<RecordVerification>().VerifyAsync(seals, cancellation);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, verified.ToAnswer());
            }
            else
            {
                Show(console, verified);
            }

            return verified.Faults.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
        });
        return command;
    }

    // While the service runs, it takes into the log what waits; the verb only reads.
    private static ServiceProvider Open(CliConsole console, bool asIs, out bool seals)
    {
        if (!asIs)
        {
            try
            {
                seals = true;
                return StoredService.Open(console);
            }
            catch (InvalidInputException error) when (error.InnerException is StorageUnavailableException)
            {
                console.Error.WriteLine("the service has the store open: it is verified as it is, acts that wait are counted");
            }
        }

        seals = false;
        return StoredService.OpenToRead(console);
    }

    private static void Show(CliConsole console, VerifiedRecord verified)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("compared");
        table.AddColumn(new TableColumn("number").RightAligned());
        foreach (var (what, number) in new[]
        {
            ("records of the log", verified.Records), ("checkpoints", verified.Checkpoints), ("screenings", verified.Screenings),
                ("chains of subjects", verified.Subjects),
            ("erased, with their act", verified.Erased), ("acts that wait", verified.Waiting), ("faults", verified.Faults.Length),
        })
        {
            table.AddRow(what, number.ToString("N0", CultureInfo.InvariantCulture));
        }

        console.Answers.Write(table);
        console.Out.WriteLine($"root {verified.Root}");
        console.Out.WriteLine(verified.Faults.IsEmpty ? "nothing is amiss" : $"first bad place: {verified.Faults[0].Text}");
        foreach (var fault in verified.Faults.Take(50))
        {
            console.Error.WriteLine($"{fault.Kind}: {fault.Text}");
        }
    }
}

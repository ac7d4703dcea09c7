using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Screening;
using Spectre.Console;

namespace Compliance.Cli.Screening;

/// <summary><c>screen-file</c>: a file of customers in, a file of decisions out; an interrupted run goes on where it stopped.</summary>
internal static class ScreenFileVerb
{
    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("CUSTOMERS")
        {
            Description =
                "CSV with a header: name, and where known birth_date, country, type, id. Headers such as 'Full Name' or DOB are "
                + "understood."
        };
        var output = new Option<string>("--out")
        { Description = "CSV file of results. Where it exists, the run goes on after the rows it holds.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON object with the counts instead of a table." };
        var command = new Command(
            "screen-file",
            "Screen a file of customers and write a row per customer. A row that cannot be read is reported with its line, is in the "
                + "results as not_screened, and keeps no other back; the exit code is then 3. Nothing is recorded.")
        {
            file, output, json,
        };
        var lists = new ListsChoice(command);
        command.SetAction((parsed, cancellation) =>
            RunAsync(console, parsed.GetRequiredValue(file), parsed.GetRequiredValue(output), parsed.GetValue(json),
            () => lists.LoadAsync(parsed, console, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CliConsole console, string customers, string output, bool asJson,
        Func<Task<ScreeningContext>> load, CancellationToken cancellation)
    {
        if (Path.GetFullPath(customers) == Path.GetFullPath(output))
        {
            throw new InvalidInputException($"'{output}' is the customer file itself; name another file with --out.");
        }

        var count = CustomerFile.Count(customers);
        using var results = ResultFile.Open(output);
        if (results.LastLine > 0)
        {
            await console.Error.WriteLineAsync(
                $"{results.Before.Values.Sum()} rows are in '{output}' already; going on after line {results.LastLine}");
        }

        try
        {
            // Compiling does not stop half-way; nobody waits for it.
            var context = await Task.Run(load, cancellation).WaitAsync(cancellation);
            var run = Progress.Over(console, "customers", count, onCase => CustomerScreening.Run(
                customers, results, context, rows => Repeat(onCase, rows),
                    row => console.Error.WriteLine($"line {row.Line}: {row.Reading.Problem}"), cancellation));
            if (asJson)
            {
                Summaries.Print(console, Summary.Of(run, output));
            }
            else
            {
                Show(console, run, output);
            }

            return run.Refused.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
        }
        catch (OperationCanceledException)
        {
            await console.Error.WriteLineAsync(
                $"stopped; '{output}' holds everything screened so far, and the same command goes on from there");
            throw;
        }
    }

    private static void Repeat(Action action, int times)
    {
        for (var i = 0; i < times; i++)
        {
            action();
        }
    }

    private static void Show(CliConsole console, CustomerRun run, string output)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle(Markup.Escape(output)) };
        table.AddColumn("decision");
        table.AddColumn(new TableColumn("rows").RightAligned());
        foreach (var decision in Enum.GetValues<Decision>())
        {
            table.AddRow(decision.ToString().ToLowerInvariant(), FormattableString.Invariant($"{run.Of(decision)}"));
        }

        table.AddRow("not screened", FormattableString.Invariant($"{run.Refused.Length}"));
        console.Notes.Write(table);
    }

    /// <summary>The summary of <c>--json</c>; property names are the contract.</summary>
    private sealed record Summary(string Results, int Allow, int Review, int Block, int NotScreened, UnreadRow[] Unread)
    {
        public static Summary Of(CustomerRun run, string results) => new(results, run.Of(Decision.Allow), run.Of(Decision.Review),
            run.Of(Decision.Block), run.Refused.Length, [.. run.Refused.Select(row => new UnreadRow(row.Line, row.Reading.Problem!))]);
    }

    /// <summary>A row that could not be read.</summary>
    private sealed record UnreadRow(long Line, string Problem);
}

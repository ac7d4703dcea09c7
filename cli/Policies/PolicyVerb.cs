using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Lists.Jurisdictions;
using Spectre.Console;

namespace Compliance.Cli.Policies;

/// <summary><c>policy</c>: the tables of law and provider rules, for those who answer for them.</summary>
internal static class PolicyVerb
{
    public static Command Create(CliConsole console)
        => new("policy", "The policy data: embargoed places, country groups, ownership, export and provider rules.")
    {
        Check(console),
        Diff(console),
        Export(console),
        LawVerb.Create(console),
    };

    private static Command Check(CliConsole console)
    {
        var folder = new Argument<string?>("FOLDER")
        {
            Description = "Folder of *.policy.csv tables. Default: the policy that ships with this build.",
            Arity =
            ArgumentArity.ZeroOrOne
        };
        var command = new Command("check",
            "Read and validate policy tables; say how many rows hold today, which are uncertain, and which were checked longest ago.")
            { folder };
        command.SetAction(parsed =>
        {
            var policy = PolicyFolder.Read(parsed.GetValue(folder));
            var today = DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime);
            foreach (var day in policy.Turns.Where(turn => turn > today).Prepend(today))
            {
                policy.LawOn(day); // Screenings decide by the rows: tables that cannot be written as such are not sound.
            }

            var table = new Table().Border(TableBorder.Rounded)
                .AddColumns("table", "rows", "hold today", "uncertain", "checked longest ago");
            foreach (var rows in PolicyRows.Of(policy.Tables))
            {
                table.AddRow(
                    rows.Table, Number(rows.Bases.Length), Number(rows.Bases.Count(basis => basis.HoldsOn(today))),
                        Number(rows.Bases.Count(basis => basis.HoldsOn(today) && !basis.IsCertain)),
                    rows.Bases.IsEmpty ? ""
                        : rows.Bases.Min(basis => basis.CheckedOn).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            console.Answers.Write(table);
            console.Answers.WriteLine($"Sound: policy {policy.Id}.");
            return CliCommands.Done;
        });
        return command;
    }

    private static Command Diff(CliConsole console)
    {
        var old = new Argument<string>("OLD") { Description = "Folder of the tables before." };
        var fresh = new Argument<string?>("NEW")
        {
            Description = "Folder of the tables after. Default: the policy that ships with this build.",
            Arity =
            ArgumentArity.ZeroOrOne
        };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of sentences." };
        var command = new Command("diff", "Say row by row what changed between two versions of the policy tables.") { old, fresh, json };
        command.SetAction(parsed =>
        {
            var differences =
                PolicyDifference.Between(PolicyFolder.Tables(parsed.GetRequiredValue(old)), PolicyFolder.Tables(parsed.GetValue(fresh)));
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, new { differences });
                return CliCommands.Done;
            }

            foreach (var table in differences.GroupBy(difference => difference.Table))
            {
                console.Out.WriteLine(table.Key[..^".policy.csv".Length]);
                foreach (var difference in table)
                {
                    console.Out.WriteLine($"  {difference.Kind} {difference.Row}");
                    foreach (var change in difference.Changes)
                    {
                        console.Out.WriteLine($"    {change.Column}: {Shown(change.Old)} → {Shown(change.New)}");
                    }
                }
            }

            console.Out.WriteLine(differences.IsEmpty ? "The tables say the same."
                : string.Create(CultureInfo.InvariantCulture, $"{differences.Length} rows differ."));
            return CliCommands.Done;
        });
        return command;
    }

    private static Command Export(CliConsole console)
    {
        var folder = new Argument<string>("FOLDER") { Description = "Folder to write to; files of the same names are replaced." };
        var command = new Command("export", "Write the shipped policy tables as files, to be read, edited and compared.") { folder };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(folder);
            Directory.CreateDirectory(path);
            var tables = PolicyLibrary.Embedded();
            foreach (var (name, text) in tables)
            {
                File.WriteAllText(Path.Combine(path, name), text);
            }

            console.Answers.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{tables.Count} tables of policy {PolicyLibrary.Load().Id} were written."));
            return CliCommands.Done;
        });
        return command;
    }

    private static string Shown(string value) => value.Length == 0 ? "(empty)" : value;

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}

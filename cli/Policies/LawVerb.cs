using System.CommandLine;
using System.Globalization;
using Compliance.ScreeningCore.Policies.Proofs;

namespace Compliance.Cli.Policies;

/// <summary><c>policy rows</c>: the tables of law as the rows by which screenings are decided, and what is proved of them.</summary>
internal static class LawVerb
{
    public static Command Create(CliConsole console)
    {
        var chapter = new Argument<string?>("CHAPTER")
        {
            Description = "One chapter, such as places. Default: all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var folder = PolicyFolder.Option();
        var on = new Option<string?>("--on") { Description = "The day that counts, YYYY-MM-DD. Default: today." };
        var command = new Command("rows",
            "Print the tables of law as the rows by which screenings are decided, and prove what can be proved of them.")
            { chapter, folder, on };
        command.SetAction(parsed =>
        {
            var day = PolicyTextFile.Day(parsed.GetValue(on), console);
            var law = PolicyFolder.Read(parsed.GetValue(folder)).LawOn(day);
            var wanted = parsed.GetValue(chapter);
            var chapters = law.Chapters.Where(one => wanted is null || one.Name == wanted).ToArray();
            if (chapters.Length == 0)
            {
                throw new InvalidInputException(
                    $"There is no chapter “{wanted}”; write one of {string.Join(", ", law.Chapters.Select(one => one.Name))}.");
            }

            var holds = true;
            foreach (var one in chapters)
            {
                var proof = PolicyProver.Prove(one.Rows.Program, day);
                console.Out.WriteLine($"# {one.Name}: {one.Question}");
                console.Out.WriteLine(one.Text);
                foreach (var finding in proof.Findings)
                {
                    console.Out.WriteLine($"# {(finding.Prevents ? "WRONG" : "note")}: {finding.Text}");
                }

                console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"# {one.Rows.Program.Rules.Length} rows, {one.Rows.Program.Obligations.Length} obligations: "
                        + $"{(proof.Holds ? "proved" : "NOT proved")} for {day:yyyy-MM-dd} in {proof.Steps} steps.\n"));
                holds &= proof.Holds;
            }

            return holds ? CliCommands.Done : PoliciesVerb.NotProven;
        });
        return command;
    }
}

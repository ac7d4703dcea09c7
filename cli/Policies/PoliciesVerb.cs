using System.CommandLine;
using System.Globalization;
using System.Text;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.Functions.Policies;
using Compliance.ScreeningCore.Policies;
using Compliance.ScreeningCore.Policies.Evaluation;
using Compliance.ScreeningCore.Policies.Experiments;
using Compliance.ScreeningCore.Policies.Proofs;
using Compliance.ScreeningCore.Policies.Text;

namespace Compliance.Cli.Policies;

/// <summary><c>policies</c>: policies as text, for those who write and approve them.</summary>
internal static class PoliciesVerb
{
    /// <summary>Exit code where a proof does not hold.</summary>
    internal const int NotProven = 3;

    public static Command Create(CliConsole console)
        => new("policies", "Policies over accounts, payments and API use: check, explain, compare, prove and try them.")
    {
        Check(console),
        Format(console),
        Explain(console),
        Diff(console),
        Prove(console),
        Backtest(console),
        RoutesVerb.Create(console),
        TermsVerb.Create(console),
    };

    private static Command Check(CliConsole console)
    {
        var (file, day) = (FileArgument("FILE"), DayOption());
        var command = new Command("check", "Read a policy, say every problem with its place, and what can be proved of it.") { file, day };
        command.SetAction(parsed =>
        {
            var program = PolicyTextFile.Read(parsed.GetRequiredValue(file));
            var proof = PolicyProver.Prove(program, PolicyTextFile.Day(parsed.GetValue(day), console));
            Say(console, proof);
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{program.Rules.Length} rows over {program.Features.Length} features; policy {program.Hash()[..12]}. "
                    + $"{(proof.Holds ? "It can be published." : "It cannot be published.")}"));
            return proof.Holds ? CliCommands.Done : NotProven;
        });
        return command;
    }

    private static Command Format(CliConsole console)
    {
        var file = FileArgument("FILE");
        var write = new Option<bool>("--write") { Description = "Write the file anew instead of printing it." };
        var command = new Command("format", "Write a policy in its one form.") { file, write };
        command.SetAction(parsed =>
        {
            var text = PolicyFormatter.Format(PolicyTextFile.Read(parsed.GetRequiredValue(file)));
            if (parsed.GetValue(write))
            {
                File.WriteAllText(parsed.GetRequiredValue(file), text);
            }
            else
            {
                console.Out.Write(text);
            }

            return CliCommands.Done;
        });
        return command;
    }

    private static Command Explain(CliConsole console)
    {
        var (file, day) = (FileArgument("FILE"), DayOption());
        var values = new Option<string>("--values")
        { Description = "The case: a JSON object, a field a feature, such as '{\"country\":\"DE\"}'.", Required = true };
        var command = new Command("explain", "Say what a policy decides of one case, and why.") { file, values, day };
        command.SetAction(parsed =>
        {
            var program = PolicyTextFile.Read(parsed.GetRequiredValue(file)).On(PolicyTextFile.Day(parsed.GetValue(day), console));
            var facts = PolicyTextFile.Facts(program, parsed.GetRequiredValue(values));
            foreach (var row in PolicyExplainer.Explain(program, facts))
            {
                console.Out.WriteLine($"{row.Rule.Id}: {Answer(row)}");
                foreach (var step in row.When)
                {
                    console.Out.WriteLine($"  {Line(step)}");
                }

                foreach (var step in row.Except)
                {
                    console.Out.WriteLine($"  except {Line(step)}");
                }
            }

            console.Out.WriteLine($"decision: {PolicyFormatter.Of(PlainEvaluator.Evaluate(program, facts).Verdict)}");
            return CliCommands.Done;
        });
        return command;
    }

    private static Command Diff(CliConsole console)
    {
        var (old, fresh, day) = (FileArgument("OLD"), FileArgument("NEW"), DayOption());
        var command = new Command("diff", "Say which rows differ between two versions, and which cases are decided differently.")
        { old, fresh, day };
        command.SetAction(parsed =>
        {
            var differences = PolicyChanges.Between(PolicyTextFile.Read(parsed.GetRequiredValue(old)),
                PolicyTextFile.Read(parsed.GetRequiredValue(fresh)), PolicyTextFile.Day(parsed.GetValue(day), console));
            foreach (var row in differences.Rows)
            {
                console.Out.WriteLine($"{row.Id} {(row.Before is null ? "added" : row.After is null ? "removed" : "changed")}");
                foreach (var (mark, rule) in new[] { ('-', row.Before), ('+', row.After) }.Where(pair => pair.Item2 is not null))
                {
                    console.Out.WriteLine(string.Join('\n', PolicyFormatter.Format(rule!).TrimEnd().Split('\n').Select(line
                        => $"  {mark} {line}")));
                }
            }

            foreach (var cell in differences.Cells)
            {
                console.Out.WriteLine($"{PolicyFormatter.Of(cell.Before)} → {PolicyFormatter.Of(cell.After)} where {cell.Witness.Text}");
            }

            console.Out.WriteLine(differences.IsProven ? string.Create(CultureInfo.InvariantCulture,
                $"{differences.Rows.Length} rows differ; {differences.Tightened} cells become stricter, {differences.Loosened} milder.")
                : "Not proven: which cases change takes more steps than the budget, or a feature is declared differently.");
            return differences.IsProven ? CliCommands.Done : NotProven;
        });
        return command;
    }

    private static Command Prove(CliConsole console)
    {
        var (file, day) = (FileArgument("FILE"), DayOption());
        var budget = new Option<long>("--budget")
        { Description = "Steps of one question beyond which nothing is claimed.", DefaultValueFactory = _ => PolicyProver.DefaultBudget };
        var command = new Command("prove", "Prove what holds of a policy in every case; the last line is one JSON object.")
        { file, day, budget };
        command.SetAction(parsed =>
        {
            var proof = PolicyProver.Prove(PolicyTextFile.Read(parsed.GetRequiredValue(file)),
                PolicyTextFile.Day(parsed.GetValue(day), console), parsed.GetValue(budget));
            Summaries.Print(console, new
            {
                policy = proof.PolicyHash,
                holds = proof.Holds,
                steps = proof.Steps,
                findings = proof.Findings.Select(one => new { one.Kind, one.Row, one.Other, one.Text, Witness = one.Witness?.Text }),
            });
            return proof.Holds ? CliCommands.Done : NotProven;
        });
        return command;
    }

    private static Command Backtest(CliConsole console)
    {
        var file = FileArgument("FILE");
        var cases = new Option<string?>("--cases")
        {
            Description = "Cases, one JSON object a line: at, asOf, values, outcome. Default: those that the service kept (--from, --to).",
        };
        var from = new Option<string?>("--from") { Description = "First day of the cases that the service kept." };
        var to = new Option<string?>("--to") { Description = "Last day of them." };
        var against = new Option<string?>("--against") { Description = "The policy in force. Default: none." };
        var days = new Option<int>("--maturity-days")
        { Description = "Days after which the outcome of a case counts.", DefaultValueFactory = _ => 60 };
        var command = new Command("backtest", "Say what a policy would have decided on stored cases; the last line is one JSON object.")
        { file, cases, from, to, against, days };
        command.SetAction(async (parsed, cancellation) =>
        {
            var before = parsed.GetValue(against) is { } path ? PolicyTextFile.Read(path) : null;
            var text = parsed.GetValue(cases) is { } named ? PolicyTextFile.Text(named)
                : await StoredAsync(console, parsed.GetValue(from), parsed.GetValue(to), cancellation);
            var result = PolicyBacktest.Run(before, PolicyTextFile.Read(parsed.GetRequiredValue(file)), text.Split('\n'),
                console.Time.GetUtcNow(), TimeSpan.FromDays(parsed.GetValue(days)));
            console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{result.Changed} of {result.Cases} cases are decided differently; {result.Refused} lines were refused."));
            Summaries.Print(console, result);
            return result.Refused > 0 ? CliCommands.SomeRowsRefused : CliCommands.Done;
        });
        return command;
    }

    private static async Task<string> StoredAsync(CliConsole console, string? from, string? to, CancellationToken cancellation)
    {
        if (from is null || to is null)
        {
            throw new InvalidInputException("Name the cases (--cases), or the days of those that the service kept (--from, --to).");
        }

        await using var services = StoredService.OpenToRead(console);
        return Encoding.UTF8.GetString(await KeptCases.ReadAsync(services.GetRequiredService<PolicyCaseStore>(),
            PolicyTextFile.Day(from, console), PolicyTextFile.Day(to, console), int.MaxValue, cancellation) ?? []);
    }

    private static void Say(CliConsole console, PolicyProof proof)
    {
        foreach (var finding in proof.Findings)
        {
            console.Out.WriteLine($"{finding.Text}{(finding.Witness is { } shown ? $" For example: {shown.Text}." : "")}");
        }
    }

    private static string Answer(PolicyExplanation row) => row.Answer switch
    {
        PolicyAnswer.Fires => "fires, " + PolicyFormatter.Of(row.Rule.Then),
        PolicyAnswer.Unknown => $"cannot be decided, {PolicyFormatter.Of(row.Rule.Unknown)}",
        PolicyAnswer.Silent => "says nothing",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Answer, "Not an answer."),
    };

    private static string Line(PolicyStep step)
        => $"{new string(' ', step.Depth * 2)}{step.Truth.ToString().ToLowerInvariant()}: "
            + $"{step.Text}{(step.Value.Length > 0 ? $" [{step.Value}]" : "")}";

    private static Argument<string> FileArgument(string name) => new(name) { Description = "File of a policy." };

    private static Option<string?> DayOption() => new("--on") { Description = "The day that counts. Default: today." };
}

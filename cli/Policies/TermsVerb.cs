using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.ScreeningCore.Policies.Terms;

namespace Compliance.Cli.Policies;

/// <summary><c>policies terms</c>: which rows rest on a clause that says something else by now.</summary>
internal static class TermsVerb
{
    private const int ForAPerson = 3;

    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "File of a policy." };
        var texts = new Argument<string>("TEXTS")
        { Description = "Dated texts: a git repository with a file a document, or a folder with DOCUMENT/2026-11-30.md." };
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of sentences." };
        var command = new Command("terms",
            "Compare the clauses that rows rest on with dated texts, and name the rows whose clause changed since they were checked.")
        { file, texts, json };
        command.SetAction(parsed =>
        {
            var program = PolicyTextFile.Read(parsed.GetRequiredValue(file));
            var found = TermsReview.Of(program.Rules, TermsCollection.Open(parsed.GetRequiredValue(texts)).Of);
            var open = found.Where(one => one.State != TermsState.Same).ToArray();
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, new
                {
                    rows = program.Rules.Length,
                    tied = found.Length,
                    same = found.Length - open.Length,
                    flagged = open.Select(one => new
                    {
                        row = one.Row.Id,
                        one.Document,
                        clause = one.Row.Basis.Clause,
                        one.Row.Basis.Checked,
                        one.State,
                        one.Before,
                        one.After,
                        one.Removed,
                        one.Added,
                        one.Now,
                    }),
                });
            }
            else
            {
                Say(console, open);
                console.Out.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"{found.Length} of {program.Rules.Length} rows are tied to "
                    + $"a clause; {open.Length} of them are for a person to look at."));
            }

            return open.Length > 0 ? ForAPerson : CliCommands.Done;
        });
        return command;
    }

    private static void Say(CliConsole console, TermsFinding[] open)
    {
        foreach (var one in open)
        {
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{one.Row.Id}, checked {one.Row.Basis.Checked:yyyy-MM-dd}: {one.Row.Basis.Clause} of {one.Document} {Text(one)}"));
            foreach (var (mark, line) in one.Removed.Select(line => ('-', line)).Concat(one.Added.Select(line => ('+', line))))
            {
                console.Out.WriteLine($"  {mark} {line}");
            }
        }
    }

    private static string Text(TermsFinding one) => one.State switch
    {
        TermsState.Changed => $"says something else since {one.After}.",
        TermsState.Moved => $"stands under §{one.Now} since {one.After}.",
        TermsState.Gone => $"is not there any more in {one.After}.",
        TermsState.Unclear => $"is no clause of {one.Before}, or several are called so.",
        TermsState.NoText => "cannot be compared: there is no text of that time.",
        TermsState.Same => "says the same.",
        _ => throw new ArgumentOutOfRangeException(nameof(one), one.State, "Not a state."),
    };
}

using System.CommandLine;
using Compliance.Functions.Watchlists.History;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Lists;

/// <summary><c>lists rollback</c>, <c>lists accept</c>, <c>lists release</c>: what an operator may do against guards or publisher. Each
/// needs a reason and is audited.</summary>
internal static class ListsOverrideVerbs
{
    public static Command Rollback(CliConsole console)
    {
        var (code, to) =
            (ListsHistoryVerb.CodeArgument(),
            new Option<string>("--to")
            { Description = "The version: its content hash or at least the first 8 characters.", Required = true });
        var command = new Command("rollback",
            "Bring an earlier version of a list back into use. Newer ones stay out until lists release or a newer publication. The list "
                + "goes on ageing from its last confirmation.") { code, to };
        return With(command, code, console,
            (overrides, list, by, reason, parsed, cancellation) =>
            overrides.RollBackAsync(list, parsed.GetRequiredValue(to), by, reason, cancellation));
    }

    public static Command Accept(CliConsole console)
    {
        var (code, hash) =
            (ListsHistoryVerb.CodeArgument(),
            new Argument<string>("HASH") { Description = "The refused version: its content hash or at least the first 8 characters." });
        var command = new Command("accept",
            "Bring a version into use that the guards refused, such as after the publisher changed its form. Look at lists diff CODE "
                + "CODE@HASH first.") { code, hash };
        return With(command, code, console,
            (overrides, list, by, reason, parsed, cancellation) =>
            overrides.AcceptAsync(list, parsed.GetRequiredValue(hash), by, reason, cancellation));
    }

    public static Command Release(CliConsole console)
    {
        var code = ListsHistoryVerb.CodeArgument();
        var command = new Command("release", "End a rollback: the next refresh takes what the publisher has, if the guards let it.")
            { code };
        return With(command, code, console,
            (overrides, list, by, reason, _, cancellation) => overrides.ReleaseAsync(list, by, reason, cancellation));
    }

    private static Command With(Command command, Argument<string> code, CliConsole console, Func<ListOverrides, ListCode, string, string,
        ParseResult, CancellationToken, Task<OverrideResult>> act)
    {
        var reason = new Option<string>("--reason") { Description = "Why; an auditor will read it.", Required = true };
        var by = new Option<string>("--by")
        {
            Description = "Who acts; the name of the account on this machine where it is not given.",
            DefaultValueFactory =
            _ => Environment.UserName
        };
        command.Options.Add(reason);
        command.Options.Add(by);
        var json = OptionChecks.Json(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var list = ListsHistoryVerb.Code(parsed.GetRequiredValue(code));
            using var stored = StoredLists.Open(console);
            var result =
                await act(stored.Overrides, list, parsed.GetRequiredValue(by), parsed.GetRequiredValue(reason), parsed, cancellation);
            if (result is OverrideResult.Refused refused)
            {
                throw new InvalidInputException(refused.Reason);
            }

            if (!parsed.GetValue(json))
            {
                ListTables.Show(console.Answers, [((OverrideResult.Done)result).Event]);
            }

            return ListsImportVerb.Report(console, new ListRun(await stored.VersionsAsync(cancellation), [], []), parsed.GetValue(json));
        });
        return command;
    }
}

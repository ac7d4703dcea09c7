using System.CommandLine;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Lists;

/// <summary><c>lists refresh</c>: new versions from the publishers.</summary>
internal static class ListsRefreshVerb
{
    public static Command Create(CliConsole console)
    {
        var code = new Argument<string?>("CODE")
        { Description = "One list, such as un-sc; all that are due where none is named.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(
            "refresh",
            "Fetch new versions from the publishers' addresses into COMPLIANCE_DATA_DIR. A list that cannot be fetched or is refused "
                + "keeps its last good version; the exit code is then 3.")
        {
            code,
        };
        var json = OptionChecks.Json(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            ListCode? only = parsed.GetValue(code) is not { } text ? null
                : ListCode.TryParse(text, out var list) ? list
                : throw new InvalidInputException($"'{text}' is not a list code, such as un-sc.");
            using var stored = StoredLists.Open(console);
            return ListsImportVerb.Report(console, await stored.RefreshAsync(only, cancellation), parsed.GetValue(json));
        });
        return command;
    }
}

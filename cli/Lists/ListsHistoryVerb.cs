using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Functions.Alerts;
using Compliance.Functions.Identity.Keys;
using Compliance.Functions.Records;
using Compliance.Functions.Screening.Contracts;
using Compliance.Functions.Watchlists.History;
using Compliance.Functions.Watchlists.Links;
using Compliance.ScreeningCore.Parties;

namespace Compliance.Cli.Lists;

/// <summary><c>lists history</c>: every version of a list that is kept, and everything that happened to it.</summary>
internal static class ListsHistoryVerb
{
    public static Command Create(CliConsole console)
    {
        var code = CodeArgument();
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of tables." };
        var command = new Command("history",
            "Show the versions of a list that are kept and everything that happened to it, and verify that record.") { code, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var list = Code(parsed.GetRequiredValue(code));
            using var stored = StoredLists.Open(console, toRead: true);
            var events = await stored.History.EventsAsync(list, 0, cancellation);
            if (events.IsEmpty)
            {
                throw new InvalidInputException(
                    $"{list} has no history in '{StoredLists.DirectoryOf(console)}'; there are "
                        + $"{string.Join(", ", await stored.History.ListsAsync(cancellation))}.");
            }

            var versions = await stored.History.VersionsAsync(list, cancellation);
            var inUse = (await stored.VersionsAsync(cancellation)).FirstOrDefault(version => version.Code == list)?.ContentHash;
            var faults = await stored.History.VerifyAsync(list, cancellation);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console,
                    new
                    {
                        list = list.Value,
                        inUse,
                        versions = versions.Select(one => one.ToAnswer()),
                        events = events.Select(one => one.ToAnswer()),
                        faults = faults.Select(fault => fault.Text)
                    });
            }
            else
            {
                ListTables.Show(console.Answers, versions, inUse);
                ListTables.Show(console.Answers, events);
                if (await stored.History.HoldAsync(list, cancellation) is { } hold)
                {
                    await console.Out.WriteLineAsync(
                        $"Rolled back by {hold.By}: {hold.Reason} Version {hold.Withdrawn[..12]} stays out until a newer publication or "
                            + $"lists release {list}.");
                }

                await console.Out.WriteLineAsync(faults.IsEmpty ? "The record of these events is intact."
                    : $"The record of these events is damaged: {string.Join(" ", faults.Select(fault => fault.Text))}");
            }

            return faults.IsEmpty ? CliCommands.Done : CliCommands.SomeRowsRefused;
        });
        return command;
    }

    internal static Argument<string> CodeArgument() => new("CODE") { Description = "The list, such as un-sc." };

    /// <exception cref="InvalidInputException">The text is not a list code.</exception>
    internal static ListCode Code(string text)
        => ListCode.TryParse(text, out var list) ? list : throw new InvalidInputException($"'{text}' is not a list code, such as un-sc.");
}

using System.CommandLine;
using System.Globalization;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Records;
using Compliance.Functions.Identity;
using Compliance.Functions.Identity.Keys;
using Spectre.Console;

namespace Compliance.Cli.Keys;

/// <summary><c>keys list</c>: which keys there are, and which nobody uses.</summary>
internal static class KeysListVerb
{
    public static Command Create(CliConsole console)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
        var command = new Command("list",
            "Show every key with its scopes, its end and its last use, and whether the record of them is sound.") { json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var stored = StoredRecords.Open(console, KeysVerb.WhileRunning, toRead: true);
            var answer = await KeyMapping.ToAnswerAsync(stored.Keys(console.Time), console.Time.GetUtcNow(), cancellation);
            if (parsed.GetValue(json))
            {
                Summaries.Print(console, answer);
            }
            else
            {
                Show(console.Answers, answer);
            }

            return answer.Faults.IsEmpty ? CliCommands.Done
                : throw new InvalidInputException($"the record of the keys is not sound: {string.Join(' ', answer.Faults)}");
        });
        return command;
    }

    private static void Show(IAnsiConsole console, KeysAnswer answer)
    {
        var table = new Table().RoundedBorder().AddColumns("id", "name", "scopes", "state", "made", "by", "ends", "last used");
        foreach (var key in answer.Keys)
        {
            table.AddRow(
                new[] { key.Id, key.Name, string.Join(", ", key.Scopes), key.State, Day(key.CreatedAt), key.CreatedBy,
                Day(key.RevokedAt ?? key.ExpiresAt), Day(key.LastUsedAt) }
                .Select(text => (Spectre.Console.Rendering.IRenderable)new Text(text)).ToArray());
        }

        console.Write(table);
        console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
            $"{answer.Records} acts on record, {(answer.Faults.IsEmpty ? "sound" : "NOT SOUND")}"));
    }

    private static string Day(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "never";
}

using System.CommandLine;
using Compliance.Cli.Records;
using Compliance.Functions.Identity.Keys;

namespace Compliance.Cli.Keys;

/// <summary><c>keys revoke</c>: a key stops to work.</summary>
internal static class KeysRevokeVerb
{
    public static Command Create(CliConsole console)
    {
        var id = new Argument<string>("id") { Description = "The key's id, as keys list shows it; not the key." };
        var command = new Command("revoke", "Revoke a key: within ten seconds it opens nothing.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var stored = StoredRecords.Open(console, KeysVerb.WhileRunning);
            var key = await stored.Keys(console.Time).RevokeAsync(parsed.GetValue(id)!, KeysVerb.Actor, cancellation)
                ?? throw new InvalidInputException($"no key has the id '{parsed.GetValue(id)}'; keys list shows them.");
            await console.Error.WriteLineAsync($"key {key.Id} of {key.Name} is revoked");
            return CliCommands.Done;
        });
        return command;
    }
}

using System.CommandLine;

namespace Compliance.Cli.Keys;

/// <summary><c>keys</c>: who may call the API with a key.</summary>
internal static class KeysVerb
{
    /// <summary>What to do where the running service has the records open.</summary>
    public const string WhileRunning =
        "While the service runs, use its own address /api/v1/keys with a key of scope admin, or stop it first.";

    public static Command Create(CliConsole console)
        => new("keys", "API keys of machines: only their hashes are stored, and every act is recorded.")
    {
        KeysCreateVerb.Create(console),
        KeysListVerb.Create(console),
        KeysRevokeVerb.Create(console),
    };

    /// <summary>Who acts, as the record has it: the account of this machine's user.</summary>
    public static string Actor
        => "tool." + string.Concat(Environment.UserName.ToLowerInvariant()
        .Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-'));
}

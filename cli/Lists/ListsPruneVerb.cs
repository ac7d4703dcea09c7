using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.Functions.Records.Retention;

namespace Compliance.Cli.Lists;

/// <summary><c>lists prune</c>: versions of lists, and what was derived from lists, that nothing needs any more.</summary>
internal static class ListsPruneVerb
{
    public static Command Create(CliConsole console)
    {
        var look = new Option<bool>("--look") { Description = "Only say what would go." };
        var command = new Command("prune",
            "Remove versions of lists that are old enough, and links and compiled corpora of past states of the lists, that nothing "
                + "needs. The service does it once a day. One JSON object is printed.") { look };
        command.SetAction(async (parsed, cancellation) =>
        {
            var onlyLook = parsed.GetValue(look);
            using var services = StoredService.Open(console);
            var versions = await services.GetRequiredService<VersionPruning>().PruneAsync(onlyLook, cancellation);
            var corpora = await services.GetRequiredService<CorpusPruning>().PruneAsync(onlyLook, cancellation);
            Summaries.Print(console, new
            {
                look = onlyLook,
                versions = versions.Select(stored => $"{stored.Version.Code}@{stored.Version.ContentHash}"),
                files = corpora.Removed,
                bytes = corpora.Bytes,
                waitingStates = corpora.Waiting,
                neededStates = corpora.Needed,
            });
            return CliCommands.Done;
        });
        return command;
    }
}

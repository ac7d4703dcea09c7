using System.CommandLine;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Service;
using Compliance.Functions.Records.Export;

namespace Compliance.Cli.Records;

/// <summary><c>audit export</c>: everything that proves a decision, as one zip.</summary>
internal static class AuditExportVerb
{
    public static Command Create(CliConsole console)
    {
        var options = Enum.GetValues<ExportKind>()
            .ToDictionary(kind => kind,
            kind => new Option<string?>("--" + kind.ToString().ToLowerInvariant()) { Description = Describe(kind) });
        var output = new Option<string>("--out") { Description = "Zip file to write.", Required = true };
        var at = new Option<long?>("--at")
        { Description = "Size of the checkpoint to prove against: the same export at the same checkpoint has the same bytes." };
        var command = new Command("export",
            "Export evidence, listed parties as seen, decision trail and proofs as one zip; viewer.html in it checks everything without "
                + "network.") { output, at };
        foreach (var option in options.Values)
        {
            command.Options.Add(option);
        }

        var actor = AuditVerb.ActorOption(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var named = options.Where(pair => parsed.GetValue(pair.Value) is { Length: > 0 }).ToList();
            if (named.Count != 1)
            {
                throw new InvalidInputException("name exactly one of --screening ID, --alert ID and --subject ID.");
            }

            using var services = StoredService.Open(console);
            var (kind, id) = (named[0].Key, parsed.GetValue(named[0].Value)!);
            var bundle = await services.GetRequiredService<EvidenceExport>()
                .MakeAsync(kind, id, parsed.GetValue(at), parsed.GetRequiredValue(actor), cancellation)
                ?? throw new InvalidInputException($"nothing is stored of the {kind.ToString().ToLowerInvariant()} '{id}'.");
            await File.WriteAllBytesAsync(parsed.GetRequiredValue(output), bundle.Zip, cancellation);
            Summaries.Print(console, new Written(parsed.GetRequiredValue(output), bundle.Zip.Length, bundle.Sha256, bundle.CheckpointSize));
            return CliCommands.Done;
        });
        return command;
    }

    private static string Describe(ExportKind kind) => kind switch
    {
        ExportKind.Screening => "One screening, with the alert it raised.",
        ExportKind.Alert => "One alert, with the screenings that raised it.",
        ExportKind.Subject => "Everything of one subject, by the caller's own id.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of export."),
    };

    /// <summary>What was written.</summary>
    private sealed record Written(string File, int Bytes, string Sha256, long Checkpoint);
}

using System.CommandLine;
using System.Diagnostics;
using Compliance.Cli.Evaluation;
using Compliance.Cli.Screening;
using Compliance.Cli.Service;
using Compliance.Functions.Records.Replay;
using Compliance.Functions.Screening;
using Compliance.Functions.Watchlists;
using Compliance.Functions.Watchlists.Corpora;
using Compliance.Lists.Sample;
using Compliance.ScreeningCore.Watchlists;

namespace Compliance.Cli.Records;

/// <summary><c>audit replay</c>: stored decisions, recomputed from their evidence.</summary>
internal static class AuditReplayVerb
{
    public static Command Create(CliConsole console)
    {
        var screening = new Option<string?>("--screening") { Description = "One screening; all where none is named." };
        var limit = new Option<int>("--limit") { Description = "Most decisions.", DefaultValueFactory = _ => int.MaxValue };
        var trial = new Option<int?>("--trial")
        {
            Description =
                "First screen so many invented and varied listed names through the service's own desk, in a store of their own, and "
                + "replay those."
        };
        var seed = new Option<ulong>("--seed")
        { Description = "The same seed over the same lists screens the same subjects: --trial.", DefaultValueFactory = _ => 1 };
        var command = new Command(
            "replay", "Recompute stored decisions from their evidence on the lists, profile, policy and engine it pins; identical means "
                + "byte for byte. One JSON object is printed; the exit code is 3 where one differs.")
        {
            screening, limit, trial, seed,
        };
        var lists = ListsChoice.DirectoryOption(command);
        command.SetAction((parsed, cancellation) => parsed.GetValue(trial) is { } count
            ? TrialAsync(console, count, parsed.GetValue(seed), ListsChoice.Directory(parsed, lists, console), cancellation)
            : ReplayAsync(console, parsed.GetValue(screening), parsed.GetValue(limit), cancellation));
        return command;
    }

    private static async Task<int> ReplayAsync(CliConsole console, string? screening, int limit, CancellationToken cancellation)
    {
        using var services = StoredService.OpenToRead(console);
        var summary = await services.GetRequiredService<ReplayRun>().RunAsync(screening, limit, () => { }, cancellation);
        Summaries.Print(console, summary);
        return summary.Identical == summary.Replayed ? CliCommands.Done : CliCommands.SomeRowsRefused;
    }

    private static async Task<int> TrialAsync(CliConsole console, int count, ulong seed, string? lists, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("compliance-replay-");
        try
        {
            using var services = StoredService.Open(console, mustExist: false, dataDirectory: folder.FullName);
            await LoadAsync(services, lists, console, cancellation);
            var screened =
                await new ReplayTrial(services.GetRequiredService<ScreeningService>(),
                services.GetRequiredService<CorpusHost>()).RunAsync(count, seed, () => { }, cancellation);
            var started = Stopwatch.GetTimestamp();
            var summary = await services.GetRequiredService<ReplayRun>().RunAsync(null, int.MaxValue, () => { }, cancellation);
            Summaries.Print(console, new Trial(screened, summary, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 2)));
            return summary.Identical == summary.Replayed ? CliCommands.Done : CliCommands.SomeRowsRefused;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Brings the lists into use as the service does: kept in the archive first, then shown to the desk.</summary>
    private static async Task LoadAsync(ServiceProvider services, string? lists, CliConsole console, CancellationToken cancellation)
    {
        WatchlistSnapshot[] snapshots = lists is null ? [SampleList.Snapshot(console.Time.GetUtcNow())]
            : [.. LoadedLists.Read(lists, console, cancellation).Snapshots];
        foreach (var snapshot in snapshots.Where(snapshot => !snapshot.Version.IsSample))
        {
            await services.GetRequiredService<SnapshotArchive>()
                .KeepAsync(snapshot, new ListManifest { Version = snapshot.Version }, cancellation);
        }

        services.GetRequiredService<CorpusHost>().Swap(new LoadedCorpus(ScreeningCorpus.Build(snapshots), []));
    }

    /// <summary>The summary of <c>--trial</c>; property names are the contract of its JSON.</summary>
    private sealed record Trial(TrialScreenings Screenings, ReplaySummary Replay, double ReplaySeconds);
}

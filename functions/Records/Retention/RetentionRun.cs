using System.Globalization;
using Compliance.Functions.Extraction;
using Compliance.Functions.Operations;
using Compliance.Functions.Policies;
using Compliance.Functions.Routing;
using Compliance.Functions.Watchlists.Supply;

namespace Compliance.Functions.Records.Retention;

/// <summary>All of retention, as every mode runs it: evidence first, then versions of lists that no evidence needs any more, then what was
/// derived from lists that are gone, decisions about routes, and cases of the policy. Whoever comes second finds nothing left.</summary>
internal sealed class RetentionRun(ClockWatch clock, RetentionService keeping, VersionPruning versions, CorpusPruning corpora,
    RouteDecisionStore routes, PolicyCaseStore cases, RadarKeeping radar, TimeProvider time, ILogger<RetentionRun> log)
{
    /// <summary>Removes what is older than it is kept; a line for the log. Nothing goes by a clock that cannot be trusted.</summary>
    /// <exception cref="AggregateException">Steps failed; the others were taken.</exception>
    public async Task<string> RunAsync(CancellationToken cancellation)
        => await clock.WhyNoPurgeAsync(cancellation) is { } why ? $"Nothing was purged: {why}"
            : await EachAsync([EvidenceAsync, VersionsAsync, CorporaAsync, RoutesAsync, CasesAsync, RadarAsync], log, cancellation);

    /// <summary>Takes every step, whatever becomes of the others; what they say.</summary>
    /// <exception cref="AggregateException">Steps failed; the others were taken.</exception>
    internal static async Task<string> EachAsync(IReadOnlyList<Func<CancellationToken, Task<string>>> steps, ILogger log,
        CancellationToken cancellation)
    {
        var (said, failed) = (new List<string>(), new List<Exception>());
        foreach (var step in steps)
        {
            try
            {
                said.Add(await step(cancellation));
            }
            catch (Exception error) when (!cancellation.IsCancellationRequested)
            {
                log.LogError(error, "A step of retention failed; the others are taken.");
                failed.Add(error);
            }
        }

        return failed.Count == 0 ? string.Join(' ', said) : throw new AggregateException("Steps of retention failed.", failed);
    }

    private async Task<string> EvidenceAsync(CancellationToken cancellation)
    {
        var run = await keeping.PurgeAsync(onlyLook: false, cancellation);
        return run.NotNow is { } why ? $"No evidence was purged: {why}" : string.Create(CultureInfo.InvariantCulture,
            $"{run.Erased.Length} screenings and {run.Alerts.Length} alerts past their ten years were purged, {run.Kept.Length} kept.");
    }

    private async Task<string> VersionsAsync(CancellationToken cancellation)
        => Pruned((await versions.PruneAsync(onlyLook: false, cancellation)).Length, "versions of lists");

    private async Task<string> CorporaAsync(CancellationToken cancellation)
        => Pruned((await corpora.PruneAsync(onlyLook: false, cancellation)).Removed.Length, "links and compiled corpora");

    private async Task<string> RoutesAsync(CancellationToken cancellation)
        => Pruned(await routes.PruneAsync(time.GetUtcNow(), onlyLook: false, cancellation), "decisions about routes");

    private async Task<string> CasesAsync(CancellationToken cancellation)
        => Pruned(await cases.PruneAsync(time.GetUtcNow(), cancellation), "cases of the policy");

    private async Task<string> RadarAsync(CancellationToken cancellation)
        => Pruned(await radar.PruneAsync(time.GetUtcNow(), cancellation), "streams, choices and blobs of the radar");

    private static string Pruned(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what} were pruned.");
}

using System.Collections.Concurrent;
using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.Functions.Watchlists;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Audit.Log;
using Compliance.ScreeningCore.Matching;
using Compliance.ScreeningCore.Screening;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// What decisions are made with: the version of every list, of the policy, of the profiles, of the rules of review and of the engine. The
/// log takes a record whenever one differs from what it saw last, by whatever way it changed (refresh, import, rollback, a new build), so
/// no way around the record exists.
/// </summary>
internal sealed class ObservedVersions(IRecordStore records, SnapshotArchive archive, ScreeningRules rules, ReviewPolicy review,
    ListStatuses statuses, TimeProvider time) : ILogSource
{
    /// <summary>What the log was seen to know: while nothing changes, nothing is read.</summary>
    private readonly ConcurrentDictionary<string, string> _seen = new(StringComparer.Ordinal);

    public async Task GatherAsync(LogBatch batch, CancellationToken cancellation)
    {
        await ObserveAsync(batch, "engine", "engine.changed", "engine", ScreeningEngine.Version, cancellation);
        await ObserveAsync(batch, "policy", "policy.changed", "policy", rules.Policy.Id, cancellation);
        await ObserveAsync(batch, "review", "review_policy.changed", "review-policy", review.Version, cancellation);
        await ObserveAsync(batch, "profiles", "profiles.changed", "profiles",
            string.Join(' ', ScoringProfile.All.Select(profile => profile.Id)), cancellation);
        foreach (var (code, manifest) in (await archive.ManifestsAsync(cancellation)).OrderBy(pair => pair.Key))
        {
            await ObserveAsync(batch, "list-" + code, "list.changed", code.Value, manifest.Version.ContentHash, cancellation);
        }

        foreach (var code in statuses.Codes.Where(code => code.Value.Length > 0))
        {
            await ObserveAsync(batch, "refusal-" + code, statuses.Of(code).Error is null ? "list.refresh_succeeded"
                : "list.refresh_failed", code.Value, statuses.Of(code).Error is null ? "" : "failed", cancellation);
        }
    }

    /// <param name="batch">The batch.</param>
    /// <param name="source">What is observed.</param>
    /// <param name="act">The act of a change.</param>
    /// <param name="target">What changed.</param>
    /// <param name="value">What it is now. Where it is a hash it is its own commitment; a text is hashed.</param>
    /// <param name="cancellation">Cancels.</param>
    private async Task ObserveAsync(LogBatch batch, string source, string act, string target, string value, CancellationToken cancellation)
    {
        if (batch.IsFull || (_seen.TryGetValue(source, out var seen) && seen == value))
        {
            return;
        }

        var known = await records.FindAsync(LogRows.Table, LogRows.Log, LogRows.OfSource(source), cancellation) is { } stored
            ? JsonSerializer.Deserialize(stored.Json, LogJson.Default.SourceRow)!.Value
            : null;
        if (known == value || (known is null && value.Length == 0))
        {
            _seen[source] = value;
            return; // A list that never failed is not worth a record.
        }

        var hash = MerkleHash.TryParse(value, out _) ? value : value.Length == 0 ? "" : AuditRecord.HashOf(value);
        var named = target == value || hash == value || value.Length is 0 or > 100 || act.StartsWith("list.", StringComparison.Ordinal)
            ? target : $"{target}/{value}";
        batch.Add(new PendingAct(new LogAct(time.GetUtcNow(), "system", act, named, hash), [target]));
        batch.Progress[source] = new SourceRow(0, value);
    }
}

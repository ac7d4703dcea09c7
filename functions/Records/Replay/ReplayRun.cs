using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Compliance.Functions.Records.Log;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Records.Replay;

/// <summary>What a replay of stored decisions found.</summary>
/// <param name="Replayed">Decisions that were looked at.</param>
/// <param name="Identical">Recomputed to the same bytes.</param>
/// <param name="Differing">Recomputed to something else.</param>
/// <param name="Impossible">What they were made with is not here.</param>
/// <param name="Erased">Evidence that was erased; it cannot be recomputed, and the log says why.</param>
/// <param name="Corpora">Different states of the lists they were made on.</param>
/// <param name="Reasons">How many could not be recomputed, by what is not here.</param>
/// <param name="Exceptions">The first that were not identical.</param>
public sealed record ReplaySummary(
    int Replayed, int Identical, int Differing, int Impossible, int Erased, int Corpora, IReadOnlyDictionary<string, int> Reasons,
        ImmutableArray<ReplayException> Exceptions);

/// <summary>A decision that was not recomputed to the same bytes.</summary>
public sealed record ReplayException(string ScreeningId, string Kind, string Text);

/// <summary>Replays many stored decisions, one state of the lists after the other.</summary>
internal sealed class ReplayRun(IRecordStore records, ScreeningStore screenings, DecisionReplay replay, PinnedCorpora corpora)
{
    private const int MostExceptions = 100;

    /// <summary>Replays.</summary>
    /// <param name="only">One screening; null for all.</param>
    /// <param name="limit">Most decisions.</param>
    /// <param name="onDecision">Told after each.</param>
    /// <param name="cancellation">Cancels between decisions.</param>
    public async Task<ReplaySummary> RunAsync(string? only, int limit, Action onDecision, CancellationToken cancellation)
    {
        var (byCorpus, erased) = await GatherAsync(only, limit, cancellation);
        var results = new ConcurrentBag<ReplayedDecision>();
        foreach (var (hash, ids) in byCorpus.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            await ReplayAsync(hash, ids, results, onDecision, cancellation);
        }

        var impossible = results.OfType<ReplayedDecision.Impossible>().ToList();
        return new ReplaySummary(
            results.Count,
            results.OfType<ReplayedDecision.Identical>().Count(),
            results.OfType<ReplayedDecision.Differing>().Count(),
            impossible.Count,
            erased,
            byCorpus.Count,
            impossible.GroupBy(one => one.Kind).OrderBy(group => group.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Count()),
            [.. results.Where(one => one is not ReplayedDecision.Identical).OrderBy(one => one.ScreeningId, StringComparer.Ordinal)
                .Take(MostExceptions).Select(ExceptionOf)]);
    }

    private async Task ReplayAsync(string hash, List<string> ids, ConcurrentBag<ReplayedDecision> results, Action onDecision,
        CancellationToken cancellation)
    {
        var first = await screenings.FindAsync(ids[0], cancellation)
            ?? throw new InvalidDataException($"The evidence of {ids[0]} was read and is gone.");
        var (corpus, why) = await corpora.FindAsync(hash, first.Lists, cancellation);
        await Parallel.ForEachAsync(ids, cancellation, async (id, token) =>
        {
            var screening = await screenings.FindAsync(id, token)
                ?? throw new InvalidDataException($"The evidence of {id} was read and is gone.");
            results.Add(replay.Obstacle(screening.Evidence) is { } obstacle ? obstacle
                : corpus is null ? new ReplayedDecision.Impossible(id, "lists", why!)
                : replay.Recompute(screening, corpus));
            onDecision();
        });
        GC.KeepAlive(corpus);
    }

    private async Task<(Dictionary<string, List<string>> ByCorpus, int Erased)> GatherAsync(string? only, int limit,
        CancellationToken cancellation)
    {
        var byCorpus = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var (count, erased) = (0, 0);
        foreach (var shard in Shard.All.Where(shard => only is null || (ScreeningId.TryReadShard(only, out var its) && its == shard)))
        {
            var query = new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix(ScreeningStore.EvidencePrefix + only);
            await foreach (var row in records.ReadAllAsync(query, cancellation))
            {
                if (count == limit)
                {
                    return (byCorpus, erased);
                }

                if (ErasedPayload.Is(row.Json))
                {
                    erased++;
                    continue;
                }

                count++;
                using var stored = JsonDocument.Parse(await screenings.ContentAsync(row.Json, cancellation));
                var hash = stored.RootElement.GetProperty("evidence").GetProperty("corpusHash").GetString()!;
                (byCorpus.TryGetValue(hash, out var ids) ? ids : byCorpus[hash] = []).Add(row.Row[ScreeningStore.EvidencePrefix.Length..]);
            }
        }

        return (byCorpus, erased);
    }

    private static ReplayException ExceptionOf(ReplayedDecision one) => one switch
    {
        ReplayedDecision.Differing differing =>
            new(one.ScreeningId, "differing", $"{differing.Where}: stored {differing.Stored}, recomputed {differing.Recomputed}"),
        ReplayedDecision.Impossible impossible => new(one.ScreeningId, impossible.Kind, impossible.Why),
        _ => throw new InvalidOperationException($"{one.GetType().Name} is no exception."),
    };
}

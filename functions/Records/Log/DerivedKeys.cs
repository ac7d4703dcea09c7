using System.Text.Json;
using Compliance.Functions.Screening;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Audit;

namespace Compliance.Functions.Records.Log;

/// <summary>
/// Derives the rows of idempotency keys of one shard from the evidence, which names the key that it answers and is bound to the log: a row
/// that was moved to another screening would answer a block with somebody else's allow.
/// </summary>
internal sealed class DerivedKeys(IRecordStore records, VerificationRun run)
{
    private readonly Dictionary<string, (string ScreeningId, string BodyHash)> _expected = new(StringComparer.Ordinal);

    /// <summary>Screenings without a key, by their place in the log.</summary>
    private readonly Dictionary<string, long> _without = new(StringComparer.Ordinal);

    /// <summary>The first of all screenings whose evidence names a key: builds before it did not keep it.</summary>
    private long _first = long.MaxValue;

    /// <summary>Sees evidence that is as the log knows it.</summary>
    public void See(string screeningId, long sequence, IdempotencyKey? key)
    {
        if (key is null)
        {
            _without[screeningId] = sequence;
            return;
        }

        _expected[key.Hash] = (screeningId, key.BodyHash);
        _first = Math.Min(_first, sequence);
    }

    /// <summary>Compares the rows.</summary>
    public async Task CompareAsync(Shard shard, CancellationToken cancellation)
    {
        await foreach (var row in records.ReadAllAsync(
            new RecordQuery(ScreeningStore.Table, shard.Partition).WithPrefix(ScreeningStore.KeyPrefix), cancellation))
        {
            var (hash, stored) = (row.Row[ScreeningStore.KeyPrefix.Length..], Read(row.Json));
            var isRight = _expected.Remove(hash, out var expected)
                ? stored is not null && (stored.ScreeningId, stored.BodyHash) == expected
                : stored is not null && IsPossible(stored.ScreeningId);
            if (!isRight)
            {
                run.Fault(0, AuditFaultKind.ContentDiffers, $"The idempotency key {hash[..Math.Min(12, hash.Length)]} is not the one that "
                    + $"{expected.ScreeningId ?? stored?.ScreeningId ?? "its screening"} was stored under.");
            }
        }

        foreach (var (hash, (screeningId, _)) in _expected.OrderBy(pair => pair.Value.ScreeningId, StringComparer.Ordinal))
        {
            run.Fault(0, AuditFaultKind.ContentDiffers, $"The idempotency key {hash[..12]} of {screeningId} is gone.");
        }
    }

    /// <summary>Of evidence that was erased, or is not in the log yet, nobody knows the key; an earlier build did not keep it.</summary>
    private bool IsPossible(string screeningId) => _without.TryGetValue(screeningId, out var sequence) ? sequence < _first
        : run.IsErased(screeningId) || !run.Screenings.ContainsKey(screeningId);

    private static IdempotencyRow? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoredJson.Default.IdempotencyRow) is { ScreeningId: not null } row ? row : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Compliance.Functions.Identity.Secrets;
using Compliance.Functions.Storage;
using Compliance.ScreeningCore.Alerts;
using Compliance.ScreeningCore.Audit;
using Compliance.ScreeningCore.Review;

namespace Compliance.Functions.Identity.Keys;

/// <summary>
/// The table <c>apikeys</c>: one partition with the keys (<c>k-ID</c>), their last uses (<c>u-ID</c>) and the audit chain of what was done
/// with them (<c>r00000001</c>, remembered by <c>head</c>), because a key and the record of its making must change together.
/// </summary>
internal sealed class KeyStore(IRecordStore records, TimeProvider time, RowSeal? seal = null)
{
    private readonly RowSeal _seal = seal ?? new RowSeal(ServiceSecret.None);

    /// <summary>Name of the table.</summary>
    public const string Table = "apikeys";

    /// <summary>Keys of one caller that work at a time: the one in use, and the one that replaces it.</summary>
    public const int MaxValidKeys = 2;

    /// <summary>Partition of the keys.</summary>
    public const string Partition = "keys";
    private const string Head = "head";
    private const string Chain = "api-keys";
    private const int MostRounds = 20;

    /// <summary>Takes keys over that were made before there was a secret, once.</summary>
    public async Task AdoptAsync(CancellationToken cancellation)
    {
        if (!_seal.Secret.MayAdopt)
        {
            return;
        }

        await foreach (var record in RowsAsync("k-", cancellation))
        {
            if (RowSeal.IsPlain(record.Json))
            {
                await records.CommitAsync(Table, Partition,
                    [new RecordOperation.Replace(record.Row, record.ETag, _seal.Protect(Table, record.Row, record.Json))], cancellation);
            }
        }

        _seal.Secret.Adopted();
    }

    /// <summary>Every key ever made, oldest first. A row whose seal is wrong is no key.</summary>
    public async Task<ImmutableArray<StoredKey>> ReadAsync(CancellationToken cancellation)
    {
        var keys = ImmutableArray.CreateBuilder<StoredKey>();
        await foreach (var record in RowsAsync("k-", cancellation))
        {
            if (_seal.Open(Table, record.Row, record.Json) is { } json)
            {
                keys.Add(JsonSerializer.Deserialize(json, KeyRowJson.Default.StoredKey)!);
            }
        }

        return [.. keys.OrderBy(key => key.CreatedAt).ThenBy(key => key.Id, StringComparer.Ordinal)];
    }

    /// <summary>The same with their last uses.</summary>
    public async Task<ImmutableArray<ListedKey>> ListAsync(CancellationToken cancellation)
    {
        var uses = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var record in RowsAsync("u-", cancellation))
        {
            uses[record.Row[2..]] = JsonSerializer.Deserialize(record.Json, KeyRowJson.Default.KeyUse)!.LastUsedAt;
        }

        return [.. (await ReadAsync(cancellation)).Select(key => new ListedKey(key, uses.TryGetValue(key.Id, out var at) ? at : null))];
    }

    /// <summary>Makes a key; the text of it is given once and stored nowhere.</summary>
    public async Task<KeyMaking> CreateAsync(KeyOrder order, string actor, CancellationToken cancellation,
        ImmutableArray<OfficerId> makers = default)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var now = time.GetUtcNow();
            var head = await HeadAsync(cancellation);
            ImmutableArray<StoredKey> valid =
                [.. (await ReadAsync(cancellation)).Where(key => key.Name == order.Name && key.IsValidAt(now))];
            if (valid.Length >= MaxValidKeys)
            {
                return new KeyMaking.Refused(
                    $"'{order.Name}' has {valid.Length} valid keys already ({string.Join(", ", valid.Select(key => key.Id))}). Revoke "
                        + $"one first.");
            }

            var (id, text) = KeySecret.Create();
            var made = new StoredKey
            {
                Id = id,
                Name = order.Name,
                Sha256 = KeySecret.HashOf(text),
                Scopes = order.Scopes,
                CreatedAt = now,
                CreatedBy = actor,
                Holder = order.Holder?.Value,
                Makers = makers.IsDefaultOrEmpty ? default : [.. makers.Select(id => id.Value)],
                ExpiresAt = now + order.Life,
            };
            var retired = order.RetireOthersIn is { } grace
                ? valid.Where(key => key.ExpiresAt > now + grace).Select(key => key with { ExpiresAt = now + grace }).ToArray() : [];
            if (await CommitAsync(head, [(made, true, "key.created"), .. retired.Select(key => (key, false, "key.retired"))], actor, now,
                cancellation))
            {
                return new KeyMaking.Made(made, text, [.. retired]);
            }
        }

        throw new TimeoutException($"The keys changed {MostRounds} times while one was made.");
    }

    /// <summary>Revokes a key; null where there is none of this id. Revoking twice is revoking once.</summary>
    public async Task<StoredKey?> RevokeAsync(string id, string actor, CancellationToken cancellation)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var head = await HeadAsync(cancellation);
            if ((await ReadAsync(cancellation)).FirstOrDefault(key => key.Id == id) is not { } key || key.RevokedAt is not null)
            {
                return (await ReadAsync(cancellation)).FirstOrDefault(one => one.Id == id);
            }

            var now = time.GetUtcNow();
            var revoked = key with { RevokedAt = now };
            if (await CommitAsync(head, [(revoked, false, "key.revoked")], actor, now, cancellation))
            {
                return revoked;
            }
        }

        throw new TimeoutException($"The keys changed {MostRounds} times while one was revoked.");
    }

    /// <summary>Remembers when keys were used.</summary>
    public async Task NoteUsesAsync(IEnumerable<KeyValuePair<string, DateTimeOffset>> uses, CancellationToken cancellation)
    {
        foreach (var batch in uses.Chunk(StorageLimits.MaxBatchOperations))
        {
            await records.CommitAsync(
                Table, Partition,
                    [.. batch.Select(use =>
                    new RecordOperation.Put("u-" + use.Key, JsonSerializer.Serialize(new KeyUse(use.Value), KeyRowJson.Default.KeyUse)))],
                    cancellation);
        }
    }

    /// <summary>What was done with keys, in order, and what is wrong with the chain of it.</summary>
    public async Task<(ImmutableArray<AuditRecord> Records, ImmutableArray<AuditFault> Faults)> HistoryAsync(CancellationToken cancellation)
    {
        var chain = ImmutableArray.CreateBuilder<AuditRecord>();
        await foreach (var record in RowsAsync("r", cancellation))
        {
            chain.Add(JsonSerializer.Deserialize(record.Json, KeyRowJson.Default.AuditRecord)!);
        }

        return (chain.ToImmutable(), AuditChain.Verify(chain, (await HeadAsync(cancellation)).Head));
    }

    /// <summary>The head is replaced in the same batch: who read older keys than another one wrote meanwhile has the wrong head and begins
    /// again.</summary>
    private async Task<bool> CommitAsync(
        (AuditHead Head, string? ETag) before, IReadOnlyList<(StoredKey Key, bool New, string Act)> changes, string actor,
            DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = changes.Select(change =>
            (Change: change, Json: JsonSerializer.Serialize(change.Key, KeyRowJson.Default.StoredKey))).ToArray();
        var (chained, head) =
            AuditChain.Append(before.Head,
            rows.Select(row => new AuditAct(now, actor, row.Change.Act, $"{row.Change.Key.Name}/{row.Change.Key.Id}", row.Json)));
        var json = JsonSerializer.Serialize(head, KeyRowJson.Default.AuditHead);
        RecordOperation[] operations =
        [
            .. rows.Select(row => row.Change.New ? (RecordOperation)new RecordOperation.Insert(RowOf(row.Change.Key), Sealed(row))
                : new RecordOperation.Put(RowOf(row.Change.Key), Sealed(row))),
            .. chained.Select(record => new RecordOperation.Insert(
                string.Create(CultureInfo.InvariantCulture, $"r{record.Sequence:D8}"),
                    JsonSerializer.Serialize(record, KeyRowJson.Default.AuditRecord))),
            before.ETag is null ? new RecordOperation.Insert(Head, json) : new RecordOperation.Replace(Head, before.ETag, json),
        ];
        return (await records.CommitAsync(Table, Partition, operations, cancellation)).Succeeded;
    }

    private static string RowOf(StoredKey key) => "k-" + key.Id;

    private string Sealed(((StoredKey Key, bool New, string Act) Change, string Json) row)
        => _seal.Protect(Table, RowOf(row.Change.Key), row.Json);

    private async Task<(AuditHead Head, string? ETag)> HeadAsync(CancellationToken cancellation) =>
        await records.FindAsync(Table, Partition, Head, cancellation) is { } record
            ? (JsonSerializer.Deserialize(record.Json, KeyRowJson.Default.AuditHead)!, record.ETag)
            : (AuditHead.Empty(Chain), null);

    private async IAsyncEnumerable<StoredRecord> RowsAsync(string prefix, [System.Runtime.CompilerServices.EnumeratorCancellation]
        CancellationToken cancellation)
    {
        var query = new RecordQuery(Table, Partition).WithPrefix(prefix);
        do
        {
            var page = await records.QueryAsync(query, cancellation);
            foreach (var record in page.Records)
            {
                yield return record;
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
    }
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Compliance.Functions.Storage;

namespace Compliance.Functions.Identity.Keys;

/// <summary>How looking a key up ended.</summary>
internal abstract record KeyReading
{
    private KeyReading()
    {
    }

    /// <summary>It is valid now.</summary>
    internal sealed record Valid(StoredKey Key) : KeyReading;

    /// <summary>There is no such key, or it works no more.</summary>
    internal sealed record Unknown : KeyReading;

    /// <summary>The keys cannot be read now.</summary>
    internal sealed record Unreadable : KeyReading;
}

/// <summary>
/// The stored keys in memory, read again every ten seconds when somebody asks: a key revoked elsewhere works ten seconds longer at most.
/// While the store fails, what was read last counts for five minutes.
/// </summary>
internal sealed class KeyDirectory(KeyStore store, TimeProvider time, ILogger<KeyDirectory> log) : IDisposable
{
    /// <summary>Age at which the keys are read again.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(10);

    /// <summary>Age from which they count for nothing.</summary>
    public static readonly TimeSpan WorthlessAfter = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _uses = new(StringComparer.Ordinal);
    private volatile Page? _page;

    /// <summary>Finds a key.</summary>
    /// <param name="text">The key as sent.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancellation">Stops waiting for the store.</param>
    public async Task<KeyReading> FindAsync(string text, byte[] hash, CancellationToken cancellation)
    {
        if (KeySecret.IdOf(text) is not { } id)
        {
            return new KeyReading.Unknown();
        }

        var now = time.GetUtcNow();
        if (await CurrentAsync(now, cancellation) is not { } page)
        {
            return new KeyReading.Unreadable();
        }

        if (!page.Keys.TryGetValue(id, out var key) || !CryptographicOperations.FixedTimeEquals(hash, key.Sha256)
            || !key.Key.IsValidAt(now))
        {
            return new KeyReading.Unknown();
        }

        _uses[id] = now;
        return new KeyReading.Valid(key.Key);
    }

    /// <summary>Reads the keys again at the next look-up: one was made or revoked here.</summary>
    public void Forget() => _page = _page is { } page ? page with { ReadAt = null } : null;

    /// <summary>The uses since they were last taken.</summary>
    public IReadOnlyCollection<KeyValuePair<string, DateTimeOffset>> TakeUses()
    {
        var taken = new List<KeyValuePair<string, DateTimeOffset>>();
        foreach (var id in _uses.Keys)
        {
            if (_uses.TryRemove(id, out var at))
            {
                taken.Add(KeyValuePair.Create(id, at));
            }
        }

        return taken;
    }

    public void Dispose() => _one.Dispose();

    private async Task<Page?> CurrentAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var page = _page;
        // Either way: when the clock is set back, a revoked key must not live on until it comes forward again.
        var age = page?.ReadAt is { } read ? (now - read).Duration() : (TimeSpan?)null;
        if (age < RefreshAfter)
        {
            return page;
        }

        // Whoever has something in hand does not wait for the one who reads.
        var mayUseOld = age < WorthlessAfter;
        if (!await _one.WaitAsync(mayUseOld ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, cancellation))
        {
            return page;
        }

        try
        {
            if (!ReferenceEquals(_page, page))
            {
                return _page;
            }

            return _page =
                new Page((await store.ReadAsync(cancellation)).ToFrozenDictionary(key => key.Id,
                key => new Entry(key, Convert.FromHexString(key.Sha256)), StringComparer.Ordinal), now);
        }
        catch (Exception error) when (StoreFailure.Is(error))
        {
            log.LogError(error, "The API keys could not be read.");
            return mayUseOld ? page : null;
        }
        finally
        {
            _one.Release();
        }
    }

    private sealed record Entry(StoredKey Key, byte[] Sha256);

    /// <summary>The keys, and when they were read; null where they are to be read again.</summary>
    private sealed record Page(FrozenDictionary<string, Entry> Keys, DateTimeOffset? ReadAt);
}

using System.Text;

namespace Compliance.Functions.Identity.Entra;

/// <summary>
/// Knows what the authority publishes. It is read again when it grows old and, at most once a minute, when a token names a key that is not
/// in it (keys roll over). While the authority cannot be reached, what was read last counts for a day; attempts are spaced by a growing
/// wait.
/// </summary>
internal sealed class Authority(EntraOptions options, HttpClient http, TimeProvider time, ILogger<Authority> log) : IDisposable
{
    /// <summary>Age at which the document is read again.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);

    /// <summary>Age from which it counts for nothing: a key that the authority withdrew must stop to work.</summary>
    public static readonly TimeSpan WorthlessAfter = TimeSpan.FromHours(24);

    /// <summary>Shortest time between two readings, whoever asks: tokens with invented key ids must not become requests to the
    /// authority.</summary>
    public static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromMinutes(1);

    private const int MaxDocumentBytes = 1024 * 1024;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _one = new(1, 1);
    private AuthorityDocument? _known;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>What is known now; null where nothing is.</summary>
    public async Task<AuthorityDocument?> CurrentAsync(CancellationToken cancellation)
    {
        var known = Volatile.Read(ref _known);
        if (known is not null && time.GetUtcNow() - known.ReadAt < RefreshAfter)
        {
            return known;
        }

        return await ReadAgainAsync(known, wait: known is null, cancellation) is { } found
            && time.GetUtcNow() - found.ReadAt < WorthlessAfter ? found : null;
    }

    /// <summary>What is known after a token named a key that is not in <paramref name="seen"/>.</summary>
    public Task<AuthorityDocument?> AfterUnknownKeyAsync(AuthorityDocument seen, CancellationToken cancellation)
        => ReadAgainAsync(seen, wait: true, cancellation);

    public void Dispose() => _one.Dispose();

    /// <summary>Reads unless somebody did since <paramref name="seen"/>, or it is too early. One reads at a time; with something in hand
    /// the others need not wait.</summary>
    private async Task<AuthorityDocument?> ReadAgainAsync(AuthorityDocument? seen, bool wait, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(wait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation))
        {
            return seen;
        }

        try
        {
            if (ReferenceEquals(_known, seen) && time.GetUtcNow() >= _notBefore)
            {
                await ReadAsync(cancellation);
            }

            return _known;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        try
        {
            Volatile.Write(ref _known, await AuthorityDocument.ReadAsync(options, address => FetchAsync(address, cancellation), now));
            (_failures, _notBefore) = (0, now + ReadAtMostEvery);
        }
        catch (Exception error)
            when (error is HttpRequestException or InvalidDataException or IOException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            _notBefore = now + TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(_failures++, 16)));
            log.LogWarning(
                "The authority's metadata could not be read ({Failure}, {Failures} times in a row); next attempt after {NotBefore:O}.",
                error.GetType().Name, _failures, _notBefore);
        }
    }

    private async Task<string> FetchAsync(Uri address, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[MaxDocumentBytes + 1];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        return read <= MaxDocumentBytes ? Encoding.UTF8.GetString(buffer, 0, read)
            : throw new InvalidDataException("The authority's document is larger than a MiB.");
    }
}

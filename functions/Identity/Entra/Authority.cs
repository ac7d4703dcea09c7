using System.Text.Json;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Compliance.Functions.Identity.Entra;

/// <summary>
/// Knows what the authority publishes, for both handlers of the framework. It is read again when it grows old and, at most once a minute,
/// when a token names a key that is not in it (keys roll over). While the authority cannot be reached, what was read last counts for a day;
/// attempts are spaced by a growing wait. The framework's own manager would go on with it for ever, and by its own clock.
/// </summary>
internal sealed class Authority : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>, IDisposable
{
    /// <summary>Age at which the document is read again.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(12);

    /// <summary>Age from which it counts for nothing: a key that the authority withdrew must stop to work.</summary>
    public static readonly TimeSpan WorthlessAfter = TimeSpan.FromHours(24);

    /// <summary>Shortest time between two readings, whoever asks: tokens with invented key ids must not become requests to the
    /// authority.</summary>
    public static readonly TimeSpan ReadAtMostEvery = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly EntraOptions _options;
    private readonly HttpDocumentRetriever _documents;
    private readonly TimeProvider _time;
    private readonly ILogger<Authority> _log;
    private readonly SemaphoreSlim _one = new(1, 1);
    private Reading? _known;
    private Reading? _insufficient;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;
    private int _failures;

    public Authority(EntraOptions options, HttpClient http, TimeProvider time, ILogger<Authority> log)
    {
        (_options, _time, _log) = (options, time, log);
        _documents = new HttpDocumentRetriever(http) { RequireHttps = !options.IsLocal, SendAdditionalHeaderData = false };
        UseLastKnownGoodConfiguration = false; // What was replaced counts no longer.
    }

    /// <summary>What is known now; null where nothing is.</summary>
    public async Task<OpenIdConnectConfiguration?> CurrentAsync(CancellationToken cancellation)
    {
        var known = Volatile.Read(ref _known);
        var isWanting = known is not null && ReferenceEquals(known, Volatile.Read(ref _insufficient));
        if (known is not null && !isWanting && _time.GetUtcNow() - known.At < RefreshAfter)
        {
            return known.Document;
        }

        return await ReadAgainAsync(known, wait: known is null || isWanting, cancellation) is { } found
            && _time.GetUtcNow() - found.At < WorthlessAfter ? found.Document : null;
    }

    /// <inheritdoc/>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
        => await CurrentAsync(cancel) ?? throw new HttpRequestException("What the authority publishes is not known now.");

    /// <inheritdoc/>
    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

    /// <summary>A token names a key that is not in what is known: the next reading may come as soon as a minute has passed.</summary>
    public override void RequestRefresh() => Volatile.Write(ref _insufficient, Volatile.Read(ref _known));

    public void Dispose() => _one.Dispose();

    /// <summary>Reads unless somebody did since <paramref name="seen"/>, or it is too early. One reads at a time; with something in hand
    /// the others need not wait.</summary>
    private async Task<Reading?> ReadAgainAsync(Reading? seen, bool wait, CancellationToken cancellation)
    {
        if (!await _one.WaitAsync(wait ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation))
        {
            return seen;
        }

        try
        {
            if (ReferenceEquals(_known, seen) && _time.GetUtcNow() >= _notBefore)
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
        var now = _time.GetUtcNow();
        try
        {
            var document = await OpenIdConnectConfigurationRetriever.GetAsync(_options.Metadata.AbsoluteUri, _documents, cancellation);
            AuthorityDocument.Check(document, _options);
            Volatile.Write(ref _known, new Reading(document, now));
            (_failures, _notBefore) = (0, now + ReadAtMostEvery);
        }
        catch (Exception error)
            when (error is HttpRequestException or InvalidDataException or IOException or ArgumentException or JsonException
                or FormatException or InvalidOperationException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            _notBefore = now + TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, FirstWait.Ticks << Math.Min(_failures++, 16)));
            _log.LogWarning(
                "The authority's metadata could not be read ({Failure}, {Failures} times in a row); next attempt after {NotBefore:O}.",
                error.GetType().Name, _failures, _notBefore);
        }
    }

    private sealed record Reading(OpenIdConnectConfiguration Document, DateTimeOffset At);
}

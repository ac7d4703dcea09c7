using System.Net;
using System.Security.Cryptography;
using Compliance.Functions.Records.Webhooks;
using Compliance.Functions.Storage;
using Compliance.Lists.Reading;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>
/// Fetches official files: conditionally, with retries, time limits and a byte limit, and keeps the raw bytes under their SHA-256.
/// Redirects are followed; only host and path of the configured address are ever named, because redirects lead to signed addresses.
/// </summary>
internal sealed class ListDownload(HttpClient http, IBlobStore blobs, TimeProvider time, DownloadLimits? limits = null)
{
    private const int MostRedirects = 5;
    private readonly DownloadLimits _limits = limits ?? DownloadLimits.Official;
    private readonly ResiliencePipeline _retries = PipelineOf(limits ?? DownloadLimits.Official, time);

    /// <summary>Fetches a file, unless the version in hand is still the newest.</summary>
    public async Task<DownloadResult> FetchAsync(Uri address, string file, long maxBytes, SourceManifest? inHand,
        CancellationToken cancellation)
    {
        try
        {
            return await _retries.ExecuteAsync(async token => await FetchOnceAsync(address, file, maxBytes, inHand, token), cancellation);
        }
        catch (Exception error) when (IsOfThePublisher(error) && !cancellation.IsCancellationRequested)
        {
            return new DownloadResult.Failed($"{Named(address)}: {Describe(error)}");
        }
    }

    private async Task<DownloadResult> FetchOnceAsync(Uri address, string file, long maxBytes, SourceManifest? inHand,
        CancellationToken cancellation)
    {
        using var response = await FollowAsync(address, inHand, cancellation);
        if (response.StatusCode == HttpStatusCode.NotModified && inHand is not null)
        {
            return new DownloadResult.Unchanged(inHand);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new PublisherRefusedException(response.StatusCode, PauseOf(response));
        }

        if (response.Content.Headers.ContentLength > maxBytes)
        {
            return new DownloadResult.Failed(
                $"{Named(address)}: {response.Content.Headers.ContentLength} bytes are announced; the limit is {maxBytes}.");
        }

        await using var content = Expanded(await response.Content.ReadAsStreamAsync(cancellation), response);
        return await KeepAsync(content, file, maxBytes, response, inHand, address, cancellation);
    }

    /// <summary>Asks, and follows redirects: to the same server, or to public addresses with encryption.</summary>
    private async Task<HttpResponseMessage> FollowAsync(Uri address, SourceManifest? inHand, CancellationToken cancellation)
    {
        var target = address;
        for (var redirects = 0; ; redirects++)
        {
            var response = await AskAsync(target, target.Authority != address.Authority, inHand, cancellation);
            var next = response.Headers.Location is { } location ? new Uri(target, location) : null;
            if (!IsRedirect(response.StatusCode) || next is null)
            {
                return response;
            }

            var status = response.StatusCode;
            response.Dispose();
            if (redirects >= MostRedirects || next.Scheme is not ("http" or "https")
                || (target.Scheme == "https" && next.Scheme != "https"))
            {
                throw new PublisherRefusedException(status, null);
            }

            if (next.Authority != address.Authority)
            {
                ListConnections.RefusePrivate(next);
            }

            target = next;
        }
    }

    private async Task<HttpResponseMessage> AskAsync(Uri target, bool isElsewhere, SourceManifest? inHand, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Options.Set(ListConnections.IsRedirected, isElsewhere);
        if (inHand?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        request.Headers.IfModifiedSince = inHand?.LastModified;
        request.Headers.AcceptEncoding.ParseAdd("gzip"); // The one form whose end can be verified.
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private async Task<DownloadResult> KeepAsync(
        Stream content, string file, long maxBytes, HttpResponseMessage response, SourceManifest? inHand, Uri address,
            CancellationToken cancellation)
    {
        await using var spool =
            new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (int read; (read = await ReadAsync(content, buffer, cancellation)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await spool.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (spool.Length > maxBytes)
            {
                return new DownloadResult.Failed($"{Named(address)}: more than {maxBytes} bytes.");
            }
        }

        var source = new SourceManifest(file, Convert.ToHexStringLower(hash.GetHashAndReset()), spool.Length)
        {
            ETag = response.Headers.ETag?.ToString(),
            LastModified = response.Content.Headers.LastModified,
        };
        if (source.Sha256 == inHand?.Sha256)
        {
            return new DownloadResult.Unchanged(source);
        }

        spool.Position = 0;
        await blobs.PutIfAbsentAsync(RawFiles.Container, source.Sha256, spool, cancellation);
        return new DownloadResult.Fetched(source);
    }

    private async ValueTask<int> ReadAsync(Stream content, Memory<byte> buffer, CancellationToken cancellation)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stall.CancelAfter(_limits.Stall);
        try
        {
            return await content.ReadAsync(buffer, stall.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"no byte came for {_limits.Stall.TotalSeconds:0.#} seconds");
        }
        catch (IOException error)
        {
            throw new BrokenOffException(error);
        }
    }

    private static Stream Expanded(Stream content, HttpResponseMessage response)
        => response.Content.Headers.ContentEncoding.ToArray() switch
        {
            [] or ["identity"] => content,
            ["gzip"] or ["x-gzip"] => new WholeGzipStream(content),
            var other => throw new PublisherRefusedException(response.StatusCode, null,
                $"the answer is encoded as {string.Join(", ", other)}, which was not asked for"),
        };

    private TimeSpan? PauseOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Bounded(date - time.GetUtcNow()),
        _ => null,
    };

    private TimeSpan Bounded(TimeSpan asked) => asked < TimeSpan.Zero ? TimeSpan.Zero : asked > _limits.MostPause ? _limits.MostPause
        : asked;

    private static ResiliencePipeline PipelineOf(DownloadLimits limits, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        return (limits.Retries == 0 ? builder : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = limits.Retries,
            Delay = limits.Pause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            DelayGenerator = arguments => ValueTask.FromResult((arguments.Outcome.Exception as PublisherRefusedException)?.Pause),
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>().Handle<BrokenOffException>().Handle<TimeoutException>()
                .Handle<TimeoutRejectedException>()
                .Handle<InvalidDataException>().Handle<PublisherRefusedException>(refused => refused.IsPassing),
        })).AddTimeout(limits.Attempt).Build();
    }

    private static bool IsOfThePublisher(Exception error) =>
        error is PublisherRefusedException or BrokenOffException or InvalidDataException or TimeoutRejectedException
        or TaskCanceledException || StoreFailure.Is(error);

    private static string Named(Uri address) => address.Host + address.AbsolutePath;

    private static string Describe(Exception error) => error switch
    {
        PublisherRefusedException refused => refused.Message,
        PrivateAddressException refused => refused.Message,
        HttpRequestException { InnerException: PrivateAddressException refused } => refused.Message,
        HttpRequestException other => $"the connection failed ({other.HttpRequestError})",
        BrokenOffException => "the answer broke off before its end",
        InvalidDataException => "the compressed answer is damaged or cut off",
        TimeoutException stalled => stalled.Message,
        TimeoutRejectedException or TaskCanceledException => "the time limit passed",
        _ => error.GetType().Name,
    };

    /// <summary>The connection ended before the answer did.</summary>
    private sealed class BrokenOffException(IOException inner) : Exception("The answer broke off.", inner);

    /// <summary>An answer other than a file.</summary>
    private sealed class PublisherRefusedException(HttpStatusCode status, TimeSpan? pause, string? reason = null) : Exception(
        reason ?? ((int)status is >= 300 and < 400
            ? $"the publisher redirects in a circle, or to an address without encryption ({(int)status})"
            : $"the publisher answered {(int)status}"))
    {
        /// <summary>The pause the publisher asks for; null where it asks for none.</summary>
        public TimeSpan? Pause => pause;

        /// <summary>True where another attempt may succeed.</summary>
        public bool IsPassing
            => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;
    }
}

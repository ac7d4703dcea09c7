using System.Net;
using System.Security.Cryptography;
using Compliance.Functions.Storage;
using Compliance.Functions.Stores;
using Polly;
using Polly.Retry;

namespace Compliance.Functions.Corpus;

/// <summary>How fetching one file ended.</summary>
internal abstract record DownloadResult
{
    private DownloadResult()
    {
    }

    /// <summary>A new version was fetched and its bytes are kept.</summary>
    internal sealed record Fetched(SourceManifest Source) : DownloadResult;

    /// <summary>The publisher says, or the bytes show, that the version in hand is still the newest.</summary>
    internal sealed record Unchanged(SourceManifest Source) : DownloadResult;

    /// <summary>It could not be fetched.</summary>
    internal sealed record Failed(string Reason) : DownloadResult;
}

/// <summary>
/// Fetches official files: conditionally, with retries, a time limit and a byte limit, and keeps the raw bytes under their SHA-256. Redirects are
/// followed; only host and path of the configured address are ever named, because redirects lead to signed addresses.
/// </summary>
internal sealed class ListDownload(HttpClient http, IBlobStore blobs, TimeProvider time)
{
    private readonly ResiliencePipeline _retries = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromSeconds(1),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(IsTransient).Handle<HttpIOException>().Handle<TimeoutException>(),
        })
        .AddTimeout(TimeSpan.FromMinutes(5))
        .Build();

    /// <summary>Fetches a file, unless the version in hand is still the newest.</summary>
    public async Task<DownloadResult> FetchAsync(Uri address, string file, long maxBytes, SourceManifest? inHand, CancellationToken cancellation)
    {
        try
        {
            return await _retries.ExecuteAsync(async token => await FetchOnceAsync(address, file, maxBytes, inHand, token), cancellation);
        }
        catch (Exception error) when ((StoreFailure.Is(error) || error is Polly.Timeout.TimeoutRejectedException or TaskCanceledException) && !cancellation.IsCancellationRequested)
        {
            return new DownloadResult.Failed($"{address.Host}{address.AbsolutePath}: {Describe(error)}");
        }
    }

    private async Task<DownloadResult> FetchOnceAsync(Uri address, string file, long maxBytes, SourceManifest? inHand, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (inHand?.ETag is { } tag)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        request.Headers.IfModifiedSince = inHand?.LastModified;
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == HttpStatusCode.NotModified && inHand is not null)
        {
            return new DownloadResult.Unchanged(inHand);
        }

        response.EnsureSuccessStatusCode();
        if (response.Content.Headers.ContentLength > maxBytes)
        {
            return new DownloadResult.Failed($"{address.Host}{address.AbsolutePath}: {response.Content.Headers.ContentLength} bytes are announced; the limit is {maxBytes}.");
        }

        await using var content = await response.Content.ReadAsStreamAsync(cancellation);
        return await KeepAsync(content, file, maxBytes, response, inHand, address, cancellation);
    }

    private async Task<DownloadResult> KeepAsync(
        Stream content, string file, long maxBytes, HttpResponseMessage response, SourceManifest? inHand, Uri address, CancellationToken cancellation)
    {
        await using var spool = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await spool.WriteAsync(buffer.AsMemory(0, read), cancellation);
            if (spool.Length > maxBytes)
            {
                return new DownloadResult.Failed($"{address.Host}{address.AbsolutePath}: more than {maxBytes} bytes.");
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

    private static bool IsTransient(HttpRequestException error) => error.StatusCode is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static string Describe(Exception error) => error switch
    {
        HttpRequestException { StatusCode: { } status } => $"the publisher answered {(int)status}",
        HttpRequestException other => $"the connection failed ({other.HttpRequestError})",
        Polly.Timeout.TimeoutRejectedException or TaskCanceledException => "the time limit passed",
        _ => error.GetType().Name,
    };
}

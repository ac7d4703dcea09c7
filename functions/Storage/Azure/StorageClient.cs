using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace Compliance.Functions.Storage.Azure;

/// <summary>Sends requests to one endpoint through the pipeline of Azure.Core: identity, repetition with growing waits, time
/// limits.</summary>
internal sealed class StorageClient
{
    /// <summary>Protocol version of blobs and queues.</summary>
    public const string BlobVersion = "2023-11-03";

    /// <summary>Protocol version of tables; the first that takes tokens.</summary>
    public const string TableVersion = "2020-12-06";

    private readonly HttpPipeline pipeline;
    private readonly string endpoint;

    private StorageClient(HttpPipeline pipeline, Uri endpoint)
    {
        this.pipeline = pipeline;
        this.endpoint = endpoint.AbsoluteUri.TrimEnd('/');
    }

    public static StorageClient Create(AzureStorageOptions options, Uri endpoint, string? version, HttpPipelinePolicy authentication) =>
        new(HttpPipelineBuilder.Build(new PipelineOptions(options), [],
        [authentication], new ResponseClassifier()), endpoint);

    /// <summary>A request; the path and query are escaped already and begin with a slash.</summary>
    public HttpMessage Request(RequestMethod method, string pathAndQuery)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(endpoint + pathAndQuery));
        return message;
    }

    /// <summary>Sends; the answer may have any status. Where none came after all repetitions, throws
    /// <see cref="StorageUnavailableException"/>.</summary>
    public async Task<Response> SendAsync(HttpMessage message, CancellationToken cancellation)
    {
        try
        {
            await pipeline.SendAsync(message, cancellation).ConfigureAwait(false);
            return message.Response;
        }
        catch (Exception error) when (IsUnavailable(error) && !cancellation.IsCancellationRequested)
        {
            throw new StorageUnavailableException($"No answer from {message.Request.Uri.Host}: {error.GetBaseException().Message}", error);
        }
    }

    /// <summary>The service's code for what went wrong.</summary>
    public static string ErrorCode(Response response) => response.Status < 400 ? ""
        : response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : "";

    /// <summary>The error of an answer that nobody expected: refused access, throttling that did not end, a broken service.</summary>
    public static StorageUnavailableException Unexpected(Response response, string act) =>
        new($"{act} was answered {response.Status} {response.ReasonPhrase} {ErrorCode(response)}".TrimEnd() + ".");

    private static bool IsUnavailable(Exception error) => error switch
    {
        RequestFailedException or AuthenticationFailedException or OperationCanceledException or IOException => true,
        AggregateException several => several.InnerExceptions.All(IsUnavailable),
        _ => false,
    };

    private sealed class PipelineOptions : ClientOptions
    {
        public PipelineOptions(AzureStorageOptions options)
        {
            Retry.MaxRetries = options.MaxRetries;
            Retry.Delay = options.RetryDelay;
            Retry.MaxDelay = TimeSpan.FromSeconds(8);
            Retry.Mode = RetryMode.Exponential;
            // Of one try: callers of the API wait for a few tries, and the platform's front end for no more than 230 seconds.
            Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
            // Addresses carry record keys, which may name a subject: they stay out of logs and traces.
            Diagnostics.IsLoggingEnabled = false;
            Diagnostics.IsDistributedTracingEnabled = false;
            if (options.Transport is { } handler)
            {
                Transport = new HttpClientTransport(handler);
            }
        }
    }
}

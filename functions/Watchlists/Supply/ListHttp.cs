using System.Net;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>The HTTP client of list downloads. It is made here and not by a factory, whose logging would write redirect addresses with
/// their signatures.</summary>
internal static class ListHttp
{
    /// <summary>Makes the client.</summary>
    /// <param name="userAgent">The user agent.</param>
    /// <param name="proxy">The proxy; null leaves it to the environment (HTTPS_PROXY, NO_PROXY).</param>
    public static HttpClient Create(string userAgent, Uri? proxy = null)
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None, // The framework takes a compressed answer that was cut off for a whole one.
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false, // ListDownload follows them, and sees where they lead.
            ConnectCallback = ListConnections.ConnectAsync,
            ActivityHeadersPropagator = null, // No tracing of these requests: spans would hold the signed addresses that redirects lead to.
        };
        if (proxy is not null)
        {
            handler.Proxy = new WebProxy(proxy);
        }

        var client = new HttpClient(handler)
        {
            // Each attempt ends with the pipeline's own limit; this one is only for what the pipeline does not see.
            Timeout = TimeSpan.FromMinutes(10),
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "*/*");
        return client;
    }
}

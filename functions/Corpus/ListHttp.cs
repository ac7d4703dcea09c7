using System.Net;

namespace Compliance.Functions.Corpus;

/// <summary>The HTTP client of list downloads. It is made here and not by a factory, whose logging would write redirect addresses with their signatures.</summary>
internal static class ListHttp
{
    public static HttpClient Create(string userAgent)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxAutomaticRedirections = 5,
        })
        {
            // Each attempt ends with the pipeline's own limit; this one is only for what the pipeline does not see.
            Timeout = TimeSpan.FromMinutes(10),
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "*/*");
        return client;
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Compliance.Functions.Records.Webhooks;

/// <summary>
/// Sends one delivery. It connects only to addresses that were checked after the name was resolved, so no name can lead it into the own
/// network; it follows no redirect, and of the answer it reads the status alone.
/// </summary>
internal sealed class WebhookSender : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public WebhookSender(RecordsOptions options, TimeProvider time)
    {
        _time = time;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, options.PrivateWebhooks, cancellation),
        };
        _http = new HttpClient(handler) { Timeout = Timeout };
    }

    /// <summary>Sends; null where the receiver accepted (2xx), else why not, in words of our own.</summary>
    public async Task<string?> SendAsync(WebhookEndpoint endpoint, string deliveryId, string body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        WebhookSignature.Set(request.Headers, deliveryId, body, _time.GetUtcNow(), endpoint.Secrets);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.IsSuccessStatusCode ? null : $"answered {(int)answer.StatusCode}";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"did not answer within {Timeout.TotalSeconds:0} seconds";
        }
        catch (HttpRequestException error)
        {
            return Causes(error).OfType<PrivateAddressException>().FirstOrDefault()?.Message
                ?? $"could not be reached: {error.HttpRequestError}";
        }
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<Exception> Causes(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancellation)
    {
        var addresses = IPAddress.TryParse(target.Host.Trim('[', ']'), out var plain) ? [plain]
            : await Dns.GetHostAddressesAsync(target.Host, cancellation);
        if (!allowPrivate && addresses.Any(address => !PublicAddress.Is(address)))
        {
            throw new PrivateAddressException(
                $"{target.Host} leads to an address that is not public; set COMPLIANCE_WEBHOOK_PRIVATE=true for receivers of your own "
                    + $"network.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A receiver's name leads to an address that webhooks may not reach.</summary>
internal sealed class PrivateAddressException(string message) : IOException(message);

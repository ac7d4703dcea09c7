using System.Net;
using System.Net.Sockets;
using Compliance.Functions.Records.Webhooks;

namespace Compliance.Functions.Watchlists.Supply;

/// <summary>
/// Connects list downloads. A configured address may lead anywhere, also into the own network; a publisher's redirect may lead only to
/// public addresses, or back to where it came from: else whoever holds a publisher's server could read what answers inside.
/// </summary>
internal static class ListConnections
{
    /// <summary>Marks a request that a redirect leads to.</summary>
    public static readonly HttpRequestOptionsKey<bool> IsRedirected = new("compliance.redirected");

    /// <summary>Connects; refuses private addresses to redirected requests, after the name was resolved.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var target = context.DnsEndPoint;
        var addresses = await ResolveAsync(target.Host, cancellation);
        if (context.InitialRequestMessage.Options.TryGetValue(IsRedirected, out var redirected) && redirected
            && context.InitialRequestMessage.RequestUri?.IdnHost == target.Host && addresses.Any(address => !PublicAddress.Is(address)))
        {
            throw new PrivateAddressException("the publisher redirects to an address that is not public");
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

    /// <summary>Refuses a redirect that names a private address, also where a proxy connects.</summary>
    /// <exception cref="PrivateAddressException">It does.</exception>
    public static void RefusePrivate(Uri target)
    {
        if (IPAddress.TryParse(target.IdnHost.Trim('[', ']'), out var address) && !PublicAddress.Is(address))
        {
            throw new PrivateAddressException("the publisher redirects to an address that is not public");
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
        => IPAddress.TryParse(host.Trim('[', ']'), out var plain) ? [plain] : await Dns.GetHostAddressesAsync(host, cancellation);
}

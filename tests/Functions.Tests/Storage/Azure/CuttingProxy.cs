using System.Net;
using System.Net.Sockets;

namespace Compliance.Functions.Tests.Storage.Azure;

/// <summary>A network path to a service that breaks: of each connection it lets so many bytes of the answers pass, then resets it. Requests
/// always arrive whole, so that the service does its work.</summary>
public sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<int, int> passing;
    private readonly IPEndPoint target;
    private int connections;

    /// <param name="target">The service.</param>
    /// <param name="passing">Bytes of answers that pass on the nth connection.</param>
    public CuttingProxy(Uri target, Func<int, int> passing)
    {
        this.passing = passing;
        this.target = new IPEndPoint(IPAddress.Loopback, target.Port);
        listener.Start();
        Address = new UriBuilder(target) { Port = ((IPEndPoint)listener.LocalEndpoint).Port }.Uri;
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>Connections that were taken.</summary>
    public int Connections => connections;

    public void Dispose()
    {
        stopping.Cancel();
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stopping.Token);
                _ = PassAsync(client, passing(Interlocked.Increment(ref connections)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task PassAsync(TcpClient client, int left)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(target, stopping.Token);
                var sending = client.GetStream().CopyToAsync(server.GetStream(), stopping.Token);
                var buffer = new byte[16 * 1024];
                while (await server.GetStream().ReadAsync(buffer, stopping.Token) is > 0 and var read)
                {
                    var pass = Math.Min(read, left);
                    left -= pass;
                    await client.GetStream().WriteAsync(buffer.AsMemory(0, pass), stopping.Token);
                    if (pass < read || left == 0)
                    {
                        client.LingerState = new LingerOption(enable: true, seconds: 0);
                        return;
                    }
                }

                await sending;
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has gone.
            }
        }
    }
}
